import { afterAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import { demoTenant as tenantId } from '../../src/config.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { readIndicatorSeries } from '../../src/reports/indicator-series.ts';
import { reportReader } from '../../src/reports/report.ts';
import { rounds } from '../../src/rounds/round.ts';
import { endAll } from '../support/at-end.ts';
import { openPlannedWorld } from '../support/planned-store.ts';

afterAll(endAll);

test('a value is never lost where plans move its measure from one assignment to another', async () => {
  const { store, adopt } = await openPlannedWorld();
  const days = { opens: '2026-09-01', due: '2026-09-18', closes: '2026-10-02' };
  const round = { tenantId, id: '2026-D', state: 'open', planVersion: 1, nextAt: '', ...days } as const;
  await rounds(store).create({ ...round, openedAt: '2026-09-01T06:00:00Z' });
  const gives = async (value: number, assignmentId: string, day: string) => {
    const clock = { now: () => Temporal.Instant.from(`${day}T09:00:00Z`) };
    const by = { personId: 'p', roleId: 'enhetschef-sabo' };
    const answers = { readings: { i14: { value } } };
    const given = { tenantId, roundId: '2026-D', assignmentId, contributionId: day, by, answers };
    await recordReport({ store, clock }, { ...given, base: 0 });
  };
  const latest = async () => {
    const plan = (await currentPlan(store, tenantId))!;
    const source = {
      plan,
      rounds: [await rounds(store).get(tenantId, '2026-D')],
      reports: reportReader(store, tenantId),
    };
    return (await readIndicatorSeries(source, plan.indicator('i14')!)).at(-1)?.value;
  };
  const isWith = (...ids: string[]) => adopt([['indicators', 'i14', 'assignments'], ids]);

  await gives(60, 'gu2', '2026-09-02');
  await isWith('gu1');
  expect(await latest()).toBe(60);
  await isWith('gu3');
  expect(await latest()).toBe(60);
  await gives(58, 'gu3', '2026-09-04');
  await isWith('gu2');
  expect(await latest()).toBe(58);
});
