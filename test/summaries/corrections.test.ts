import { describe, expect, test } from '@jest/globals';
import { correctionsSince } from '../../src/summaries/corrections.ts';
import { viewOf } from '../../src/summaries/round-view.ts';
import { demoPlan } from '../plan/demo-plan.ts';

const by = { personId: 'p', roleId: 'hr-chef' };
const assignment = demoPlan().assignments.find(({ id }) => id === 'gu4')!;
const judgement = { status: 'on_track', ownWords: 'Bra.' } as const;
const same = { kind: 'unchanged' } as const;
const aspects = { economic: same, ecological: same, social: same };
const revisions = [
  { id: '1', number: 1, at: '2026-09-01T08:00:00.000Z', by, answers: { judgement, aspects } },
  { id: '2', number: 2, at: '2026-09-02T08:00:00.000Z', by, answers: { readings: { i18: { value: 6 } } } },
  {
    id: '3',
    number: 3,
    at: '2026-09-03T08:00:00.000Z',
    by,
    answers: { judgement: { ...judgement, status: 'deviation' } },
  },
  {
    id: '4',
    number: 4,
    at: '2026-09-04T08:00:00.000Z',
    by,
    answers: { judgement: { ...judgement, status: 'deviation' }, aspects, readings: { i18: { value: 7 } } },
  },
] as const;
const report = {
  kind: 'report',
  schema: 1,
  tenantId: 't',
  id: 'r:gu4',
  roundId: 'r',
  assignmentId: 'gu4',
  revisions,
} as const;
const since = (at: string) =>
  correctionsSince([viewOf(assignment, report)], at).map(({ at, what }) => [at.slice(8, 10), what]);

describe('corrections', () => {
  test('are what was said otherwise than before: a first answer is none, nor is the same again', () => {
    expect(since('2026-09-01T00:00:00.000Z')).toEqual([
      ['04', { part: 'reading', indicatorId: 'i18', before: { value: 6 }, after: { value: 7 } }],
      ['03', { part: 'status', before: 'on_track', after: 'deviation' }],
    ]);
  });

  test('are told once: those from before the last post are not', () => {
    expect(since('2026-09-03T08:00:00.000Z').map(([day]) => day)).toEqual(['04']);
    expect(since('2026-09-04T08:00:00.000Z')).toEqual([]);
  });
});
