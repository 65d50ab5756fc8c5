import { expect, test } from '@jest/globals';
import { recordReport } from '../../src/answers/record-report.ts';
import { indexPlan } from '../../src/plan/plan-index.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { fuzzActions } from '../support/fuzz-proof.ts';
import { openSjovik } from '../support/sjovik.ts';
import { storedWrongly } from '../support/stored-wrongly.ts';

/** `test:long` sends twenty thousand. */
test('whatever comes as an action is answered, and nothing is stored wrongly', async () => {
  const result = await fuzzActions(500, 20_260_901);
  expect(result.wrongAnswers).toEqual([]);
  expect(result.wrongDocuments).toEqual([]);
  expect(Object.keys(result.statuses).filter((status) => Number(status) >= 500)).toEqual([]);
  expect(result.alive).toBe(true);
  expect(result.kept.revisions).toBeGreaterThan(0);
  expect(result.statuses[403]).toBeGreaterThan(0);
});

test('what is stored wrongly would be seen', async () => {
  const { ports, tenantId, actor, time } = await openSjovik();
  await time.next({ language: 'sv' });
  const contribution = { tenantId, roundId: '2026-D', assignmentId: 'gu2', contributionId: 'wrong' };
  const by = { personId: actor('hrChef').personId, roleId: 'socialchef' };
  const readings = { i1: { value: 1 } };
  await recordReport(ports, { ...contribution, by, answers: { readings } });
  const where = { tenantId, plan: indexPlan(demoPlan(), 1), roundId: '2026-D' };
  expect(await storedWrongly(ports.store, where)).toEqual([expect.stringContaining('by {')]);
});
