import { Temporal } from 'temporal-polyfill';
import { formatDate } from '../language/dates.ts';
import { joinWords, type Language, say, translator } from '../language/language.ts';
import { isMeasuredIn, periodAsked } from '../plan/period-asked.ts';
import { isAskedIn, isDueIn, type Plan } from '../plan/plan-index.ts';
import type { Assignment, Indicator, Period, PeriodKind } from '../plan/plan-schema.ts';
import type { Round } from './round.ts';
import { datesOf } from './round-calendar.ts';

/** The rounds that there are; a period without one, or whose round is called off, never asked anybody. */
export type HeldRounds = readonly Pick<Round, 'id' | 'state'>[];

/**
 * What a round asks about an assignment. `all`: how it goes, and the values that are due. `values`: those alone,
 * without a state. Nothing of what the round is not about, of what had not begun, of what was over before the period,
 * and of what has been asked about once since it ended.
 */
export type WhatIsAsked =
  | { readonly asks: 'all' | 'values'; readonly lastSince?: string | undefined }
  | { readonly asks: 'nothing'; readonly why: 'no-values' | 'not-in-round' }
  | { readonly asks: 'nothing'; readonly why: 'not-begun' | 'over'; readonly day: string }
  | { readonly asks: 'nothing'; readonly why: 'reported'; readonly day: string; readonly roundId: string };

/** Where the plan does not say it of the assignment: months and quarters are for figures alone. */
export const fullKinds: readonly PeriodKind[] = ['tertial', 'interim', 'annual', 'adhoc'];

/** An extra round that names its assignments is held to hear how they go, whatever else they answer in. */
export function answersFully(
  { id, answersIn }: Assignment,
  { kind, assignments }: Pick<Period, 'kind' | 'assignments'>,
): boolean {
  if (assignments && (kind === 'adhoc' || !assignments.includes(id))) return assignments.includes(id);
  return (answersIn ?? fullKinds).includes(kind);
}

/**
 * `held`: the rounds there are; absent: every period of the plan has one. ISO dates are in order as text.
 */
export function whatIsAsked(
  plan: Plan,
  period: Period,
  assignment: Assignment,
  held?: HeldRounds,
): WhatIsAsked {
  const leftOut = whyLeftOut(plan, period, assignment, held);
  if (leftOut) return leftOut;
  const { end } = assignment;
  const isLast = end && end <= period.covers.to && lastRound(plan, assignment, held)?.id === period.id;
  if (answersFully(assignment, period)) return { asks: 'all', lastSince: isLast ? end : undefined };
  return dueValues(plan, period, assignment.id, held).length > 0
    ? { asks: 'values' }
    : { asks: 'nothing', why: 'no-values' };
}

/** Undefined: the round is about the assignment, if only for its values. */
function whyLeftOut(
  plan: Plan,
  period: Period,
  assignment: Assignment,
  held: HeldRounds | undefined,
): WhatIsAsked | undefined {
  const { id, end } = assignment;
  if (period.assignments && !period.assignments.includes(id)) return { asks: 'nothing', why: 'not-in-round' };
  const outside = outOfForce(assignment, period.covers);
  if (outside) return { asks: 'nothing', ...outside };
  const last = end && end <= period.covers.to ? lastRound(plan, assignment, held) : undefined;
  if (end && last && last.id !== period.id && isBefore(plan, last, period))
    return { asks: 'nothing', why: 'reported', day: end, roundId: last.id };
  return undefined;
}

/** Why an assignment is not in force on any of the days; undefined: it is. */
function outOfForce(
  { start, end }: Assignment,
  { from, to }: Period['covers'],
): { readonly why: 'not-begun' | 'over'; readonly day: string } | undefined {
  if (start && start > to) return { why: 'not-begun', day: start };
  return end && end < from ? { why: 'over', day: end } : undefined;
}

/**
 * The values that are due in the round and are reported with the assignment: each with the first of its assignments
 * that the round is about and that was in force in the period the value is of, so that a measure goes on where one of
 * them has ended.
 */
export function dueValues(
  plan: Plan,
  period: Period,
  assignmentId: string,
  held?: HeldRounds,
): readonly Indicator[] {
  return plan.indicatorsOf(assignmentId).filter((indicator) => {
    if (!isAskedIn(indicator, period.kind) || !isMeasuredIn(indicator, period.covers)) return false;
    const measured = periodAsked(indicator, period.covers);
    const home = indicator.assignments.find((id) => {
      const assignment = plan.assignment(id);
      return assignment && !whyLeftOut(plan, period, assignment, held) && !outOfForce(assignment, measured);
    });
    return home === assignmentId;
  });
}

