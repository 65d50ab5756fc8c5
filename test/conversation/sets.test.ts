import { describe, expect, test } from '@jest/globals';
import { intents } from '../../src/conversation/catalog.ts';
import { translator } from '../../src/language/language.ts';
import { linesOf, measure, plans, read, setNames } from './measure.ts';

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
      ...line.intents.filter((id) => !ids.has(id)),
      ...line.subjects
        .flatMap((one) => one.split(' '))
        .filter((id) => id !== '-' && !plan.assignment(id) && !plan.indicator(id) && !plan.role(id)),
      ...line.periods.filter((one) => one !== '-' && !/^\d{4}-\d\d-\d\d\/\d{4}-\d\d-\d\d$/u.test(one)),
      ...(['build', 'held'].includes(line.split) ? [] : [line.split]),
      ...(['sv', 'en'].includes(line.language) ? [] : [line.language]),
    ]);
    expect(faults).toEqual([]);
  });
});

/** What was reached; a change that makes people be understood less is a step back. */
const reached = { build: { right: 0.91, wrong: 0.045 }, held: { right: 0.69, wrong: 0.105 } } as const;

test.each(['build', 'held'] as const)('the %s half is understood as well as it was', (split) => {
  const figures = setNames
    .filter((name) => !name.includes('known'))
    .map((name) => measure(name, split))
    .filter(({ lines }) => lines > 0);
  const lines = figures.reduce((sum, one) => sum + one.lines, 0);
  const share = (of: 'right' | 'wrong') => figures.reduce((sum, one) => sum + one[of] * one.lines, 0) / lines;
  expect(lines).toBeGreaterThan(350);
  expect(share('right')).toBeGreaterThanOrEqual(reached[split].right);
  expect(share('wrong')).toBeLessThanOrEqual(reached[split].wrong);
});

test('what the design names is understood', () => {
  const known = setNames.filter((name) => name.includes('known')).flatMap(read);
  const wrong = known.filter(({ verdict }) => verdict === 'wrong');
  expect(wrong.map(({ line }) => line.text)).toEqual([]);
});
