import { afterAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { recordReport } from '../../src/answers/record-report.ts';
import { demoTenant as tenantId } from '../../src/config.ts';
import { makePaper } from '../../src/exports/make-paper.ts';
import { formats } from '../../src/exports/paper.ts';
import { rounds } from '../../src/rounds/round.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { endAll } from '../support/at-end.ts';
import { openPlannedWorld } from '../support/planned-store.ts';

afterAll(endAll);

test('what was sent in about an assignment that is withdrawn during the round is exported all the same', async () => {
  const { store, adopt } = await openPlannedWorld();
  const clock = { now: () => Temporal.Instant.from('2026-09-02T09:00:00Z') };
  const days = { opens: '2026-09-01', due: '2026-09-18', closes: '2026-10-02' };
  const round = { tenantId, id: '2026-D', state: 'open', planVersion: 1, nextAt: '', ...days } as const;
  await rounds(store).create({ ...round, openedAt: '2026-09-01T06:00:00Z' });
  const by = { personId: 'p', roleId: 'socialchef' };
  const answers = { judgement: { status: 'completed', ownWords: 'Skorna är utdelade.' } } as const;
  const given = {
    tenantId,
    roundId: '2026-D',
    assignmentId: 'pu4',
    contributionId: 'c',
    by,
    answers,
    base: 0,
  };
  await recordReport({ store, clock }, given);
  const { assignments, indicators } = demoPlan();
  await adopt(
    [['assignments'], assignments.filter(({ id }) => id !== 'pu4')],
    [
      ['indicators'],
      indicators.map((one) => ({ ...one, assignments: one.assignments.filter((id) => id !== 'pu4') })),
    ],
  );
  for (const format of formats) {
    const file = await makePaper({ store, clock }, { tenantId, roundId: '2026-D', format, language: 'sv' });
    if (format === 'csv' || format === 'json') expect(String(file!.body)).toContain('Skorna är utdelade.');
    if (format === 'csv')
      expect(String(file!.body)).toContain(';pu4;Utred fria arbetsskor och arbetskläder i vård och omsorg;');
  }
});
