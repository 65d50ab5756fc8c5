import type { Temporal } from 'temporal-polyfill';
import { readDate } from '../calendar/read-date.ts';

/** When a local day begins; undefined for what is no date. */
export function dayStart(text: string, timeZone: string, addDays = 0): Temporal.Instant | undefined {
  return readDate(text)?.add({ days: addDays }).toZonedDateTime({ timeZone }).toInstant();
}
