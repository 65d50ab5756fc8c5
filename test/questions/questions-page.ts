import { writeFile } from 'node:fs/promises';
import { intents } from '../../src/conversation/catalog.ts';
import { translator } from '../../src/language/language.ts';
import { measure as measureSet, setNames } from '../conversation/measure.ts';
import { type Measured, measure, sjovikPlan } from './measure.ts';
import { type Asked, questionSet } from './question-set.ts';

/** `docs/questions.md`, with figures measured when it is made; run this file to write it anew. */

const says: Readonly<Record<Asked['kind'], string>> = {
  status: 'How an assignment goes',
  indicator: 'An indicator over time, against its target, beside similar municipalities',
  help: 'What needs help, and what goes otherwise than planned',
  responsible: 'Which role is responsible',
  meaning: 'What a word means',
  next: 'What is next for me',
  sent: 'What I have sent in',
  round: 'What a round looks like: counts and dates',
  decision: 'What was decided about something',
  changes: 'What changed in the plan',
  'no-ranking': 'Who is best or worst: Roder ranks nobody, and says so',
  several: 'More than one may be meant: choices',
  unknown: '”Jag hittar inget om det”, with what can be asked',
};

export function questionsPage(): string {
  const plan = sjovikPlan();
  const kinds = Object.entries(says).map(([kind, words]) => {
    const asked = questionSet.filter((one) => one.kind === kind);
    return [words, `${asked.length}`, `”${asked[0]!.text}”`];
  });
  return `${intro}
${table(['What is asked', 'In the set', 'For example'], kinds)}

## What can be wanted

${table(
  ['Intent', 'For', 'For example'],
  intents.map(({ id, examples }) => [
    `\`${id}\``,
    translator('en')(`intent.${id}`),
    `”${examples.sv[0]}”, ”${examples.en[0]}”`,
  ]),
)}

## How well the sets are understood

Imagined people wrote what they would write to Roder in eight municipalities, most of them before the code that understands them
(\`test/conversation/sets\`). What is learnt is learnt from all but the clean and the ordinary sets, so the other figures are of people Roder knows:

${table(['Set', 'Lines', 'Right', 'Asked back', 'Wrong'], setRows())}

Of the clean and the ordinary sets nothing is learnt, and of the clean ones nobody reads the misses: they measure how well strangers are understood who
write briefly or plainly. On 28 November 2026, of the 340 lines of the first three 0.81 were right, 0.11 asked back, 0.04 declined and 0.05 wrong
(the version before: 0.74, 0.16, 0.03 and 0.07). The three later ones (320 lines) were 0.76 right and 0.07 wrong when first
measured, on 29 November. Two newer ones, written after what had been mended since (\`*-clean-fourth\`, 200 lines), were 0.86 right and
0.035 wrong, and 0.795 and 0.05 by the version before. Two about municipalities that were new as well (\`*-clean-fifth\`, 200 lines),
first measured on 30 November after other hands' misses about these plans had been mended, were 0.905 right and 0.04 wrong, and
0.885 and 0.04 before that. A tenth municipality of which nothing had been seen (\`almebro-clean-seventh\`, 150 lines, one hand in four misspelling)
was 0.77 right and 0.12 wrong: that is what a stranger's plan meets. Strangers who write as it comes, with noise, dialect and stories around
what they want, are understood less well: of the 1,194 lines of the wide sets, before they were learnt from but
after their misses were read, 0.62 were right, 0.22 asked back, 0.07 declined and 0.09 wrong (when they were new: 0.51 and 0.11). \`node test/conversation/hands.ts\` learns anew without one hand at a time.

## How well the first set is understood

${table(
  ['Half', 'Questions', 'Precision', 'Recall', 'Outside the data, and told so'],
  [measure(plan, 'building'), measure(plan, 'measuring')].map(figures),
)}
${outro}`;
}

function setRows(): string[][] {
  return setNames
    .map(measureSet)
    .map(({ set, lines, right, askedBack, wrong }) => [
      set,
      `${lines}`,
      ...[right, askedBack, wrong].map((figure) => figure.toFixed(2)),
    ]);
}

function figures({ half, questions, precision, recall, declined }: Measured): string[] {
  const name = half === 'building' ? 'Used while building' : 'Kept for measuring only';
  return [name, `${questions}`, ...[precision, recall, declined].map((figure) => figure.toFixed(3))];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (words: readonly string[]) => `| ${words.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const intro = `# Questions

Anybody with the right asks in a chat, in a channel by mentioning Roder, or shares an assignment from the compose
box. Questions are understood in Swedish and English by what is learnt beforehand from many ways to ask, and by the
words of the plan itself (\`src/conversation\`), without a language model: the same words always mean the same, and an
answer is put together from what was sent in, with role, date, period and source. Slips of the keyboard, endings, compounds and common
other words for a thing are understood; the words and the ways to ask are lists, in \`src/conversation/words\`. Where
several things fit, or two may be meant, they are shown as choices; where nothing does, the answer is ”jag hittar inget om det”, with what exists nearby. It answers in
the language of the question. For a quarter of an hour the next question may go on from the last (”och ekonomin?”).

Everything that can be wanted by writing is one list, the catalog (\`src/conversation/intents\`): questions, commands and
what is begun by writing alike. \`roder ask --plan FILE "…"\` says what is understood of a question, without Teams and
without a store, and \`roder ask --intents\` lists the catalog.

What a button does can be begun by writing, and opens the same card filled in: ”äldreomsorgen går enligt plan,
väntetiden är 74 dagar”, ”matsvinn 48 gram”, ”påminn mig på fredag”, ”jag är borta v. 43, HR-chefen svarar”, ”byt
ansvarig för äldreomsorgen till HR-chefen”, ”flytta sista svarsdag till torsdag”. Nothing is saved or sent by a sentence
alone: the person looks at the card and goes on from there. What is not asked for now, or has no place, is said.
`;

const outro = `
- **Right** is the expected kind of answer about exactly the expected assignments, indicators, roles or words.
- **Precision**: of the answers given, the share that were right; ”I do not know” is no answer. **Recall**: of the
  questions that have an answer, the share that got it.
- The set (\`test/questions/question-set.ts\`) is about the plan of Sjövik. It was written whole before the
  understanding of questions was, and halved by taking every other question; the second half was run for its
  figures only, and what it misses has not been looked at; one of its questions (the difference between two words)
  was met by chance on a card, and mended. Both halves are by the same hand, so they are nearer to
  each other than the next person's questions will be.
- \`npm run docs\` measures anew; \`test/questions\` and \`test/conversation\` hold the figures to what was reached.
`;

if (import.meta.main) await writeFile('docs/questions.md', questionsPage());
