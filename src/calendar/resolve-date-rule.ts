import { Temporal } from 'temporal-polyfill';
import { RoderError } from '../base/errors.ts';
import type { DateRule, Nth } from './date-rules.ts';
import type { WorkCalendar } from './work-calendar.ts';

export interface RuleContext {
  /** The year in which a yearly rule is looked up; rules of other types do not read it. */
  readonly year: number;
  /** What "+14 days" counts from. */
  readonly anchor?: Temporal.PlainDate | undefined;
  /** What "3 working days before due" counts back from. */
  readonly due?: Temporal.PlainDate | undefined;
}

/**
 * The date a rule comes to. A rule that names a free day comes to the next working day; a date given as
 * such is kept as it was written, free or not. Throws `date-rule-unanchored` if what the rule counts from
 * is not in the context.
 */
export function resolveDateRule(
  rule: DateRule,
  context: RuleContext,
  calendar: WorkCalendar,
): Temporal.PlainDate {
  return giveWay(rule, namedDate(rule, context, calendar), calendar);
}

/** Where the date a rule names comes to, as `resolveDateRule` says. */
export function giveWay(
  rule: DateRule,
  named: Temporal.PlainDate,
  calendar: WorkCalendar,
): Temporal.PlainDate {
  return rule.type === 'date' ? named : calendar.nextWorkingDay(named);
}

/** The date as the rule names it, before a free day gives way to a working day. Throws as `resolveDateRule`. */
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

/** The month's last day where it has too few: July has no working day at all. */
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
