import fc from 'fast-check';
import type { DateRule } from '../../src/calendar/date-rules.ts';
import { anyDay } from './arbitrary-times.ts';

/** Objects as code writes them, so that they compare as equal. */
const plain = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T>(model, { noNullPrototype: true });
const month = fc.integer({ min: 1, max: 12 });
const unit = fc.constantFrom('days' as const, 'working-days' as const);
const nth = (max: number) => fc.oneof(fc.integer({ min: 1, max }), fc.constant('last' as const));

export const yearlyRule: fc.Arbitrary<DateRule> = fc.oneof(
  // Taken from a date, so that the month has the day.
  anyDay.map((date) => ({ type: 'day-of-year' as const, month: date.month, day: date.day })),
  plain({
    type: fc.constant('weekday-of-month' as const),
    nth: nth(4),
    weekday: fc.integer({ min: 1, max: 7 }),
    month,
  }),
  plain({ type: fc.constant('working-day-of-month' as const), nth: nth(10), month }),
  fc.constant({ type: 'after-epiphany' as const }),
);

export const laterRule: fc.Arbitrary<DateRule> = plain({
  type: fc.constant('later' as const),
  count: fc.integer({ min: 1, max: 40 }),
  unit,
});

export const beforeDueRule: fc.Arbitrary<DateRule> = plain({
  type: fc.constant('before-due' as const),
  count: fc.integer({ min: 1, max: 30 }),
  unit,
});

const givenDate: fc.Arbitrary<DateRule> = anyDay.map((date) => ({ type: 'date' as const, date: `${date}` }));

export const dateRule = fc.oneof(yearlyRule, laterRule, beforeDueRule, givenDate);