/** Values that a round is to have and asks nobody for. */
export interface Delivered {
  readonly values: number;
  /** As people call them. */
  readonly systems: readonly string[];
}

/** What systems give in a round, of the assignments that are shown; absent: of all. */
export function deliveredIn(plan: Plan, period: Period | undefined, shown?: ReadonlySet<string>): Delivered {
  const about = shown ?? (period?.assignments && new Set(period.assignments));
  const found = plan.content.indicators.filter(
    (one) =>
      one.deliveredBy &&
      period &&
      isDueIn(one, period.kind) &&
      isMeasuredIn(one, period.covers) &&
      (!about || one.assignments.some((id) => about.has(id))),
  );
  return { values: found.length, systems: [...new Set(found.map(({ deliveredBy }) => deliveredBy!))] };
}

/** In a sentence; empty where there is nothing. */
export function deliveredText({ values, systems }: Delivered, language: Language): string {
  if (values === 0) return '';
  return translator(language)('asked.delivered', { count: values, systems: joinWords(systems, language) });
}

/** The round that asks about an assignment for the last time: the first full one that its end lies in. */
function lastRound(plan: Plan, assignment: Assignment, held?: HeldRounds): Period | undefined {
  const { end } = assignment;
  const isHeld = ({ id }: Period) =>
    !held || held.some((round) => round.id === id && round.state !== 'cancelled');
  return plan.content.periods
    .filter((one) => answersFully(assignment, one) && one.covers.from <= end! && end! <= one.covers.to)
    .filter(isHeld)
    .reduce<Period | undefined>(
      (first, one) => (first && !isBefore(plan, one, first) ? first : one),
      undefined,
    );
}

/** The latest of the rounds that have opened to ask how the assignment goes; `held` in the order they are due. */
export function latestAsking<R extends Round>(
  plan: Plan,
  held: readonly R[],
  assignment: Assignment,
): R | undefined {
  return held.findLast(({ id, state, openedAt }) => {
    const period = plan.period(id);
    if (!openedAt || state === 'cancelled' || !period) return false;
    return whatIsAsked(plan, period, assignment, held).asks === 'all';
  });
}

/** By the day they open, and those that open together by the day they are due. */
function isBefore(plan: Plan, one: Period, other: Period): boolean {
  const [a, b] = [datesOf(plan, one), datesOf(plan, other)];
  return (Temporal.PlainDate.compare(a.opens, b.opens) || Temporal.PlainDate.compare(a.due, b.due)) < 0;
}

/** An assignment that begins or ends, with the round that asks about it first or last. */
export interface Limited {
  readonly assignment: Assignment;
  readonly what: 'begins' | 'ends';
  readonly day: string;
  /** Absent: no round of the plan does. */
  readonly period?: Period | undefined;
}

/** Those that some of the rounds to come leave out because they have not begun or are over, in the plan's order. */
export function limitedAssignments(plan: Plan, held: HeldRounds): Limited[] {
  const coming = plan.content.periods.filter(({ id }) =>
    held.some((round) => round.id === id && (round.state === 'planned' || round.state === 'open')),
  );
  return plan.assignments.flatMap((assignment): Limited[] => {
    if (!assignment.start && !assignment.end) return [];
    const asked = coming.map((period) => ({ period, ...whatIsAsked(plan, period, assignment, held) }));
    const isLeftOut = (why: string) => asked.some((one) => one.asks === 'nothing' && one.why === why);
    const first = asked.filter(({ asks }) => asks === 'all').map(({ period }) => period);
    const earliest = first.reduce<Period | undefined>(
      (found, one) => (found && !isBefore(plan, one, found) ? found : one),
      undefined,
    );
    const begins = isLeftOut('not-begun')
      ? [{ assignment, what: 'begins', day: assignment.start!, period: earliest } as const]
      : [];
    const ends =
      isLeftOut('over') || isLeftOut('reported')
        ? [
            {
              assignment,
              what: 'ends',
              day: assignment.end!,
              period: lastRound(plan, assignment, held),
            } as const,
          ]
        : [];
    return [...begins, ...ends];
  });
}

/** Each as a line: what begins or ends when, and in which round it is asked about first or last. */
export function limitedLines(found: readonly Limited[], language: Language): string[] {
  const t = translator(language);
  return found.map(({ assignment, what, day, period }) =>
    t(period ? `asked.${what}` : `asked.${what}Unasked`, {
      title: say(assignment.title, language),
      day: formatDate(Temporal.PlainDate.from(day), language),
      round: period ? say(period.name, language) : '',
    }),
  );
}
