import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type DateRule, describeDateRule, parseDateRule } from '../../src/calendar/date-rules.ts';
import { resolveDateRule } from '../../src/calendar/resolve-date-rule.ts';
import { createWorkCalendar } from '../../src/calendar/work-calendar.ts';
import { dateRule } from './arbitrary-rules.ts';
import { date, office, officeHours } from './arbitrary-times.ts';
import { testProperty } from './property-with-controls.ts';

const day = (month: number, day: number) => ({ type: 'day-of-year', month, day });
const workingDay = (nth: number | 'last', month: number) => ({ type: 'working-day-of-month', nth, month });
const weekday = (nth: number | 'last', weekday: number, month: number) => ({
  type: 'weekday-of-month',
  nth,
  weekday,
  month,
});
const later = (count: number, unit: string) => ({ type: 'later', count, unit });
const beforeDue = (count: number, unit: string) => ({ type: 'before-due', count, unit });

describe('a rule is read', () => {
  test.each([
    [
      ['2026-09-18', '18 september 2026', '18th of September 2026', ' 18  SEPTEMBER 2026 '],
      { type: 'date', date: '2026-09-18' },
    ],
    [['1 September', 'den 1 september', 'the 1st of September', '1:a september'], day(9, 1)],
    [['29 februari', '29 February'], day(2, 29)],
    [['first weekday of May', 'first working day of May', 'the 1st business day in May'], workingDay(1, 5)],
    [
      ['första vardagen i maj', 'första arbetsdagen i maj', '1:a vardagen i maj', 'first day of May'],
      workingDay(1, 5),
    ],
    [['tionde arbetsdagen i juni', '10th working day of June'], workingDay(10, 6)],
    [['last weekday of January', 'last working day of January', 'end of January'], workingDay('last', 1)],
    [['the end of January', 'last of January', 'last day of January'], workingDay('last', 1)],
    [['sista arbetsdagen i januari', 'sista vardagen i januari', 'sista januari'], workingDay('last', 1)],
    [['slutet av januari', 'i slutet av januari', 'sista dagen i januari'], workingDay('last', 1)],
    [['third Friday of September', 'the 3rd friday in september'], weekday(3, 5, 9)],
    [
      ['tredje fredagen i september', 'den tredje fredagen i september', '3:e fredag i september'],
      weekday(3, 5, 9),
    ],
    [['last Monday of March', 'sista måndagen i mars', 'sista ma\u030andagen i mars'], weekday('last', 1, 3)],
    [
      ['after Epiphany', 'first working day after Epiphany', 'the first weekday after Epiphany'],
      { type: 'after-epiphany' },
    ],
    [
      ['efter trettondagen', 'efter trettondedag jul', 'första arbetsdagen efter trettonhelgen'],
      { type: 'after-epiphany' },
    ],
    [
      ['+14 days', '+14 dagar', '+ 14 dagar', '+2 weeks', '+2 veckor', '14 days later', '14 dagar senare'],
      later(14, 'days'),
    ],
    [['+1 day', '+1 dag'], later(1, 'days')],
    [['+5 working days', '+5 arbetsdagar', '+5 vardagar', '5 arbetsdagar senare'], later(5, 'working-days')],
    [['3 working days before due', '3 weekdays before the due date'], beforeDue(3, 'working-days')],
    [['3 arbetsdagar före sista svarsdagen', '3 vardagar innan sista dag'], beforeDue(3, 'working-days')],
    [['1 week before due', '7 dagar före sista dagen'], beforeDue(7, 'days')],
  ])('%j', (texts, rule) => {
    for (const text of texts) expect([text, parseDateRule(text)]).toEqual([text, rule]);
  });

  test.each([
    ['2026-02-29', 'not-a-date'],
    ['2026-13-01', 'not-a-date'],
    ['2026-00-10', 'not-a-date'],
    ['31 april', 'not-a-date'],
    ['30 February', 'not-a-date'],
    ['0 maj', 'not-a-date'],
    ['29 februari 2026', 'not-a-date'],
    ['fifth Friday of May', 'not-every-month'],
    ['femte fredagen i maj', 'not-every-month'],
    ['', 'not-a-rule'],
    ['i morgon', 'not-a-rule'],
    ['18/9', 'not-a-rule'],
    ['third Fry of September', 'not-a-rule'],
    ['third Friday of Septober', 'not-a-rule'],
    ['eleventh working day of May', 'not-a-rule'],
    ['0th working day of May', 'not-a-rule'],
    ['14 dagar', 'not-a-rule'],
    ['+14', 'not-a-rule'],
    ['-3 dagar', 'not-a-rule'],
    ['+14 days or so', 'not-a-rule'],
    ['third Friday of September 2026', 'not-a-rule'],
  ])('or refused: "%s" is %s', (text, fault) => {
    expect(parseDateRule(text)).toEqual({ fault });
  });
});

