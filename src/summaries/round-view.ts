import type { DocumentStore } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Assignment, Indicator } from '../plan/plan-schema.ts';
import { planOfVersion } from '../plan/plan-store.ts';
import { assessTarget, type TargetAssessment, type Trend } from '../reports/assess.ts';
import { readDelivered } from '../reports/delivered-values.ts';
import {
  indicatorSeries,
  isOfRound,
  type ReportsOfRounds,
  type SeriesPoint,
  seriesUntil,
  trendIn,
} from '../reports/indicator-series.ts';
import { type Report, type ReportState, reportId, reports, type Status, stateOf } from '../reports/report.ts';
import { type Ask, asks } from '../rounds/ask.ts';
import { partsTogether } from '../rounds/asked-together.ts';
import { countQuestions, estimateMinutes } from '../rounds/burden.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { type Delivered, deliveredIn, whatIsAsked } from '../rounds/what-is-asked.ts';
import { startingWith } from '../storage/documents.ts';
import {
  type EarlierWish,
  readSupport,
  type SupportRequest,
  stillUnanswered,
  type Wish,
  wishOf,
} from '../support-requests/support-request.ts';

/**
 * A round as it is read, made from its reports: nothing in it can be out of step with them. Leadership's card and the
 * views behind it, answers to questions and exports are all made of it.
 */
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
  /** The reader may not see what help is wanted, so nothing is said of it: not that there is none either. */
  readonly isHelpHidden?: boolean | undefined;
  readonly burden: Burden;
  /** The indicators whose values the round asks for; it shows others too, of months and rounds within its time. */
  readonly valuesAsked: readonly string[];
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
  /** False where the round asks only for values, or asks no more: such an assignment is counted in no state. */
  readonly asksState: boolean;
  /** It ended, and what was said of it the last time stands. */
  readonly ended?: Ended | undefined;
}

export interface Ended {
  /** Its last day: local date. */
  readonly day: string;
  /** The round that asked about it last. */
  readonly roundId: string;
  readonly state: ReportState;
}

/** An indicator with its values so far, and what they say. */
export interface IndicatorView {
  readonly indicator: Indicator;
  /** Oldest first. */
  readonly series: readonly SeriesPoint[];
  /** Of steering measures only; cost and context are shown, never judged. */
  readonly trend: Trend;
  readonly assessment: TargetAssessment;
  /** Its last value is of the round that is shown. */
  readonly isNew: boolean;
  /** Those to look at first have most: new values, then those away from their target or worsening. */
  readonly concern: number;
}

/** What the round asks of people, as estimates: of all of them together, never of one by name. */
export interface Burden {
  readonly people: number;
  readonly questions: number;
  readonly averageMinutes: number;
  readonly maxMinutes: number;
  /** The plan's. */
  readonly capMinutes: number;
  /** What nobody is asked for, since a system delivers it. */
  readonly delivered: Delivered;
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
  const all = await allRounds(store, tenantId);
  const rounds = roundsUpTo(all, round);
  const found = await readReports(store, tenantId, rounds);
  const support = await readSupport(store, tenantId, rounds);
  const isDelivered = plan.content.indicators.some(({ deliveredBy }) => deliveredBy);
  const delivered = isDelivered ? await readDelivered(store, tenantId) : undefined;
  const asked = await readAsks(store, tenantId, round.id);
  const judged = new Set(
    asked.flatMap(({ parts }) =>
      parts.flatMap(({ as, assignmentId }) => (as === 'owner' ? assignmentId : [])),
    ),
  );
  const assignments = plan.assignments
    .filter(({ leadDepartment }) => !departments || departments.includes(leadDepartment))
    .flatMap((assignment): AssignmentView[] => {
      const { id } = assignment;
      const view = viewOf(assignment, found.get(round.id)?.get(id), support.get(reportId(round.id, id)));
      const period = plan.period(round.id);
      // What somebody was asked in the round is shown, whatever the plan says today.
      const isJudged = judged.has(id) || view.state.judgement !== undefined;
      if (!period || isJudged) return [view];
      const what = whatIsAsked(plan, period, assignment, all);
      if (what.asks !== 'nothing' || view.report) return [{ ...view, asksState: what.asks === 'all' }];
      if (what.why !== 'reported') return [];
      const { day, roundId } = what;
      const ended = { day, roundId, state: stateOf(found.get(roundId)?.get(id)) };
      return [{ ...view, asksState: false, ended }];
    });
  const shown = new Set(assignments.map(({ assignment }) => assignment.id));
  return {
    plan,
    round,
    departments,
    assignments,
    earlierWishes: earlierIn(support, round, shown),
    indicators: plan.content.indicators
      .filter((one) => one.assignments.some((id) => shown.has(id)))
      .map((one) => {
        const series = indicatorSeries({ plan, rounds, reports: found, delivered }, one);
        // What came after a round that has closed says nothing of how it went then.
        const then = round.state === 'closed' ? seriesUntil(series, { plan, round }) : series;
        return indicatorView(one, then, { plan, round });
      }),
    burden: {
      ...burdenOf(asked, shown, plan.content.burdenCapMinutes),
      delivered: deliveredIn(plan, plan.period(round.id), shown),
    },
    valuesAsked: valuesIn(asked, shown),
  };
}

