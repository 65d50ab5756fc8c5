import { Temporal } from 'temporal-polyfill';
import type { Stored } from '../base/document-store.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { readDate } from '../calendar/date-rules.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { isClaimed } from '../storage/claim.ts';
import { asksIn, endAsks } from './ask.ts';
import { inBatches } from './in-batches.ts';
import { askedOf, tellAsked } from './open-due-rounds.ts';
import { replanAsk } from './plan-asks.ts';
import { allRounds, type Round, type RoundDays, rounds } from './round.ts';
import { calendarOf, closesAt, firstSummaryAt, opensAt } from './round-calendar.ts';
import { dropUnposted, moveUnposted, touchSummaries } from './summary.ts';
import { moveUnanswered } from './unanswered.ts';

type ChangePorts = Pick<Ports, 'store' | 'clock'>;

export interface Look {
  readonly round: Round;
  readonly days: RoundDays;
  /** How many have been asked, and are told. */
  readonly told: number;
}

export type Moved =
  | Fault
  | { readonly outcome: 'postponed' | 'restored'; readonly round: Round; readonly told: number };

/** What postponing would do; nothing is done. */
export async function lookAtPostponing(ports: ChangePorts, change: RoundChange): Promise<Fault | Look> {
  const found = await findChangeable(ports, change);
  if ('fault' in found) return found;
  const { round } = found;
  const day = readDate(change.day);
  const fault = dayFault(day, { round, plan: change.plan, now: ports.clock.now() });
  if (fault) return { fault, round };
  const told = askedOf(await asksIn(ports, round)).length;
  return { round, days: daysFrom(day!, round, calendarOf(change.plan)), told };
}

/** Later days for a round, and with them what is still to be sent; those asked are told. Twice is as once. */
export async function postponeRound(ports: ChangePorts, change: RoundChange): Promise<Moved> {
  const found = await findChangeable(ports, change);
  if ('fault' in found) return found;
  const isDone = isMovedTo(found.round, change.day);
  const look = isDone ? { round: found.round, days: found.round } : await lookAtPostponing(ports, change);
  if ('fault' in look) return look;
  const round = isDone ? found.round : await move(ports, change, look.days);
  return round ? settle(ports, change, round) : { fault: 'gone' };
}

/** Back to the days of the plan, while they are still ahead. */
export async function restoreRound(ports: ChangePorts, change: RoundChange): Promise<Moved> {
  const found = await findChangeable(ports, change);
  if ('fault' in found) return found;
  const { moved, state } = found.round;
  if (!moved) return { fault: 'gone' };
  const now = toTimestamp(ports.clock.now());
  const calendar = calendarOf(change.plan);
  const first = state === 'open' ? closesAt(moved.from.due, calendar) : opensAt(moved.from.opens, calendar);
  if (toTimestamp(first) <= now) return { fault: 'gone' };
  const round = moved.restored ? found.round : await move(ports, change, moved.from, true);
  return round ? settle(ports, change, round) : { fault: 'gone' };
}

function isMovedTo({ moved, state, due, opens }: Round, day: string | undefined): boolean {
  return moved !== undefined && !moved.restored && day === (state === 'open' ? due : opens);
}

/** Undefined: it has opened, closed or been changed by others meanwhile. */
async function move(
  ports: ChangePorts,
  { actor, plan, roundId = '' }: RoundChange,
  { opens, due, closes }: RoundDays,
  restored?: true,
): Promise<Stored<Round> | undefined> {
  const at = toTimestamp(ports.clock.now());
  const calendar = calendarOf(plan);
  let isDone = false;
  const changed = await rounds(ports.store).change(actor.tenantId, roundId, (one) => {
    isDone = isChangeable(one, ports);
    if (!isDone) return undefined;
    const from = one.moved?.from ?? { opens: one.opens, due: one.due, closes: one.closes };
    const next = one.state === 'open' ? closesAt(closes, calendar) : opensAt(opens, calendar);
    const moved = { from, due: one.due, at, restored };
    return { ...one, opens, due, closes, moved, nextAt: toTimestamp(next) };
  });
  return isDone ? changed : undefined;
}

/** Everything that hangs on the round's days. Again changes nothing more. */
async function settle(ports: ChangePorts, { plan, words }: RoundChange, round: Round): Promise<Moved> {
  const { tenantId, id: roundId, moved } = round;
  const type = moved!.restored ? 'restored' : 'postponed';
  const asks = round.state === 'open' ? await asksIn(ports, round) : [];
  await inBatches(asks, (ask) => replanAsk(ports, plan, ask));
  const about = { type, before: moved!.due, words: words?.trim() || undefined } as const;
  await tellAsked(ports, plan, { asks, about, occasion: moved!.at.replaceAll(/[-:.]/gu, '') });
  await moveSummaries(ports, plan, round);
  await moveUnanswered(ports, plan, round);
  await touchSummaries(ports, { tenantId, roundId, inSeconds: 0 });
  return { outcome: type, round, told: askedOf(asks).length };
}

async function moveSummaries(ports: ChangePorts, plan: Plan, round: Round): Promise<void> {
  const { tenantId, id: roundId } = round;
  await moveUnposted(ports, { tenantId, roundId, at: firstSummaryAt(plan, round) });
}

