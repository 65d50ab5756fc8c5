import { isDeepStrictEqual } from 'node:util';
import { type Aspect, aspects } from '../plan/plan-schema.ts';
import {
  type Answers,
  type AspectAnswer,
  type Attributed,
  type Judgement,
  type MilestoneAnswer,
  type Reading,
  type Report,
  type ReportState,
  stateOf,
  withRevision,
} from './report.ts';

/** One thing that two people have answered differently since the one began to write. */
export type Collision =
  | Both<'judgement', Judgement>
  | (Both<'aspect', AspectAnswer> & { readonly aspect: Aspect })
  | (Both<'milestone', MilestoneAnswer> & { readonly id: string })
  | (Both<'reading', Reading> & { readonly id: string });

interface Both<P, T> {
  readonly part: P;
  readonly theirs: Attributed<T>;
  readonly mine: T;
}

/** `base`: how many revisions there were when the person began. */
export interface Begun {
  readonly base: number;
  readonly personId: string;
}

/**
 * What of a person's answers is theirs to send in: what they have changed since they began, and what is not
 * said already. Where they changed one aspect and somebody else another, both stand.
 */
export function contributed(
  report: Pick<Report, 'revisions'> | undefined,
  base: number,
  answers: Answers,
): Answers {
  const [before, now] = [stateAt(report, base), stateOf(report)];
  const changed = changedFrom(before, answers);
  if (!changed.aspects || !before.aspects || !now.aspects) return changedFrom(now, changed);
  const [was, theirs, mine] = [before.aspects.answer, now.aspects.answer, changed.aspects];
  const merged = aspects.map((one) => [one, same(was[one], mine[one]) ? theirs[one] : mine[one]]);
  return changedFrom(now, { ...changed, aspects: Object.fromEntries(merged) });
}

function stateAt(report: Pick<Report, 'revisions'> | undefined, base: number): ReportState {
  return stateOf({ revisions: report?.revisions.slice(0, base) ?? [] });
}

function changedFrom(before: ReportState, { judgement, aspects: words, ...each }: Answers): Answers {
  return {
    judgement: same(before.judgement?.answer, judgement) ? undefined : judgement,
    aspects: same(before.aspects?.answer, words) ? undefined : words,
    milestones: changedEntries(before.milestones, each.milestones),
    readings: changedEntries(before.readings, each.readings),
  };
}

function changedEntries<T>(
  before: Readonly<Record<string, Attributed<T>>> = {},
  after: Readonly<Record<string, T>> = {},
): Readonly<Record<string, T>> | undefined {
  const changed = Object.entries(after).filter(([id, answer]) => !same(before[id]?.answer, answer));
  return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}

/** Where what is to be sent in would take the place of what somebody else has sent in meanwhile. */
export function collisionsOf(
  report: Pick<Report, 'revisions'> | undefined,
  { base, personId }: Begun,
  answers: Answers,
): Collision[] {
  const theirs = sinceBy(report, base, personId);
  if (!theirs) return [];
  const before = stateAt(report, base);
  const mine = changedFrom(before, answers);
  return [
    ...both('judgement', theirs.judgement, mine.judgement),
    ...aspectCollisions(before, theirs, mine),
    ...entryCollisions('milestone', theirs.milestones, mine.milestones),
    ...entryCollisions('reading', theirs.readings, mine.readings),
  ] as Collision[];
}

/** What others have sent in since; undefined where nobody has. */
function sinceBy(
  report: Pick<Report, 'revisions'> | undefined,
  base: number,
  personId: string,
): ReportState | undefined {
  const newer = (report?.revisions ?? []).slice(base).filter(({ by }) => by.personId !== personId);
  return newer.length > 0 ? newer.reduce<ReportState>(withRevision, { readings: {} }) : undefined;
}

function both<P extends string, T>(part: P, theirs: Attributed<T> | undefined, mine: T | undefined) {
  return theirs && mine && !same(theirs.answer, mine) ? [{ part, theirs, mine }] : [];
}

function entryCollisions<P extends string, T>(
  part: P,
  theirs: Readonly<Record<string, Attributed<T>>> = {},
  mine: Readonly<Record<string, T>> = {},
) {
  return Object.entries(mine).flatMap(([id, answer]) =>
    both(part, theirs[id], answer).map((one) => ({ ...one, id })),
  );
}

/** Each aspect by itself: all three are always sent in together, but seldom all changed. */
function aspectCollisions(before: ReportState, theirs: ReportState, { aspects: mine }: Answers) {
  if (!mine || !theirs.aspects) return [];
  const { answer, by, at } = theirs.aspects;
  return aspects
    .filter((aspect) => !same(before.aspects?.answer[aspect], mine[aspect]))
    .filter((aspect) => !same(before.aspects?.answer[aspect], answer[aspect]))
    .flatMap((aspect) =>
      both('aspect', { answer: answer[aspect], by, at }, mine[aspect]).map((one) => ({ ...one, aspect })),
    );
}

/** As they would be stored: what is undefined is not there. */
function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(stored(a), stored(b));
}

function stored(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
