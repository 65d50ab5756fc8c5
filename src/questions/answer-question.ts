import type { Plan } from '../plan/plan-index.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { currentPlan } from '../plan/plan-store.ts';
import type { Ports } from '../ports.ts';
import { type ReportState, reportId, reports, stateOf } from '../reports/report.ts';
import { type IndicatorValues, reportValues } from '../reports/report-values.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { findAssignments } from './find-assignments.ts';

/** An answer made of what was reported, or an honest "I do not know" with what can be asked. */
export type Answer =
  | { readonly kind: 'status'; readonly plan: Plan; readonly assignment: Assignment; readonly found?: Found }
  | { readonly kind: 'several'; readonly plan: Plan; readonly assignments: readonly Assignment[] }
  | { readonly kind: 'unknown'; readonly plan: Plan }
  | { readonly kind: 'no-plan' };

export interface Found {
  readonly round: Round;
  readonly state: ReportState;
  readonly values: readonly IndicatorValues[];
  /** A later round is under way and has nothing from this assignment yet. */
  readonly older: boolean;
}

export async function answerQuestion(
  ports: Pick<Ports, 'store'>,
  { tenantId, text }: { tenantId: string; text: string },
): Promise<Answer> {
  const plan = await currentPlan(ports.store, tenantId);
  if (!plan) return { kind: 'no-plan' };
  const [best, ...others] = findAssignments(plan, text);
  if (!best) return { kind: 'unknown', plan };
  if (others.length > 0) return { kind: 'several', plan, assignments: [best, ...others].slice(0, 5) };
  return assignmentStatus(ports, { tenantId, plan, assignment: best });
}

/** The latest report of an assignment, whichever round it is from; the answer says which. */
export async function assignmentStatus(
  { store }: Pick<Ports, 'store'>,
  { tenantId, plan, assignment }: { tenantId: string; plan: Plan; assignment: Assignment },
): Promise<Answer> {
  const rounds = (await allRounds(store, tenantId)).filter((round) => round.openedAt !== undefined);
  for (const round of rounds.toReversed()) {
    const report = await reports(store).find(tenantId, reportId(round.id, assignment.id));
    const state = stateOf(report);
    if (!state.judgement) continue;
    const source = { store, tenantId, plan, rounds, round };
    const values = await reportValues(source, state, plan.indicatorsOf(assignment.id));
    return {
      kind: 'status',
      plan,
      assignment,
      found: { round, state, values, older: round !== rounds.at(-1) },
    };
  }
  return { kind: 'status', plan, assignment };
}
