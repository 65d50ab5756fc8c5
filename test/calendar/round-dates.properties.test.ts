import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { type DateRule, describeDateRule } from '../../src/calendar/date-rules.ts';
import { resolveDateRule } from '../../src/calendar/resolve-date-rule.ts';
import { createWorkCalendar, type WorkCalendar } from '../../src/calendar/work-calendar.ts';
import { resolveRoundDates } from '../../src/plan/round-dates.ts';
import { laterRule, yearlyRule } from './arbitrary-rules.ts';
import { day, workRules } from './arbitrary-times.ts';
import { testProperty } from './property-with-controls.ts';
import { isFreeByLaw } from './swedish-law.ts';

/** Rules that always make a round: the due day and the closing day follow from the opening. */
const writtenPeriod = fc.record({
  to: day,
  opens: yearlyRule,
  due: laterRule,
  closes: fc.option(fc.oneof(laterRule, yearlyRule), { nil: undefined }),
});
type DrawnPeriod = { to: Temporal.PlainDate; opens: DateRule; due: DateRule; closes: DateRule | undefined };
type Resolve = (period: DrawnPeriod, calendar: WorkCalendar) => Temporal.PlainDate[];

const resolveDrawn: Resolve = (period, calendar) => {
  const text = (rule: DateRule) => describeDateRule(rule, 'sv');
  const written = {
    covers: { from: `${period.to}`, to: `${period.to}` },
    opens: text(period.opens),
    due: text(period.due),
    closes: period.closes && text(period.closes),
  };
  const dates = resolveRoundDates(written, calendar);
  if (!('fault' in dates)) return [dates.opens, dates.due, dates.closes];
  // Only a closing rule of its own can come to the due day, when both give way to the same one.
  return dates.field === 'closes' ? [] : [period.to];
};
const inYear =
  (yearOf: (to: Temporal.PlainDate) => number): Resolve =>
  (period, calendar) => {
    const opens = resolveDateRule(period.opens, { year: yearOf(period.to) }, calendar);
    const due = resolveDateRule(period.due, { year: opens.year, anchor: opens }, calendar);
    return [opens, due, calendar.addWorkingDays(due, 10)];
  };
const soon: DateRule = { type: 'later', count: 1, unit: 'days' };
const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
  Temporal.PlainDate.compare(one, other) < 0;

testProperty('a round by rule opens within a year after what it covers, and its three days come in order', {
  of: resolveDrawn,
  holds: (resolve) =>
    fc.property(writtenPeriod, workRules, (period, rules) => {
      const dates = [period.to, ...resolve(period, createWorkCalendar(rules))];
      // A free day, at most all of July, may be put on top of the year.
      const inAYear = period.to.add({ days: 366 + 36 });
      const isInOrder = dates.every((date, index) => index === 0 || isBefore(dates[index - 1]!, date));
      return isInOrder && (dates.length === 1 || isBefore(dates[1]!, inAYear));
    }),
  mistakes: {
    'it opened in the year it covers': inYear((to) => to.year),
    'it opened in the year after': inYear((to) => to.year + 1),
  },
});

testProperty('a round by rule opens, is due and closes on working days, never in July', {
  of: resolveDrawn,
  holds: (resolve) =>
    fc.property(writtenPeriod, workRules, (period, rules) =>
      resolve(period, createWorkCalendar(rules)).every(
        (date) => !isFreeByLaw(date, rules) && date.month !== 7,
      ),
    ),
  mistakes: {
    'July were worked': (period, calendar) =>
      resolveDrawn(period, {
        ...calendar,
        nextWorkingDay: (date) => (date.month === 7 ? date : calendar.nextWorkingDay(date)),
      }),
    'weekends alone gave way': (period, calendar) =>
      resolveDrawn(period, {
        ...calendar,
        nextWorkingDay: (date) => date.add({ days: date.dayOfWeek > 5 ? 8 - date.dayOfWeek : 0 }),
      }),
  },
});

testProperty('a period that ends later never opens earlier, and asked again opens on the same day', {
  of: resolveDrawn,
  holds: (resolve) =>
    fc.property(writtenPeriod, fc.nat(800), workRules, (period, days, rules) => {
      const opens = (to: Temporal.PlainDate) =>
        resolve({ ...period, due: soon, closes: soon, to }, createWorkCalendar(rules))[0]!;
      const first = opens(period.to);
      return !isBefore(opens(period.to.add({ days })), first) && opens(period.to).equals(first);
    }),
  mistakes: {
    'the first half of a year looked to the next': inYear((to) => (to.month <= 6 ? to.year + 1 : to.year)),
  },
});
