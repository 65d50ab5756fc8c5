import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { defaultPeriods } from '../../src/plan/default-periods.ts';
import { type PeriodKind, periodKinds, planSchema } from '../../src/plan/plan-schema.ts';
import { type RoundDates, resolveRoundDates } from '../../src/plan/round-dates.ts';
import { office } from '../calendar/arbitrary-times.ts';

const period = planSchema.shape.periods.element;
const covered = (kind: PeriodKind) =>
  defaultPeriods(kind, 2028).map(({ id, covers }) => `${id}: ${covers.from} ${covers.to}`);

describe('the periods a plan starts from', () => {
  test('cover the year in parts of the right length, leap day included', () => {
    expect(covered('monthly')).toHaveLength(12);
    expect(covered('monthly')[1]).toBe('2028-02: 2028-02-01 2028-02-29');
    expect(covered('quarterly')).toEqual([
      '2028-Q1: 2028-01-01 2028-03-31',
      '2028-Q2: 2028-04-01 2028-06-30',
      '2028-Q3: 2028-07-01 2028-09-30',
      '2028-Q4: 2028-10-01 2028-12-31',
    ]);
    expect(covered('tertial')).toEqual([
      '2028-T1: 2028-01-01 2028-04-30',
      '2028-T2: 2028-05-01 2028-08-31',
      '2028-T3: 2028-09-01 2028-12-31',
    ]);
    expect(covered('interim')).toEqual(['2028-D: 2028-01-01 2028-08-31']);
    expect(covered('annual')).toEqual(['2028-H: 2028-01-01 2028-12-31']);
  });

  test('are none for rounds of any dates', () => {
    expect(defaultPeriods('adhoc', 2026)).toEqual([]);
  });

  test('are named in Swedish and English', () => {
    const names = periodKinds.map((kind) => defaultPeriods(kind, 2026)[0]?.name);
    expect(names).toEqual([
      { sv: 'Januari 2026', en: 'January 2026' },
      { sv: 'Kvartal 1 2026', en: 'Quarter 1 2026' },
      { sv: 'Tertial 1 2026', en: 'January–April 2026' },
      { sv: 'Halvår 1 2026', en: 'Half-year 1 2026' },
      { sv: 'Delår 2026 (januari–augusti)', en: 'Interim 2026 (January–August)' },
      { sv: 'Helår 2026', en: 'Full year 2026' },
      undefined,
    ]);
  });

  test.each([
    ['tertial', '2026-05-04', '2026-05-18'],
    ['interim', '2026-09-01', '2026-09-18'],
    ['annual', '2027-01-07', '2027-01-29'],
  ] as const)('of kind %s open %s and are due %s in the year 2026', (kind, opens, due) => {
    const dates = resolveRoundDates(defaultPeriods(kind, 2026)[0]!, office) as RoundDates;
    expect([`${dates.opens}`, `${dates.due}`]).toEqual([opens, due]);
  });

  test('are valid plan data in every year, open after what they cover and within two months of it', () => {
    for (let year = 2024; year <= 2040; year += 1) {
      for (const one of periodKinds.flatMap((kind) => defaultPeriods(kind, year))) {
        expect(period.parse(one)).toEqual(one);
        const { opens } = resolveRoundDates(one, office) as RoundDates;
        const ahead = Temporal.PlainDate.from(one.covers.to).until(opens).days;
        expect([one.id, ahead > 0 && ahead <= 40]).toEqual([one.id, true]);
      }
    }
  });
});
