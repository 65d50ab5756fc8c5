import { intents } from '../../src/conversation/catalog.ts';
import { learn } from './learn.ts';
import { lessonsOfExamples, lessonsOfSets } from './lessons.ts';
import { read, setNames, type Verdict } from './measure.ts';

/**
 * How well somebody is understood whose words nothing was learnt from: what is learnt is learnt anew without one hand
 * (or with `node test/conversation/hands.ts municipality` without one municipality), and that one is measured. Takes
 * minutes. Rules, words and examples were written by people who have seen the sets, so the truth is lower.
 */

const by = process.argv[2] === 'municipality' ? 0 : 1;
const named = setNames.filter((set) => !set.includes('known'));
const partOf = (set: string) => (by === 0 ? set.slice(0, set.indexOf('-')) : set.slice(set.indexOf('-') + 1));
const ids = intents.map(({ id }) => id);
const examples = lessonsOfExamples();
const lessons = lessonsOfSets();

const verdicts: Verdict[] = [];
for (const part of new Set(named.map(partOf))) {
  const others = lessons.filter(({ set }) => partOf(set) !== part && !set.includes('known'));
  const learnt = learn([...examples, ...others], ids);
  for (const set of named.filter((one) => partOf(one) === part)) {
    const own = read(set, learnt).map(({ verdict }) => verdict);
    verdicts.push(...own);
    console.log(line(set, own));
  }
}
console.log(line('all', verdicts));

function line(name: string, those: readonly Verdict[]): string {
  const share = (one: Verdict) =>
    (those.filter((verdict) => verdict === one).length / those.length).toFixed(3);
  const figures = (['right', 'asked back', 'declined', 'wrong'] as const).map(
    (one) => `${one} ${share(one)}`,
  );
  return `${name.padEnd(22)} ${`${those.length}`.padStart(3)}  ${figures.join('  ')}`;
}