describe('a rule comes to', () => {
  const resolved = (text: string, year: number, calendar = office) =>
    `${resolveDateRule(parseDateRule(text) as DateRule, { year }, calendar)}`;

  test.each([
    ['first weekday of May', 2026, '2026-05-04', '1 May is a Friday and a holiday'],
    ['third Friday of September', 2026, '2026-09-18', ''],
    ['third Friday of September', 2028, '2028-09-15', ''],
    ['last working day of January', 2027, '2027-01-29', '31 January is a Sunday'],
    ['sista vardagen i maj', 2026, '2026-05-29', ''],
    ['last working day of December', 2026, '2026-12-30', "New Year's eve is free"],
    ['1 September', 2029, '2029-09-03', 'a Saturday gives way'],
    ['6 juni', 2025, '2025-06-09', 'the national day and the weekend after it give way'],
    ['29 February', 2028, '2028-02-29', 'a leap year'],
    ['29 February', 2026, '2026-03-02', 'no leap year: the 28th, a Saturday'],
    ['after Epiphany', 2027, '2027-01-07', ''],
    ['efter trettondagen', 2028, '2028-01-07', ''],
    ['after Epiphany', 2033, '2033-01-07', ''],
    ['after Epiphany', 2034, '2034-01-09', 'Epiphany is a Friday'],
    ['first weekday of July', 2026, '2026-08-03', 'July has no working day'],
    ['last weekday of July', 2026, '2026-08-03', 'July has no working day'],
    ['third Friday of June', 2026, '2026-06-22', 'midsummer eve gives way'],
    ['first Friday of May', 2026, '2026-05-04', 'the first of May gives way'],
    ['31 December', 2026, '2027-01-04', 'over the year end'],
    ['2026-09-19', 2030, '2026-09-19', 'a given date is kept, though a Saturday'],
  ])('%s in %i: %s %s', (text, year, expected) => {
    expect(resolved(text, year)).toBe(expected);
  });

  test('another day where squeeze days are free', () => {
    const squeezing = createWorkCalendar({ ...officeHours, squeezeDaysFree: true });
    expect(resolved('15 May', 2026)).toBe('2026-05-15');
    expect(resolved('15 May', 2026, squeezing)).toBe('2026-05-18');
  });

  test('a day counted from another', () => {
    const context = { year: 2026, anchor: date('2026-05-04'), due: date('2026-05-18') };
    const counted = (text: string) => `${resolveDateRule(parseDateRule(text) as DateRule, context, office)}`;
    expect(counted('+14 days')).toBe('2026-05-18');
    expect(counted('+10 days')).toBe('2026-05-15');
    expect(counted('+12 dagar')).toBe('2026-05-18');
    expect(counted('+5 working days')).toBe('2026-05-11');
    expect(counted('3 working days before due')).toBe('2026-05-12');
  });

  test('nothing, and says so, where there is no day to count from', () => {
    const resolve = (text: string) => () =>
      resolveDateRule(parseDateRule(text) as DateRule, { year: 2026 }, office);
    expect(resolve('+14 days')).toThrow(expect.objectContaining({ code: 'date-rule-unanchored' }));
    expect(resolve('3 days before due')).toThrow(expect.objectContaining({ code: 'date-rule-unanchored' }));
  });
});

describe('a rule is told', () => {
  test.each([
    ['2026-09-18', '18 september 2026', '18 September 2026'],
    ['1 September', '1 september', '1 September'],
    ['third Friday of September', 'tredje fredagen i september', 'third Friday of September'],
    ['last Monday of March', 'sista måndagen i mars', 'last Monday of March'],
    ['first weekday of May', 'första arbetsdagen i maj', 'first working day of May'],
    ['sista januari', 'sista arbetsdagen i januari', 'last working day of January'],
    ['after Epiphany', 'första arbetsdagen efter trettondagen', 'first working day after Epiphany'],
    ['+14 days', '14 dagar senare', '14 days later'],
    ['+1 working day', '1 arbetsdag senare', '1 working day later'],
    ['3 working days before due', '3 arbetsdagar före sista svarsdagen', '3 working days before the due day'],
  ])('%s: in Swedish as "%s", in English as "%s"', (text, sv, en) => {
    const rule = parseDateRule(text) as DateRule;
    expect([describeDateRule(rule, 'sv'), describeDateRule(rule, 'en')]).toEqual([sv, en]);
  });
});

testProperty('a rule told in either language is read back as the same rule', {
  of: describeDateRule,
  holds: (describeRule) =>
    fc.property(dateRule, fc.constantFrom('sv', 'en'), (rule, language) => {
      const read = parseDateRule(describeRule(rule, language));
      return isDeepStrictEqual(read, rule);
    }),
  mistakes: {
    'working days were told as days': (rule, language) =>
      describeDateRule('unit' in rule ? { ...rule, unit: 'days' } : rule, language),
    'the last were told as the fourth': (rule, language) =>
      describeDateRule('nth' in rule && rule.nth === 'last' ? { ...rule, nth: 4 } : rule, language),
  },
});
