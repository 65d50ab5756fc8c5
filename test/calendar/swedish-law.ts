import { Temporal } from 'temporal-polyfill';
import type { WorkRules } from '../../src/calendar/work-calendar.ts';

/**
 * What is free in Sweden, worked out from the law on public holidays (1989:253) and the custom of the
 * three eves, with nothing of what is under test: the properties are judged by this.
 */
export function isFreeByLaw(date: Temporal.PlainDate, rules: Pick<WorkRules, 'squeezeDaysFree'>): boolean {
  if (isFree(date)) return true;
  return rules.squeezeDaysFree && isFree(date.subtract({ days: 1 })) && isFree(date.add({ days: 1 }));
}

function isFree(date: Temporal.PlainDate): boolean {
  return date.dayOfWeek >= 6 || date.month === 7 || holidays(date.year).includes(date.toString());
}

const fixed = ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'];
const daysFromEaster = [-2, 0, 1, 39, 49];

const known = new Map<number, string[]>();

function holidays(year: number): string[] {
  const dates = known.get(year) ?? listHolidays(year);
  known.set(year, dates);
  return dates;
}

function listHolidays(year: number): string[] {
  const moving = daysFromEaster.map((days) => easterSunday(year).add({ days }));
  const midsummer = firstFrom(new Temporal.PlainDate(year, 6, 20), 6);
  const allSaints = firstFrom(new Temporal.PlainDate(year, 10, 31), 6);
  const dates = [...moving, midsummer, midsummer.subtract({ days: 1 }), allSaints];
  return [...fixed.map((day) => `${year}-${day}`), ...dates.map(String)];
}

function firstFrom(date: Temporal.PlainDate, weekday: number): Temporal.PlainDate {
  return date.add({ days: (weekday - date.dayOfWeek + 7) % 7 });
}

/** The anonymous Gregorian computus. */
export function easterSunday(year: number): Temporal.PlainDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return new Temporal.PlainDate(year, Math.floor(n / 31), (n % 31) + 1);
}
