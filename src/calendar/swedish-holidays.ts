import Holidays from 'date-holidays';
import type { Temporal } from 'temporal-polyfill';

/** `public` are the public holidays by law; `bank` are midsummer eve, Christmas eve and New Year's eve. */
const sweden = new Holidays('SE', { types: ['public', 'bank'] });
const datesByYear = new Map<number, ReadonlySet<string>>();

/** Whether a date is a Swedish public holiday, or one of the three eves that are free like one. */
export function isSwedishHoliday(date: Temporal.PlainDate): boolean {
  return holidaysOf(date.year).has(date.toString());
}

/** The library works a year out anew each time, so each year is asked for once. */
function holidaysOf(year: number): ReadonlySet<string> {
  const known = datesByYear.get(year);
  if (known) return known;
  const dates = new Set(sweden.getHolidays(year).map(({ date }) => date.slice(0, 'YYYY-MM-DD'.length)));
  datesByYear.set(year, dates);
  return dates;
}