/** The round is not to be: nothing more is asked, what was sent in is kept. The state last, so that it can be repeated. */
export async function callOffRound(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId, id: roundId }: Round,
  cancelledBy: NonNullable<Round['cancelledBy']>,
): Promise<void> {
  await endAsks(ports, { tenantId, id: roundId });
  const closedAt = toTimestamp(ports.clock.now());
  await rounds(ports.store).change(tenantId, roundId, (round) =>
    round.state === 'cancelled' || round.state === 'closed'
      ? undefined
      : { ...round, state: 'cancelled', cancelledBy, closedAt, nextAt: undefined, lease: undefined },
  );
  await touchSummaries(ports, { tenantId, roundId, inSeconds: 0 });
  // Last: a card that waits for nothing is woken by what changes.
  await dropUnposted(ports, { tenantId, roundId });
}

/** What the administrator wants with a round, as typed. */
export interface RoundChange {
  readonly actor: Actor;
  readonly plan: Plan;
  readonly roundId?: string | undefined;
  /** The new due day of an open round, the new opening day of a planned one. */
  readonly day?: string | undefined;
  /** A word to those who have been asked. */
  readonly words?: string | undefined;
}

export type ChangeFault =
  | 'round'
  | 'day'
  | 'notLater'
  | 'free'
  | 'past'
  | 'tooFar'
  | 'tooLong'
  | 'gone'
  | 'notYours';

export interface Fault {
  readonly fault: ChangeFault;
  readonly round?: Round;
}

export const maxWords = 500;
const longestYears = 1;

/** Rounds that have not ended, the earliest due first. */
export async function changeableRounds(ports: Pick<Ports, 'store'>, tenantId: string): Promise<Round[]> {
  const all = await allRounds(ports.store, tenantId);
  return all.filter(({ state }) => state === 'planned' || state === 'open');
}

/** The round, if it may be changed by this person and still can be. */
export async function findChangeable(
  ports: Pick<Ports, 'store' | 'clock'>,
  { actor, plan, roundId = '', words = '' }: RoundChange,
): Promise<Fault | { readonly round: Stored<Round> }> {
  if (!mayDo(plan, actor, 'round/change')) return { fault: 'notYours' };
  const round = await rounds(ports.store).find(actor.tenantId, roundId);
  if (!round || !isChangeable(round, ports)) return { fault: 'gone' };
  return words.trim().length > maxWords ? { fault: 'tooLong', round } : { round };
}

/** At this very moment it may be opening or closing: then it is too late, or a moment too early. */
export function isChangeable(round: Round, { clock }: Pick<Ports, 'clock'>): boolean {
  const isLive = round.state === 'planned' || round.state === 'open';
  return isLive && !isClaimed(round, toTimestamp(clock.now()));
}

/** Why a day cannot be the new one; undefined: it can. */
export function dayFault(
  day: Temporal.PlainDate | undefined,
  { round, plan, now }: { round: Round; plan: Plan; now: Temporal.Instant },
): ChangeFault | undefined {
  if (!day) return 'day';
  const today = localDate(now, plan.content.timeZone);
  const before = Temporal.PlainDate.from(round.state === 'open' ? round.due : round.opens);
  if (Temporal.PlainDate.compare(day, today) <= 0) return 'past';
  if (Temporal.PlainDate.compare(day, before) <= 0) return 'notLater';
  if (Temporal.PlainDate.compare(day, today.add({ years: longestYears })) > 0) return 'tooFar';
  return calendarOf(plan).isWorkingDay(day) ? undefined : 'free';
}

/** The days that follow from the new one: as many working days lie between them as before. */
export function daysFrom(day: Temporal.PlainDate, round: Round, calendar: WorkCalendar): RoundDays {
  const after = (from: Temporal.PlainDate, [one, other]: readonly [string, string]) => {
    const between = calendar.workingDaysBetween(Temporal.PlainDate.from(one), Temporal.PlainDate.from(other));
    return calendar.addWorkingDays(from, Math.max(1, between));
  };
  const due = round.state === 'open' ? day : after(day, [round.opens, round.due]);
  const opens = round.state === 'open' ? round.opens : day.toString();
  return { opens, due: due.toString(), closes: after(due, [round.due, round.closes]).toString() };
}

export type Cancelled =
  | Fault
  | { readonly outcome: 'cancelled'; readonly round: Round; readonly told: number };

/** Whom cancelling would concern; nothing is done. */
export async function lookAtCancelling(
  ports: ChangePorts,
  change: RoundChange,
): Promise<Fault | Omit<Look, 'days'>> {
  const found = await findChangeable(ports, change);
  if ('fault' in found) return found;
  return { round: found.round, told: askedOf(await asksIn(ports, found.round)).length };
}

/** The round is not to be. Those asked are told first, so that an interruption is made good by pressing again. */
export async function cancelRound(ports: ChangePorts, change: RoundChange): Promise<Cancelled> {
  const { actor, plan, roundId = '' } = change;
  const before = await rounds(ports.store).find(actor.tenantId, roundId);
  const found = await findChangeable(ports, change);
  if ('fault' in found) {
    const isDone = found.fault === 'gone' && before?.cancelledBy === 'administrator';
    return isDone ? { outcome: 'cancelled', round: before, told: 0 } : found;
  }
  const { round } = found;
  const asks = await asksIn(ports, round);
  const about = { type: 'cancelled', before: round.due, words: change.words?.trim() || undefined } as const;
  await tellAsked(ports, plan, { asks, about, occasion: 'administrator' });
  await callOffRound(ports, round, 'administrator');
  return { outcome: 'cancelled', round, told: askedOf(asks).length };
}
