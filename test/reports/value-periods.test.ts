import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { periodAsked } from '../../src/plan/period-asked.ts';
import { indexPlan, type Plan } from '../../src/plan/plan-index.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import {
  comparableBefore,
  isOfRound,
  periodIn,
  readIndicatorSeries,
  trendIn,
  valuePeriodName,
} from '../../src/reports/indicator-series.ts';
import { reportReader } from '../../src/reports/report.ts';
import { rounds } from '../../src/rounds/round.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, temporaryFolder } from '../support/at-end.ts';
import { norrnasContent, norrnasPlan } from '../worlds/norrnas/norrnas-plan.ts';

const tenantId = 'norrnas';
let store: DocumentStore;
const plan = norrnasPlan();

beforeAll(async () => {
  store = openSqliteStore(join(await temporaryFolder(), 'roder.db'));
  atEnd(() => store.close());
  const open = { tenantId, state: 'open', planVersion: 1, nextAt: '' } as const;
  for (const [id, opens, due] of [
    ['2026-08', '2026-09-01', '2026-09-10'],
    ['2026-D', '2026-09-01', '2026-09-18'],
    ['2026-09', '2026-10-01', '2026-10-10'],
    ['2026-Q3', '2026-10-01', '2026-10-15'],
  ] as const)
    await rounds(store).create({
      ...open,
      id,
      opens,
      due,
      closes: '2027-01-31',
      openedAt: `${opens}T06:00:00Z`,
    });
});

/** A value as its round's form records it. */
async function gives(value: number, indicatorId: string, roundId: string, day: string, by: Plan = plan) {
  const indicator = by.indicator(indicatorId)!;
  const recorded = await recordReport(
    { store, clock: { now: () => Temporal.Instant.from(`${day}T09:00:00Z`) } },
    {
      tenantId,
      roundId,
      assignmentId: indicator.assignments[0]!,
      contributionId: `${roundId}:${indicatorId}:${day}`,
      by: { personId: 'p', roleId: indicator.owner },
      answers: { readings: { [indicatorId]: { value } } },
      periods: { [indicatorId]: periodIn({ id: roundId }, indicator, by).key },
    },
  );
  expect(recorded.outcome).toBe('recorded');
}

async function series(indicatorId: string, by: Plan = plan) {
  const all = await Array.fromAsync(rounds(store).all(tenantId));
  const inOrder = all.toSorted((a, b) => a.due.localeCompare(b.due));
  return readIndicatorSeries(
    { reports: reportReader(store, tenantId), plan: by, rounds: inOrder },
    by.indicator(indicatorId)!,
  );
}

const keys = (points: readonly { period: string; value: number }[]) =>
  points.map(({ period, value }) => `${period}: ${value}`);

function norrnasWith(change: (content: PlanContent) => PlanContent): Plan {
  return indexPlan(change(norrnasContent()), 2);
}

const changed = (id: string, more: Partial<PlanContent['indicators'][number]>) => (content: PlanContent) => ({
  ...content,
  indicators: content.indicators.map((one) => (one.id === id ? { ...one, ...more } : one)),
});

