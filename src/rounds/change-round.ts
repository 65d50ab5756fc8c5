import { Temporal } from 'temporal-polyfill';
import type { Stored } from '../base/document-store.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { isHeld } from '../storage/claim.ts';
import { allRounds, type Round, type RoundDays, rounds } from './round.ts';
import { calendarOf } from './round-calendar.ts';

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

export const mostWords = 500;
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
  return words.trim().length > mostWords ? { fault: 'tooLong', round } : { round };
}

/** At this very moment it may be opening or closing: then it is too late, or a moment too early. */
export function isChangeable(round: Round, { clock }: Pick<Ports, 'clock'>): boolean {
  const isLive = round.state === 'planned' || round.state === 'open';
  return isLive && !isHeld(round, toTimestamp(clock.now()));
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