/** Of all requests, those of rounds before this one that nobody has answered yet, about some assignments. */
export function earlierWishes(
  support: ReadonlyMap<string, SupportRequest>,
  { round, rounds }: Pick<RoundSubject, 'round'> & { readonly rounds: readonly Round[] },
  assignments: readonly Assignment[],
): EarlierWish[] {
  const before = new Set(roundsUpTo(rounds, round).map(({ id }) => id));
  return earlierIn(support, round, new Set(assignments.map(({ id }) => id))).filter(({ request }) =>
    before.has(request.roundId),
  );
}

function earlierIn(
  support: ReadonlyMap<string, SupportRequest>,
  round: Round,
  shown: ReadonlySet<string>,
): EarlierWish[] {
  return stillUnanswered(support.values()).filter(
    ({ request }) => request.roundId !== round.id && shown.has(request.assignmentId),
  );
}

/** How some assignments stand in one round: what is read of it where no value and nothing earlier is asked for. */
export async function readAssignments(
  store: DocumentStore,
  { tenantId, round }: Pick<RoundSubject, 'tenantId' | 'round'>,
  assignments: readonly Assignment[],
  support?: ReadonlyMap<string, SupportRequest>,
): Promise<AssignmentView[]> {
  const found = await readReports(store, tenantId, [round]);
  return assignments.map(viewsOf(round, found, support ?? (await readSupport(store, tenantId, [round]))));
}

function viewsOf(
  round: Round,
  found: ReportsOfRounds,
  support: ReadonlyMap<string, SupportRequest>,
): (assignment: Assignment) => AssignmentView {
  const ofRound = found.get(round.id);
  return (assignment) =>
    viewOf(assignment, ofRound?.get(assignment.id), support.get(reportId(round.id, assignment.id)));
}

export function viewOf(
  assignment: Assignment,
  report: Report | undefined,
  request?: SupportRequest,
): AssignmentView {
  const state = stateOf(report);
  const status = state.judgement?.answer.status ?? 'no_report';
  return {
    assignment,
    report,
    state,
    status,
    asksState: true,
    wish: wishOf(state, request),
    support: request,
  };
}

function valuesIn(asks: readonly Ask[], shown: ReadonlySet<string>): string[] {
  const parts = asks.flatMap((ask) => ask.parts).filter(({ assignmentId }) => shown.has(assignmentId));
  return [...new Set(parts.flatMap(({ indicatorIds }) => indicatorIds))];
}

/** The same for a reader who may see how it goes but not what help is wanted. */
export function withoutHelp<V extends Pick<AssignmentView, 'state' | 'wish' | 'support'>>(view: V): V {
  const { judgement } = view.state;
  if (!judgement) return view;
  const answer = { ...judgement.answer, help: undefined };
  const state = { ...view.state, judgement: { ...judgement, answer } };
  return { ...view, wish: undefined, support: undefined, state };
}

/** All of a round for such a reader. */
export function viewWithoutHelp(view: RoundView): RoundView {
  return {
    ...view,
    assignments: view.assignments.map(withoutHelp),
    earlierWishes: [],
    isHelpHidden: true,
  };
}

/** `shown`: absent where no round is. */
export function indicatorView(
  indicator: Indicator,
  series: readonly SeriesPoint[],
  shown?: Pick<RoundView, 'plan' | 'round'>,
): IndicatorView {
  const last = series.at(-1);
  const trend = indicator.measureClass === 'steering' ? trendIn(indicator, series) : 'unknown';
  const assessment = assessTarget(indicator, last?.value);
  const isNew = last && shown ? isOfRound(last, shown.round.id, indicator, shown.plan) : false;
  const concern = (isNew ? 10 : 0) + concernOf[assessment] + (trend === 'worsening' ? 2 : 0);
  return { indicator, series, trend, assessment, isNew, concern };
}

const concernOf: Readonly<Record<TargetAssessment, number>> = {
  not_met: 3,
  near: 1,
  not_assessed: 0,
  no_target: 0,
  met: 0,
};

function burdenOf(
  asks: readonly Ask[],
  shown: ReadonlySet<string>,
  capMinutes: number,
): Omit<Burden, 'delivered'> {
  const asked = asks
    .map(({ parts }) => parts.filter(({ assignmentId }) => shown.has(assignmentId)))
    .filter((parts) => parts.length > 0);
  const minutes = asked.map(estimateMinutes);
  const total = minutes.reduce((sum, one) => sum + one, 0);
  return {
    people: asked.length,
    // What several share is asked once.
    questions: countQuestions(partsTogether(asked.map((parts) => ({ parts })))),
    averageMinutes: asked.length === 0 ? 0 : Math.round(total / asked.length),
    maxMinutes: Math.max(0, ...minutes),
    capMinutes,
  };
}

/** A round that has ended stays as it was: with the titles, targets and owners of its own plan. */
async function planOfRound(store: DocumentStore, { tenantId, plan, round }: RoundSubject): Promise<Plan> {
  if (round.state === 'open' || round.planVersion === plan.version) return plan;
  const found = await planOfVersion(store, tenantId, round.planVersion);
  if (found) return found;
  throw new RoderError('plan-version-missing', `Plan version ${round.planVersion} is not in the store.`);
}

/** How many years of values a view goes back. */
const yearsBack = 5;

function roundsUpTo(all: readonly Round[], round: Round): Round[] {
  const earliest = `${Number(round.due.slice(0, 4)) - yearsBack}${round.due.slice(4)}`;
  return all.filter(
    (one) => one.id === round.id || (one.openedAt && one.due <= round.due && one.due > earliest),
  );
}

export async function readReports(
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
