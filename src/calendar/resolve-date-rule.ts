import { Temporal } from 'temporal-polyfill';
import { RoderError } from '../base/errors.ts';
import type { DateRule, Nth } from './date-rules.ts';
import type { WorkCalendar } from './work-calendar.ts';

export interface RuleContext {
  /** The year in which to resolve a yearly rule; other rules ignore it. */
  readonly year: number;
  /** The date that "+14 days" counts from. */
  readonly anchor?: Temporal.PlainDate | undefined;
  /** The date that "3 working days before due" counts back from. */
  readonly due?: Temporal.PlainDate | undefined;
}

/**
 * Resolves a rule to a date. If the rule names a free day, the result is the next working day; an explicit date is kept
 * as written, free or not. Throws `date-rule-unanchored` if the date that the rule counts from is missing in the
 * context.
 */
export function resolveDateRule(
  rule: DateRule,
  context: RuleContext,
  calendar: WorkCalendar,
): Temporal.PlainDate {
  return toWorkingDay(rule, namedDate(rule, context, calendar), calendar);
}

/** Moves the date a rule names off a free day, as `resolveDateRule` describes. */
export function toWorkingDay(
  rule: DateRule,
  named: Temporal.PlainDate,
  calendar: WorkCalendar,
): Temporal.PlainDate {
  return rule.type === 'date' ? named : calendar.nextWorkingDay(named);
}

/** The date the rule names, before it is moved off a free day. Throws like `resolveDateRule`. */
export function namedDate(rule: DateRule, context: RuleContext, calendar: WorkCalendar): Temporal.PlainDate {
  const { year } = context;
  switch (rule.type) {
    case 'date':
      return Temporal.PlainDate.from(rule.date);
    case 'day-of-year':
      return Temporal.PlainDate.from({ year, month: rule.month, day: rule.day }, { overflow: 'constrain' });
    case 'weekday-of-month':
      return nthOf(daysOfMonth(year, rule.month), rule.nth, (day) => day.dayOfWeek === rule.weekday);
    case 'working-day-of-month':
      return nthOf(daysOfMonth(year, rule.month), rule.nth, calendar.isWorkingDay);
    case 'after-epiphany':
      return new Temporal.PlainDate(year, 1, 7);
    case 'later':
    case 'before-due':
      return countedDate(rule, context, calendar);
  }
}

function daysOfMonth(year: number, month: number): Temporal.PlainDate[] {
  const { daysInMonth } = new Temporal.PlainYearMonth(year, month);
  return Array.from({ length: daysInMonth }, (_, index) => new Temporal.PlainDate(year, month, index + 1));
}

/** Falls back to the month's last day if the month has too few: July has no working days at all. */
function nthOf(
  days: readonly Temporal.PlainDate[],
  nth: Nth,
  counts: (day: Temporal.PlainDate) => boolean,
): Temporal.PlainDate {
  return days.filter(counts).at(nth === 'last' ? -1 : nth - 1) ?? days.at(-1)!;
}

function countedDate(
  rule: Extract<DateRule, { count: number }>,
  { anchor, due }: RuleContext,
  calendar: WorkCalendar,
): Temporal.PlainDate {
  const [from, count] = rule.type === 'later' ? [anchor, rule.count] : [due, -rule.count];
  if (!from)
    throw new RoderError('date-rule-unanchored', `A rule of type ${rule.type} needs a date to count from.`);
  return rule.unit === 'days' ? from.add({ days: count }) : calendar.addWorkingDays(from, count);
}
