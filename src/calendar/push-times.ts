import { Temporal } from 'temporal-polyfill';
import { localDate } from './instants.ts';
import type { WorkCalendar } from './work-calendar.ts';

export interface PushPreference {
  /** `HH:MM`; absent: the start of working hours. A time outside working hours is moved to the nearest end of them. */
  readonly hour?: string | undefined;
  /** 1 (Monday) to 5. Affects the opening message only. */
  readonly weekday?: number | undefined;
}

export type PushKind = 'opening' | 'reminder' | 'due-morning';

/** The days to which somebody may postpone a reminder. */
export interface LaterDays {
  readonly choices: readonly { readonly choice: 'tomorrow' | 'monday'; readonly at: Temporal.Instant }[];
  /** Both inclusive. */
  readonly earliest: Temporal.PlainDate;
  readonly latest: Temporal.PlainDate;
}

/** Which rule put a push on its day. */
export type PushRule =
  | 'opening-day'
  | 'preferred-weekday'
  | 'three-working-days-before-due'
  | 'due-day'
  | 'last-working-day-before-due';

/** A rule, or: the person's own choice, a new plan, or the person became reachable again. */
export type PushReason = PushRule | 'own-choice' | 'plan-changed' | 'reached-again';

export interface PlannedPush {
  readonly kind: PushKind;
  readonly at: Temporal.Instant;
  readonly rule: PushRule;
}

interface PushDay {
  readonly kind: PushKind;
  readonly day: Temporal.PlainDate;
  readonly rule: PushRule;
}

/**
 * Plans the pushes of one round to one person: opening, one reminder, the due morning, then silence. In order, at most
 * one a day, each within working hours at the person's preferred hour, from the opening day to the due day. A short
 * round gets fewer: a push is dropped if its day is not later than the previous push's.
 */
export function planPushes({
  opens,
  due,
  preference,
  calendar,
}: {
  readonly opens: Temporal.PlainDate;
  readonly due: Temporal.PlainDate;
  readonly preference: PushPreference;
  readonly calendar: WorkCalendar;
}): PlannedPush[] {
  const reminder = calendar.addWorkingDays(due, -3);
  const days: PushDay[] = [
    openingDay({ opens, before: reminder, weekday: preference.weekday, calendar }),
    { kind: 'reminder', day: reminder, rule: 'three-working-days-before-due' },
    dueMorning(due, calendar),
  ];
  const pushes: PlannedPush[] = [];
  let last = opens.subtract({ days: 1 });
  for (const { kind, day, rule } of days) {
    if (!isAfter(day, last) || isAfter(day, due)) continue;
    pushes.push({ kind, at: atPreferredHour(day, preference, calendar), rule });
    last = day;
  }
  return pushes;
}

/** The first preferred weekday that still comes before the reminder's day; otherwise the opening day. */
function openingDay({
  opens,
  before,
  weekday,
  calendar,
}: {
  readonly opens: Temporal.PlainDate;
  readonly before: Temporal.PlainDate;
  readonly weekday: number | undefined;
  readonly calendar: WorkCalendar;
}): PushDay {
  const first = calendar.nextWorkingDay(opens);
  let day = first;
  while (weekday && day.dayOfWeek !== weekday && isAfter(before, day)) day = calendar.addWorkingDays(day, 1);
  const isPreferred = isAfter(before, day) && !day.equals(first);
  return isPreferred
    ? { kind: 'opening', day, rule: 'preferred-weekday' }
    : { kind: 'opening', day: first, rule: 'opening-day' };
}

function dueMorning(due: Temporal.PlainDate, calendar: WorkCalendar): PushDay {
  const day = calendar.previousWorkingDay(due);
  return { kind: 'due-morning', day, rule: day.equals(due) ? 'due-day' : 'last-working-day-before-due' };
}

export type SnoozeChoice = 'tomorrow' | 'monday' | Temporal.PlainDate;

/**
 * When to remind again, at the person's preferred hour; a free day moves to the next working day.
 * `past-due`: that would be after working hours on the due day. `in-the-past`: that time has already passed.
 */
export function snoozeUntil(
  choice: SnoozeChoice,
  {
    now,
    due,
    preference,
    calendar,
  }: {
    readonly now: Temporal.Instant;
    readonly due: Temporal.PlainDate;
    readonly preference: PushPreference;
    readonly calendar: WorkCalendar;
  },
): Temporal.Instant | { readonly fault: 'past-due' | 'in-the-past' } {
  const today = localDate(now, calendar.rules.timeZone);
  const chosen = chosenDay(choice, today);
  const at = atPreferredHour(calendar.nextWorkingDay(chosen), preference, calendar);
  if (isAfter(today, chosen) || Temporal.Instant.compare(at, now) <= 0) return { fault: 'in-the-past' };
  const lastMoment = calendar.at(due, calendar.rules.workingHours.to);
  return Temporal.Instant.compare(at, lastMoment) > 0 ? { fault: 'past-due' } : at;
}

function chosenDay(choice: SnoozeChoice, today: Temporal.PlainDate): Temporal.PlainDate {
  if (choice === 'tomorrow') return today.add({ days: 1 });
  if (choice === 'monday') return today.add({ days: 8 - today.dayOfWeek });
  return choice;
}

/** How late a push still counts as on time: allows for one tick and a queue of sends. */
const graceMinutes = 15;

/**
 * `on-time` until 15 minutes after the push's time; then `late`, still worth sending, until the same time of day one
 * working day later; then `too-late`.
 */
export function lateness(
  at: Temporal.Instant,
  now: Temporal.Instant,
  calendar: WorkCalendar,
): 'on-time' | 'late' | 'too-late' {
  if (Temporal.Instant.compare(now, at.add({ minutes: graceMinutes })) <= 0) return 'on-time';
  const { timeZone } = calendar.rules;
  const local = at.toZonedDateTimeISO(timeZone);
  const nextDay = calendar.addWorkingDays(local.toPlainDate(), 1);
  const limit = nextDay.toZonedDateTime({ timeZone, plainTime: local.toPlainTime() });
  return Temporal.Instant.compare(now, limit.toInstant()) <= 0 ? 'late' : 'too-late';
}

function atPreferredHour(
  day: Temporal.PlainDate,
  { hour }: PushPreference,
  calendar: WorkCalendar,
): Temporal.Instant {
  return calendar.at(day, hour ?? calendar.rules.workingHours.from);
}

function isAfter(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) > 0;
}
