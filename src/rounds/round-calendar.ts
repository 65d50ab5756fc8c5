import { Temporal } from 'temporal-polyfill';
import { RoderError } from '../base/errors.ts';
import { createWorkCalendar, type WorkCalendar } from '../calendar/work-calendar.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Period } from '../plan/plan-schema.ts';
import { type RoundDates, resolveRoundDates } from '../plan/round-dates.ts';

const calendars = new WeakMap<Plan, WorkCalendar>();

/** The organisation's working days and hours, as its plan says. */
export function calendarOf(plan: Plan): WorkCalendar {
  const known = calendars.get(plan);
  if (known) return known;
  const made = createWorkCalendar(plan.content);
  calendars.set(plan, made);
  return made;
}

/** The dates of a period of a checked plan: its rules are known to resolve. */
export function datesOf(plan: Plan, period: Period): RoundDates {
  const dates = resolveRoundDates(period, calendarOf(plan));
  if ('fault' in dates) throw new RoderError('plan-unchecked', `Period ${period.id}: ${dates.fault}`);
  return dates;
}

/** A round opens when the working day begins. */
export function opensAt(opens: Temporal.PlainDate | string, calendar: WorkCalendar): Temporal.Instant {
  return calendar.at(Temporal.PlainDate.from(opens), calendar.rules.workingHours.from);
}

/** A round closes when its last day has ended. */
export function closesAt(closes: Temporal.PlainDate | string, calendar: WorkCalendar): Temporal.Instant {
  return Temporal.PlainDate.from(closes)
    .add({ days: 1 })
    .toZonedDateTime({ timeZone: calendar.rules.timeZone })
    .toInstant();
}

/** When leadership first gets the round's summary: as the plan says, always as a working day begins. */
export function firstSummaryAt(plan: Plan, round: { opens: string; due: string }): Temporal.Instant {
  const calendar = calendarOf(plan);
  const [opens, due] = [Temporal.PlainDate.from(round.opens), Temporal.PlainDate.from(round.due)];
  const halfway = opens.add({ days: Math.floor(opens.until(due).days / 2) });
  const day = {
    opening: () => calendar.nextWorkingDay(opens),
    'mid-round': () => calendar.nextWorkingDay(halfway),
    'after-due': () => calendar.addWorkingDays(due, 1),
  }[plan.content.summaryFirst]();
  return opensAt(day, calendar);
}
