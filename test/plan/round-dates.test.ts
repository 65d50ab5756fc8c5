import { describe, expect, test } from '@jest/globals';
import { createWorkCalendar } from '../../src/calendar/work-calendar.ts';
import { type RoundDates, resolveRoundDates } from '../../src/plan/round-dates.ts';
import { office } from '../calendar/arbitrary-times.ts';

type Written = Parameters<typeof resolveRoundDates>[0];

const covering = (to: string, opens: string, due: string, closes?: string): Written => ({
  covers: { from: '2026-01-01', to },
  opens,
  due,
  closes,
});
const told = (period: Written, calendar = office) => {
  const dates = resolveRoundDates(period, calendar);
  return 'fault' in dates ? dates : [dates.opens, dates.due, dates.closes].map(String).join(' ');
};

describe("a period's round", () => {
  test.each([
    [
      'tertial 1',
      covering('2026-04-30', 'first weekday of May', '+14 days'),
      '2026-05-04 2026-05-18 2026-06-01',
    ],
    [
      'interim',
      covering('2026-08-31', '1 September', 'third Friday of September'),
      '2026-09-01 2026-09-18 2026-10-02',
    ],
    [
      'annual',
      covering('2026-12-31', 'after Epiphany', 'last working day of January'),
      '2027-01-07 2027-01-29 2027-02-12',
    ],
    [
      'annual, in Swedish',
      covering('2026-12-31', 'efter trettondagen', 'sista januari'),
      '2027-01-07 2027-01-29 2027-02-12',
    ],
    [
      'a given closing day',
      covering('2026-08-31', '1 september', '+14 dagar', '2026-10-31'),
      '2026-09-01 2026-09-15 2026-10-31',
    ],
    [
      'closing by rule',
      covering('2026-08-31', '1 september', '+14 dagar', 'sista oktober'),
      '2026-09-01 2026-09-15 2026-10-30',
    ],
    ['over the summer', covering('2026-05-31', '15 june', '10 August'), '2026-06-15 2026-08-10 2026-08-24'],
    [
      'due in July by rule',
      covering('2026-05-31', '22 June', '+14 days'),
      '2026-06-22 2026-08-03 2026-08-17',
    ],
    ['opening in July', covering('2026-06-30', '1 July', '+14 days'), '2026-08-03 2026-08-17 2026-08-31'],
    [
      'over the year end',
      covering('2026-11-30', '15 December', 'after Epiphany'),
      '2026-12-15 2027-01-07 2027-01-21',
    ],
    [
      'over Easter',
      covering('2026-03-31', 'first weekday of April', '+5 working days'),
      '2026-04-01 2026-04-10 2026-04-24',
    ],
    ['in a leap year', covering('2028-01-31', '29 February', '+1 day'), '2028-02-29 2028-03-01 2028-03-15'],
    [
      'given on free days',
      covering('2026-08-31', '2026-09-05', '2026-09-19', '2026-10-04'),
      '2026-09-07 2026-09-19 2026-10-04',
    ],
    [
      'given before what it covers has ended',
      covering('2026-12-31', '2026-10-01', '2026-10-15'),
      '2026-10-01 2026-10-15 2026-10-29',
    ],
    [
      'opening by its due day',
      covering('2026-08-31', '10 working days before due', 'third Friday of September'),
      '2026-09-04 2026-09-18 2026-10-02',
    ],
  ])('%s: opens, is due, closes', (_, period, expected) => {
    expect(told(period)).toBe(expected);
  });

  test('gives way to squeeze days if the plan says so', () => {
    const rules = { ...office.rules, squeezeDaysFree: true };
    const period = covering('2026-04-30', '4 May', '15 May');
    expect(told(period)).toBe('2026-05-04 2026-05-15 2026-05-29');
    expect(told(period, createWorkCalendar(rules))).toBe('2026-05-04 2026-05-18 2026-06-01');
  });

  test('says which rule made each date', () => {
    const dates = resolveRoundDates(
      covering('2026-08-31', '1 september', '2026-09-18'),
      office,
    ) as RoundDates;
    expect(dates.why).toEqual({
      opens: { type: 'day-of-year', month: 9, day: 1 },
      due: { type: 'date', date: '2026-09-18' },
      closes: { type: 'later', count: 10, unit: 'working-days' },
    });
  });

  test.each([
    ['an opening nobody can read', covering('2026-04-30', 'soon', '+14 days'), 'not-a-rule', 'opens'],
    ['a due day that is no date', covering('2026-04-30', '4 May', '2026-05-32'), 'not-a-date', 'due'],
    [
      'a closing day not every month has',
      covering('2026-04-30', '4 May', '+14 days', 'fifth Friday of May'),
      'not-every-month',
      'closes',
    ],
    ['due before opening', covering('2026-04-30', '2026-05-18', '2026-05-04'), 'due-not-after-opens', 'due'],
    [
      'due on the opening day',
      covering('2026-04-30', '2026-05-04', '2026-05-04'),
      'due-not-after-opens',
      'due',
    ],
    [
      'due on the free day that opening gave way to',
      covering('2026-04-30', '2026-05-09', '2026-05-10'),
      'due-not-after-opens',
      'due',
    ],
    [
      'opening and due in July, which both give way to August',
      covering('2026-06-30', '1 July', '20 July'),
      'due-not-after-opens',
      'due',
    ],
    [
      'closing on the due day',
      covering('2026-04-30', '4 May', '2026-05-18', '2026-05-18'),
      'closes-not-after-due',
      'closes',
    ],
    [
      'due counted back from itself',
      covering('2026-04-30', '4 May', '3 days before due'),
      'before-due-here',
      'due',
    ],
    [
      'closing counted back from due',
      covering('2026-04-30', '4 May', '18 May', '3 days before due'),
      'before-due-here',
      'closes',
    ],
    [
      'opening and due counted from each other',
      covering('2026-04-30', '5 days before due', '+5 days'),
      'circular',
      'opens',
    ],
  ])('is refused with %s', (_, period, fault, field) => {
    expect(told(period)).toEqual({ fault, field });
  });
});
