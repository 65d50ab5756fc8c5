import type { Temporal } from 'temporal-polyfill';
import { intents } from '../../src/conversation/catalog.ts';
import { readMessage } from '../../src/conversation/clean.ts';
import { type Features, featuresOf } from '../../src/conversation/features.ts';
import type { Spoken } from '../../src/conversation/meaning.ts';
import { readingOf } from '../../src/conversation/understand.ts';
import { wordList } from '../../src/conversation/word-lists.ts';
import type { Plan } from '../../src/plan/plan-index.ts';
import { intentsOf } from '../questions/measure.ts';
import { questionSet } from '../questions/question-set.ts';
import type { Lesson } from './learn.ts';
import { dayOf, isKept, type Line, linesOf, plans, setNames, today } from './measure.ts';

/** A line with many alternatives is to weigh more than one with few, though not as much more as it is longer. */
const maxOfALine = 12;

/** What somebody has written weighs more than what may be written. */
const ofPeople = 5;

/** What the sets' hands wrote, each with whose it is; without those that are kept for measuring. */
export function lessonsOfSets(): (Lesson & { readonly set: string })[] {
  return setNames
    .filter((set) => !isKept(set))
    .flatMap((set) => lessonsOf(set, plans[set.split('-')[0]!]!, dayOf(set), linesOf(set)));
}

export function lessonsOf(set: string, plan: Plan, day: Temporal.PlainDate, lines: readonly Line[]) {
  let before: Spoken | undefined;
  return lines.flatMap((line, place) => {
    const last = before;
    if (!line.goesOn || line.subjects[0] !== '-') before = spoken(line, plan);
    else before = { ...spoken(line, plan), subjects: before?.subjects ?? [] };
    // What is best asked back shows no intent.
    if (line.intents[0] === 'ask') return [];
    const lesson = (told: Spoken | undefined, weight: number) => ({
      set,
      features: read(line.text, plan, day, told),
      intents: line.intents,
      weight,
    });
    if (line.goesOn) return [lesson(last, ofPeople)];
    // What stands by itself means the same also after something else.
    return [lesson(undefined, ofPeople), ...(last && place % 2 === 0 ? [lesson(last, 2)] : [])];
  });
}

function spoken({ intents: [intent = 'unknown'], subjects }: Line, plan: Plan): Spoken {
  const ids = subjects[0]!.split(' ').filter((id) => id !== '-');
  const typeOf = (id: string) =>
    plan.assignment(id) ? 'assignment' : plan.indicator(id) ? 'indicator' : 'role';
  return { intent, subjects: ids.map((id) => ({ type: typeOf(id), id })) };
}

function read(text: string, plan: Plan, day = today, before?: Spoken): Features {
  const said = readMessage(text);
  return featuresOf(
    readingOf(`${said.text}${text.trim().endsWith('?') ? '?' : ''}`, { plan, today: day, before }),
  );
}

/** What the first set asks, in the words it was written in before there was a catalog. */
export function lessonsOfQuestions(): Lesson[] {
  return questionSet
    .filter(({ kind }) => kind !== 'several')
    .map(({ text, kind }) => ({ features: read(text, plans.sjovik!), intents: intentsOf[kind], weight: 1 }));
}

const stand: Readonly<Record<string, readonly string[]>> = {
  X: wordList('public-sector')
    .flatMap((line) => line.split(' < ')[0]!.split(' | '))
    .filter((one) => one.length > 3),
  R: [
    'socialchefen',
    'rektorn',
    'HR-chefen',
    'ekonomichefen',
    'the principal',
    'kostchefen',
    'enhetschefen',
    'tekniska chefen',
    'the HR manager',
    'förvaltningschefen',
    'kommundirektören',
    'skolchefen',
  ],
  T: [
    'förra året',
    'i våras',
    'tertial 1',
    'i maj',
    'på fredag',
    'nästa vecka',
    'i år',
    '2024',
    'förra kvartalet',
    'last year',
    'in May',
    'on Friday',
    'v 43',
    'i september',
    'den 12 oktober',
    'i går',
  ],
};

/** What the tables of examples say, read as messages to two municipalities in turn. */
export function lessonsOfExamples(): Lesson[] {
  const municipalities = Object.values(plans);
  const chance = chances();
  return intents.flatMap(({ id, examples }) =>
    [...wordList(`examples/${id}`), ...examples.sv, ...examples.en].flatMap((line) => {
      const all = written(line, chance);
      return all.map((text): Lesson => {
        const filled = text.replaceAll(/(?<![\p{L}])[XRT](?![\p{L}])/gu, (sign) => {
          const names = stand[sign]!;
          return names[chance(names.length)]!;
        });
        const plan = municipalities[chance(municipalities.length)]!;
        const said = chance(5) > 0 ? filled : besides(filled, chance);
        return {
          features: read(said, plan),
          intents: [id],
          weight: Math.min(1, 2 / Math.sqrt(all.length)),
        };
      });
    }),
  );
}

const beside = wordList('beside');

/** With something said before or after it that shows nothing. */
function besides(text: string, chance: (below: number) => number): string {
  const [said = ''] = written(beside[chance(beside.length)]!, chance);
  return chance(3) > 0 ? `${said} ${text}` : `${text} ${said}`;
}

/** Ways to write a line with alternatives: each of them at least once, where there is room, beside others by chance. */
function written(line: string, chance: (below: number) => number): string[] {
  const parts = [...line.matchAll(/([^{}]+)|\{([^{}]*)\}/gu)].map(([, plain = '', choice]) =>
    choice === undefined ? [plain] : choice.split('|'),
  );
  const ways = parts.reduce((product, { length }) => product * length, 1);
  const starts = parts.map(({ length }) => chance(length));
  const texts = Array.from({ length: Math.min(ways, maxOfALine) }, (_, turn) =>
    parts
      .map((choices, part) => {
        const place =
          part % 2 === 0 && turn >= choices.length ? chance(choices.length) : starts[part]! + turn;
        return choices[place % choices.length]!;
      })
      .join(''),
  );
  return [...new Set(texts.map((text) => text.replaceAll(/\s+/gu, ' ').replaceAll(' ,', ',').trim()))];
}

/** Numbers without pattern that are the same each time. */
function chances(): (below: number) => number {
  let seed = 12_345;
  return (below) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
}
