import type { DocumentStore } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';
import { indexPlan, type Plan } from '../plan/plan-index.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { planContent } from '../plan/plan-store.ts';
import type { ReportsOfRounds } from '../reports/indicator-series.ts';
import { type Report, type ReportState, reportId, reports, type Status, stateOf } from '../reports/report.ts';
import { type Ask, asks } from '../rounds/ask.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { startingWith } from '../storage/documents.ts';
import {
  type EarlierWish,
  readSupport,
  type SupportRequest,
  stillUnanswered,
  type Wish,
  wishOf,
} from '../support-requests/support-request.ts';
import { type Burden, burdenOf } from './burden.ts';
import { type IndicatorView, indicatorViews } from './indicator-view.ts';

/** A round as leadership reads it, made from its reports: nothing in it can be out of step with them. */
export interface RoundView {
  /** The plan in force; for a round that has closed, the one its questions were asked by. */
  readonly plan: Plan;
  readonly round: Round;
  /** Whose assignments are shown; absent: the whole organisation's. */
  readonly departments?: readonly string[] | undefined;
  /** Core mandates first, then political assignments, in the plan's order. */
  readonly assignments: readonly AssignmentView[];
  /** Every indicator that one of the assignments shows, in the plan's order. */
  readonly indicators: readonly IndicatorView[];
  /** Help that was wanted in rounds before and that nobody has answered yet. */
  readonly earlierWishes: readonly EarlierWish[];
  readonly burden: Burden;
}

export interface AssignmentView {
  readonly assignment: Assignment;
  readonly report?: Report | undefined;
  readonly state: ReportState;
  /** What came of the help it wants: who was asked, and the replies. */
  readonly wish?: Wish | undefined;
  /** All that has been wanted and replied in the round, also what is not wanted any more. */
  readonly support?: SupportRequest | undefined;
  /** `no_report` is never chosen: it is what an assignment has until somebody says more. */
  readonly status: Status | 'no_report';
}

export interface RoundSubject {
  readonly tenantId: string;
  /** The plan in force. */
  readonly plan: Plan;
  readonly round: Round;
  readonly departments?: readonly string[] | undefined;
}

/** Reads each round's reports once, however many assignments and indicators there are. */
export async function readRoundView(store: DocumentStore, subject: RoundSubject): Promise<RoundView> {
  const { tenantId, round, departments } = subject;
  const plan = await planOfRound(store, subject);
  const rounds = await roundsUpTo(store, subject);
  const found = await readReports(store, tenantId, rounds);
  const support = await readSupport(store, tenantId, rounds);
  const assignments = plan.assignments
    .filter(({ leadDepartment }) => !departments || departments.includes(leadDepartment))
    .map((assignment) => {
      const report = found.get(round.id)?.get(assignment.id);
      return viewOf(assignment, report, support.get(reportId(round.id, assignment.id)));
    });
  const shown = assignments.map(({ assignment }) => assignment.id);
  return {
    plan,
    round,
    departments,
    assignments,
    earlierWishes: stillUnanswered(support.values()).filter(
      ({ request }) => request.roundId !== round.id && shown.includes(request.assignmentId),
    ),
    indicators: indicatorViews({ plan, rounds, reports: found }, { round, shown }),
    burden: burdenOf(await readAsks(store, tenantId, round.id), shown, plan.content.burdenCapMinutes),
  };
}

export function viewOf(
  assignment: Assignment,
  report: Report | undefined,
  request?: SupportRequest,
): AssignmentView {
  const state = stateOf(report);
  const status = state.judgement?.answer.status ?? 'no_report';
  return { assignment, report, state, status, wish: wishOf(state, request), support: request };
}

/** A round that has ended stays as it was: with the titles, targets and owners of its own plan. */
async function planOfRound(store: DocumentStore, { tenantId, plan, round }: RoundSubject): Promise<Plan> {
  if (round.state === 'open' || round.planVersion === plan.version) return plan;
  const content = await planContent(store, tenantId, round.planVersion);
  if (content) return indexPlan(content, round.planVersion);
  throw new RoderError('plan-version-missing', `Plan version ${round.planVersion} is not in the store.`);
}

/** How many years of values a view goes back. */
const yearsBack = 5;

async function roundsUpTo(store: DocumentStore, { tenantId, round }: RoundSubject): Promise<Round[]> {
  const earliest = `${Number(round.due.slice(0, 4)) - yearsBack}${round.due.slice(4)}`;
  const all = await allRounds(store, tenantId);
  return all.filter(
    (one) => one.id === round.id || (one.openedAt && one.due <= round.due && one.due > earliest),
  );
}

async function readReports(
  store: DocumentStore,
  tenantId: string,
  rounds: readonly Round[],
): Promise<ReportsOfRounds> {
  const found = new Map<string, Map<string, Report>>();
  for (const { id } of rounds) {
    const ofRound = new Map<string, Report>();
    for await (const report of reports(store).all(tenantId, startingWith(`${id}:`)))
      ofRound.set(report.assignmentId, report);
    found.set(id, ofRound);
  }
  return found;
}

function readAsks(store: DocumentStore, tenantId: string, roundId: string): Promise<Ask[]> {
  return Array.fromAsync(asks(store).all(tenantId, startingWith(`${roundId}:`)));
}