describe('a value', () => {
  test('is of the period that its indicator is measured by, whichever round asks', () => {
    const asked = (id: string, roundId: string) => periodIn({ id: roundId }, plan.indicator(id)!, plan).key;
    expect(asked('m42', '2026-D')).toBe('2026-08');
    expect(asked('m42', '2026-Q3')).toBe('2026-09');
    expect(asked('m18', '2026-D')).toBe('2026-T2');
    expect(asked('m24', '2026-D')).toBe('2026-Q2');
    expect(asked('m24', '2026-H')).toBe('2026-Q4');
    expect(asked('m05', '2026-H')).toBe('2026');
    // The year is not over in August: the figure is of the one that is going on.
    expect(periodAsked({ frequency: 'annual' }, { from: '2026-01-01', to: '2026-08-31' }).key).toBe('2026');
  });

  test('is kept once: August said in the month’s round and again in the interim is one value, the later', async () => {
    await gives(7.4, 'm42', '2026-08', '2026-09-03');
    await gives(7.5, 'm42', '2026-D', '2026-09-15');
    const points = await series('m42');
    expect(keys(points)).toEqual(['2026-05: 7.2', '2026-06: 6.8', '2026-08: 7.5']);
    const last = points.at(-1)!;
    expect(valuePeriodName(last, plan, 'sv')).toBe('Augusti 2026');
    // Lower is better: against June, and never against itself.
    expect(comparableBefore(plan.indicator('m42')!, points)).toMatchObject({ period: '2026-06' });
    expect(trendIn(plan.indicator('m42')!, points)).toBe('worsening');
    // Both rounds show it.
    for (const id of ['2026-08', '2026-D'])
      expect(isOfRound(last, id, plan.indicator('m42')!, plan)).toBe(true);
    expect(isOfRound(last, '2026-09', plan.indicator('m42')!, plan)).toBe(false);
  });

  test('takes the place of the plan’s own for the same days, however the plan has written them', async () => {
    const other = norrnasWith(changed('m24', { history: [{ period: 'april–juni 2026', value: 29.5 }] }));
    await gives(28, 'm24', '2026-D', '2026-09-15', other);
    expect(keys(await series('m24', other))).toEqual(['2026-Q2: 28']);
  });

  test('keeps its place when a later plan has dropped the round’s period, or measures at other times', async () => {
    await gives(17, 'm32', '2026-Q3', '2026-10-12');
    const without = norrnasWith((content) => ({
      ...changed('m32', { frequency: 'monthly' })(content),
      periods: content.periods.filter(({ id }) => id !== '2026-Q3'),
    }));
    const points = await series('m32', without);
    expect(keys(points)).toEqual(['2026-Q1: 17.4', '2026-Q2: 16.2', '2026-Q3: 17']);
    expect(valuePeriodName(points.at(-1)!, without, 'sv')).toBe('Kvartal 3 2026');
    expect(trendIn(without.indicator('m32')!, points)).toBe('worsening');
  });

  test('of before Roder is ordered by time, not as its label is spelt: a worsening is no "Förbättras"', async () => {
    const history = [
      { period: 'våren 2025', value: 90 },
      { period: 'hösten 2025', value: 86 },
    ];
    const other = norrnasWith(changed('m14', { history }));
    const points = await series('m14', other);
    expect(points.map(({ value }) => value)).toEqual([90, 86]);
    expect(trendIn(other.indicator('m14')!, points)).toBe('worsening');
    const quarters = [
      { period: 'Kv 4 2025', value: 95 },
      { period: 'Kv 1 2026', value: 90 },
      { period: '2026-K2', value: 86 },
    ];
    const third = norrnasWith(changed('m14', { history: quarters }));
    expect(keys(await series('m14', third))).toEqual(['2025-Q4: 95', '2026-Q1: 90', '2026-Q2: 86']);
    expect(trendIn(third.indicator('m14')!, await series('m14', third))).toBe('worsening');
  });

  test('of a month is not held against one of a year', async () => {
    const history = [
      { period: '2025', value: 4100 },
      { period: '2026-Q1', value: 1210 },
    ];
    const other = norrnasWith(changed('m37', { history }));
    expect(trendIn(other.indicator('m37')!, await series('m37', other))).toBe('unknown');
  });

  test('that is summed up over the year is of the year so far, and is held against the same days a year before', async () => {
    const history = [
      { period: '2025-09', value: 4000 },
      { period: 'juni 2026', value: 2795 },
    ];
    const other = norrnasWith(changed('m12', { cumulative: true, history }));
    await gives(4300, 'm12', '2026-09', '2026-10-05', other);
    const points = await series('m12', other);
    expect(keys(points)).toEqual(['2025-01--2025-09: 4000', '2026-H1: 2795', '2026-01--2026-09: 4300']);
    expect(valuePeriodName(points.at(-1)!, other, 'sv')).toBe('januari–september 2026');
    expect(trendIn(other.indicator('m12')!, points)).toBe('worsening');
    expect(trendIn(other.indicator('m12')!, points.slice(0, 2))).toBe('unknown');
    // The interim's own: eight months, which no quarter has.
    const visits = norrnasWith(changed('m37', { cumulative: true }));
    expect(periodIn({ id: '2026-D' }, visits.indicator('m37')!, visits).key).toBe('2026-01--2026-08');
  });

  test('with a label that nobody understands, in a plan from before labels were checked, stays where it stood', async () => {
    const history = [
      { period: '2024', value: 1 },
      { period: 'kalle', value: 2 },
      { period: '2025', value: 3 },
    ];
    const other = norrnasWith(changed('m15', { history }));
    expect((await series('m15', other)).map(({ value }) => value)).toEqual([1, 2, 3]);
  });
});
