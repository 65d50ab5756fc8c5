import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { intents } from '../../src/conversation/catalog.ts';
import { learntWeights, pack, sharesOf } from '../../src/conversation/classifier.ts';
import { translator } from '../../src/language/language.ts';
import { questionsPage } from '../questions/questions-page.ts';
import { learn } from './learn.ts';
import { digestFile, digestOfExamples } from './learnt-file.ts';
import { isClean, isKept, linesOf, measure, plans, read, setNames } from './measure.ts';

const ids = new Set(intents.map(({ id }) => id));

describe('the catalog', () => {
  test('has no id twice, and says in both languages what each is for', () => {
    expect(ids.size).toBe(intents.length);
    for (const { id } of intents)
      for (const language of ['sv', 'en'] as const) expect(translator(language)(`intent.${id}`)).not.toBe('');
  });

  test('has examples of each in both languages', () => {
    const without = intents.filter(({ examples }) => examples.sv.length === 0 || examples.en.length === 0);
    expect(without.map(({ id }) => id)).toEqual([]);
  });
});

describe.each(setNames)('the set %s', (set) => {
  const plan = plans[set.split('-')[0]!]!;

  test('names intents of the catalog, things of the plan, and days', () => {
    const faults = linesOf(set).flatMap((line) => [
      ...line.intents.filter((id) => !ids.has(id) && id !== 'ask'),
      ...line.subjects
        .flatMap((one) => one.split(' '))
        .filter((id) => id !== '-' && !plan.assignment(id) && !plan.indicator(id) && !plan.role(id))
        .filter((id) => plan.content.departments.every((department) => department.id !== id)),
      ...line.periods.filter((one) => one !== '-' && !/^\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d$/u.test(one)),
      ...(['sv', 'en'].includes(line.language) ? [] : [line.language]),
    ]);
    expect(faults).toEqual([]);
  });
});

describe('what is learnt', () => {
  test('is learnt from the examples and words as they stand: `npm run docs` learns anew', () => {
    expect(readFileSync(digestFile, 'utf8').trim()).toBe(digestOfExamples());
    expect(learntWeights().intents).toEqual([...ids]);
  });

  test('tells lessons apart, and is the same each time', () => {
    const lessons = [
      { features: new Map([['w hej', 1]]), intents: ['small-talk'], weight: 1 },
      { features: new Map([['w svar', 1]]), intents: ['answer'], weight: 1 },
    ].flatMap((one) => [one, one, one]);
    const learnt = learn(lessons, ['small-talk', 'answer']);
    expect(sharesOf(learnt, new Map([['w hej', 1]])).get('small-talk')).toBeGreaterThan(0.7);
    expect(pack(learn(lessons, ['small-talk', 'answer']))).toEqual(pack(learnt));
  });

  test('says nothing of words that nobody has used', () => {
    const shares = sharesOf(learntWeights(), new Map([['w qwxqwx', 1]]));
    for (const share of shares.values()) expect(share).toBeCloseTo(1 / ids.size, 5);
  });
});

/** Of what was learnt from, but for the kept sets; how well hands left out are understood, `hands.ts` says. */
function share(of: 'right' | 'wrong', sets: readonly string[]): number {
  const figures = sets.map(measure);
  const lines = figures.reduce((sum, one) => sum + one.lines, 0);
  return figures.reduce((sum, one) => sum + one[of] * one.lines, 0) / lines;
}

const kindOf = (name: string) =>
  isKept(name)
    ? isClean(name)
      ? 'clean'
      : name.includes('varied')
        ? 'varied'
        : 'ordinary'
    : name.includes('known')
      ? 'known'
      : /-(?:late|wide)-/u.test(name)
        ? 'late'
        : 'others';
const { clean, ordinary, varied, late, others } = Object.groupBy(setNames, kindOf);

test('what people wrote is understood, and hardly any of it as something else', () => {
  expect(share('right', others!)).toBeGreaterThanOrEqual(0.92);
  expect(share('wrong', others!)).toBeLessThanOrEqual(0.02);
});

test('what is said in roundabout ways is understood more often than not, and asked back else', () => {
  expect(share('right', late!)).toBeGreaterThanOrEqual(0.75);
  expect(share('wrong', late!)).toBeLessThanOrEqual(0.105);
});

const firstOrdinary = ['bokesunda', 'lyngvik', 'sjovik', 'vallinge'].map((one) => `${one}-ordinary`);

test('what was read while building, and never learnt from, is understood', () => {
  expect(share('right', firstOrdinary)).toBeGreaterThanOrEqual(0.9);
  expect(share('wrong', firstOrdinary)).toBeLessThanOrEqual(0.022);
});

test('and so it is in what came later, also of three new municipalities', () => {
  const later = ordinary!.filter((name) => !firstOrdinary.includes(name));
  expect(share('right', later)).toBeGreaterThanOrEqual(0.89);
  expect(share('wrong', later)).toBeLessThanOrEqual(0.046);
});

test('and hardly less of it where all of it stands in one chat, each line after another that it has nothing to do with', () => {
  const verdicts = ordinary!.flatMap((name) => read(name, undefined, true)).map(({ verdict }) => verdict);
  const shareOf = (one: string) => verdicts.filter((verdict) => verdict === one).length / verdicts.length;
  expect(shareOf('right')).toBeGreaterThanOrEqual(0.89);
  expect(shareOf('wrong')).toBeLessThanOrEqual(0.055);
});

test('what is asked of every intent, hardly twice in the same words, is understood more often than not', () => {
  expect(share('right', varied!)).toBeGreaterThanOrEqual(0.72);
  expect(share('wrong', varied!)).toBeLessThanOrEqual(0.075);
});

test('what nobody read is mostly understood, and seldom taken for something else', () => {
  expect(share('right', clean!)).toBeGreaterThanOrEqual(0.845);
  expect(share('wrong', clean!)).toBeLessThanOrEqual(0.054);
});

test('what the design names is understood', () => {
  const known = setNames.filter((name) => name.includes('known')).flatMap((name) => read(name));
  const wrong = known.filter(({ verdict }) => verdict === 'wrong');
  expect(wrong.map(({ line }) => line.text)).toEqual([]);
});

test('the figures of all sets are those of docs/questions.md: `npm run docs` writes them', () => {
  expect(readFileSync('docs/questions.md', 'utf8')).toBe(questionsPage());
});
