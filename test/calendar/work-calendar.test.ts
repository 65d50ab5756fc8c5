import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { createWorkCalendar } from '../../src/calendar/work-calendar.ts';
import { date, office, officeHours } from './arbitrary-times.ts';

const squeezing = createWorkCalendar({ ...officeHours, squeezeDaysFree: true });
const allDay = createWorkCalendar({ ...officeHours, workingHours: { from: '00:00', to: '23:59' } });
const at = (text: string) => Temporal.Instant.from(text);

describe('working days', () => {
  test.each([
    ['2026-01-01', "New Year's Day"],
    ['2026-01-06', 'Epiphany'],
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-05-01', 'the first of May'],
    ['2026-05-14', 'Ascension Day'],
    ['2025-06-06', 'the national day'],
    ['2026-06-19', 'midsummer eve at its earliest'],
    ['2027-06-25', 'midsummer eve at its latest'],
    ['2026-12-24', 'Christmas eve'],
    ['2026-12-25', 'Christmas Day'],
    ['2025-12-26', 'the day after Christmas'],
    ['2026-12-31', "New Year's eve"],
    ['2026-09-19', 'a Saturday'],
    ['2026-09-20', 'a Sunday'],
    ['2026-07-01', 'the first day of July'],
    ['2026-07-31', 'the last day of July'],
  ])('%s, %s, is free', (text) => {
    expect(office.isWorkingDay(date(text))).toBe(false);
  });

  test.each([
    ['2026-01-05', 'the day before Epiphany'],
    ['2026-04-02', 'Maundy Thursday'],
    ['2026-04-30', 'Walpurgis Night'],
    ['2026-05-25', 'Whit Monday, which is no holiday since 2005'],
    ['2026-06-30', 'the day before July'],
    ['2026-10-30', "the eve of All Saints' Day"],
    ['2026-12-23', 'the day before Christmas eve'],
    ['2028-02-29', 'the leap day'],
  ])('%s, %s, is a working day', (text) => {
    expect(office.isWorkingDay(date(text))).toBe(true);
  });

  test.each([
    ['2026-05-15', 'the Friday after Ascension Day'],
    ['2026-01-05', 'a Monday before Epiphany'],
    ['2024-12-27', 'a Friday after Christmas'],
    ['2025-06-30', 'a Monday before July'],
  ])('%s, %s, is a squeeze day: free if the plan says so', (text) => {
    expect(office.isWorkingDay(date(text))).toBe(true);
    expect(squeezing.isWorkingDay(date(text))).toBe(false);
  });

  test('two working days between free days are not squeeze days', () => {
    expect(['2027-12-29', '2027-12-30'].map((text) => squeezing.isWorkingDay(date(text)))).toEqual([
      true,
      true,
    ]);
  });

  test('a free day gives way forwards or backwards, past all of July', () => {
    expect(`${office.nextWorkingDay(date('2026-04-03'))}`).toBe('2026-04-07');
    expect(`${office.previousWorkingDay(date('2026-04-06'))}`).toBe('2026-04-02');
    expect(`${office.nextWorkingDay(date('2026-07-01'))}`).toBe('2026-08-03');
    expect(`${office.previousWorkingDay(date('2026-08-02'))}`).toBe('2026-06-30');
    expect(`${office.nextWorkingDay(date('2026-12-31'))}`).toBe('2027-01-04');
    expect(`${office.nextWorkingDay(date('2026-09-18'))}`).toBe('2026-09-18');
  });

  test('working days are counted over weekends, holidays, year ends and the leap day', () => {
    expect(`${office.addWorkingDays(date('2026-04-02'), 1)}`).toBe('2026-04-07');
    expect(`${office.addWorkingDays(date('2026-05-18'), -3)}`).toBe('2026-05-12');
    expect(`${office.addWorkingDays(date('2026-12-30'), 3)}`).toBe('2027-01-07');
    expect(`${office.addWorkingDays(date('2028-02-28'), 1)}`).toBe('2028-02-29');
    expect(`${office.addWorkingDays(date('2027-02-26'), 1)}`).toBe('2027-03-01');
    expect(`${office.addWorkingDays(date('2026-09-19'), 0)}`).toBe('2026-09-19');
    expect(office.workingDaysBetween(date('2026-06-29'), date('2026-08-04'))).toBe(3);
    expect(office.workingDaysBetween(date('2026-08-04'), date('2026-06-29'))).toBe(-3);
  });
});

describe('times of day', () => {
  test('are what the clock shows on both sides of both clock changes', () => {
    const eight = (text: string) => `${office.at(date(text), '08:00')}`;
    expect(eight('2026-03-27')).toBe('2026-03-27T07:00:00Z');
    expect(eight('2026-03-30')).toBe('2026-03-30T06:00:00Z');
    expect(eight('2026-10-23')).toBe('2026-10-23T06:00:00Z');
    expect(eight('2026-10-26')).toBe('2026-10-26T07:00:00Z');
  });

  test('that the clock skips come an hour later, those it shows twice come the first time', () => {
    expect(`${allDay.at(date('2026-03-29'), '02:30')}`).toBe('2026-03-29T01:30:00Z');
    expect(`${allDay.at(date('2026-10-25'), '02:30')}`).toBe('2026-10-25T00:30:00Z');
  });

  test('outside the working hours move to the nearest end of them', () => {
    expect(`${office.at(date('2026-03-30'), '02:30')}`).toBe('2026-03-30T06:00:00Z');
    expect(`${office.at(date('2026-10-26'), '02:30')}`).toBe('2026-10-26T07:00:00Z');
    expect(`${office.at(date('2026-10-26'), '22:00')}`).toBe('2026-10-26T15:30:00Z');
  });

  test('working hours that end in the skipped hour end before it', () => {
    const nights = createWorkCalendar({ ...officeHours, workingHours: { from: '00:30', to: '02:30' } });
    expect(`${nights.at(date('2026-03-29'), '04:00')}`).toBe('2026-03-29T00:30:00Z');
  });
});

describe('working time', () => {
  test('includes both ends of the working hours and nothing outside them', () => {
    const isWorking = (text: string) => office.isWorkingTime(at(text));
    expect(['2026-09-18T06:00:00Z', '2026-09-18T14:30:00Z'].map(isWorking)).toEqual([true, true]);
    expect(['2026-09-18T05:59:59Z', '2026-09-18T14:30:01Z', '2026-09-19T08:00:00Z'].map(isWorking)).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('comes next now, this morning, or when the next working day starts', () => {
    const next = (text: string) => `${office.nextWorkingTime(at(text))}`;
    expect(next('2026-09-18T09:12:34Z')).toBe('2026-09-18T09:12:34Z');
    expect(next('2026-09-18T03:00:00Z')).toBe('2026-09-18T06:00:00Z');
    expect(next('2026-09-18T15:00:00Z')).toBe('2026-09-21T06:00:00Z');
    expect(next('2026-06-30T20:00:00Z')).toBe('2026-08-03T06:00:00Z');
    expect(next('2026-12-23T20:00:00Z')).toBe('2026-12-28T07:00:00Z');
  });

  test('is told by the date where the organisation is, not by the date in UTC', () => {
    expect(`${office.nextWorkingTime(at('2026-09-20T22:30:00Z'))}`).toBe('2026-09-21T06:00:00Z');
  });
});
