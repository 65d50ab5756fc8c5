import type { Plan } from '../plan/plan-index.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { type Report, type ReportState, reports, type Status, stateOf } from '../reports/report.ts';
import type { Round } from '../rounds/round.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { startingWith } from '../storage/documents.ts';

/** A round as leadership reads it, made from its reports: nothing in it can be out of step with them. */
export interface RoundView {
  readonly plan: Plan;
  readonly round: Round;
  /** Core mandates first, then political assignments, in the plan's order. */
  readonly assignments: readonly AssignmentView[];
}

export interface AssignmentView {
  readonly assignment: Assignment;
  readonly state: ReportState;
  /** `no_report` is never chosen: it is what an assignment has until somebody says more. */
  readonly status: Status | 'no_report';
}

export async function readRoundView(
  store: DocumentStore,
  subject: { tenantId: string; plan: Plan; round: Round; departments?: readonly string[] | undefined },
): Promise<RoundView> {
  const { plan, round } = subject;
  const found = new Map<string, Report>();
  for await (const report of reports(store).all(subject.tenantId, startingWith(`${round.id}:`))) {
    found.set(report.assignmentId, report);
  }
  const shown = plan.assignments.filter(
    ({ leadDepartment }) => !subject.departments || subject.departments.includes(leadDepartment),
  );
  return {
    plan,
    round,
    assignments: shown.map((assignment) => viewOf(assignment, found.get(assignment.id))),
  };
}

export function viewOf(assignment: Assignment, report: Report | undefined): AssignmentView {
  const state = stateOf(report);
  return { assignment, state, status: state.judgement?.answer.status ?? 'no_report' };
}
