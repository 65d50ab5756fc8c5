import { wordsOf } from '../language/words.ts';
import type { Plan } from '../plan/plan-index.ts';
import { isAsking } from './message-words.ts';
import { stem } from './stem.ts';
import { otherNames } from './subject-index.ts';

const known = new WeakMap<Plan, ReadonlySet<string>>();

/** "Cykelkommun 2030" is what something in the plan is called, and no time. */
export function isYearInName(plan: Plan, before: string, year: string): boolean {
  let ends = known.get(plan);
  if (!ends) {
    ends = yearsIn(plan);
    known.set(plan, ends);
  }
  return ends.has(ending(wordsOf(before), year));
}

/** Each year in a name, with what stands before it. */
function yearsIn({ content: { assignments, indicators } }: Plan): ReadonlySet<string> {
  const names = [
    ...assignments.flatMap((one) => [one.title.sv, one.title.en, ...otherNames(one)]),
    ...indicators.flatMap((one) => [one.name.sv, one.name.en, ...otherNames(one)]),
  ].map(wordsOf);
  return new Set(
    names.flatMap((words) =>
      words.flatMap((word, place) =>
        /^20\d\d$/u.test(word) && place > 0 ? [ending(words.slice(0, place), word)] : [],
      ),
    ),
  );
}

/** The year with the last word that names something: "skolor till 2031". */
function ending(words: readonly string[], year: string): string {
  const from = words.findLastIndex((word) => !isAsking(word));
  return [...words.slice(Math.max(0, from)).map(stem), year].join(' ');
}
