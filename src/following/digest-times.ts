import type { Temporal } from 'temporal-polyfill';
import { localDate } from '../calendar/instants.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';

export const cadences = ['week', 'month', 'quarter'] as const;
export type Cadence = (typeof cadences)[number];

/** The chosen day (1 is Monday) and time (`HH:MM`) for digests. Default: Monday, at the start of working hours. */
export interface OwnTime {
  readonly weekday?: number | undefined;
  readonly hour?: string | undefined;
}

/**
 * When the next digest is due: on the first chosen weekday of the next week, month or quarter, moved to a working day
 * and into working hours. Always on a later day than `after`. The same for everything one person follows, so that what
 * falls on the same day comes in one message.
 */
export function nextDigestAt(
  every: Cadence,
  after: Temporal.Instant,
  { own, calendar }: { own: OwnTime; calendar: WorkCalendar },
): Temporal.Instant {
  const today = localDate(after, calendar.rules.timeZone);
  const start = { week: nextDay, month: nextMonth, quarter: nextQuarter }[every](today);
  const day = start.add({ days: ((own.weekday ?? 1) - start.dayOfWeek + 7) % 7 });
  return calendar.at(calendar.nextWorkingDay(day), own.hour ?? calendar.rules.workingHours.from);
}

function nextDay(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.add({ days: 1 });
}

function nextMonth(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.with({ day: 1 }).add({ months: 1 });
}

function nextQuarter(today: Temporal.PlainDate): Temporal.PlainDate {
  return today.with({ day: 1 }).add({ months: 3 - ((today.month - 1) % 3) });
}
