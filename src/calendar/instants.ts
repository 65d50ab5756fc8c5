import { Temporal } from 'temporal-polyfill';

/** A UTC instant as stored: always milliseconds, so that text order is time order. */
export type Timestamp = string;

export function toTimestamp(instant: Temporal.Instant): Timestamp {
  return instant.toString({ fractionalSecondDigits: 3, roundingMode: 'floor' });
}

export function fromTimestamp(timestamp: Timestamp): Temporal.Instant {
  return Temporal.Instant.from(timestamp);
}

/** The date of an instant where the organisation is. */
export function localDate(instant: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(timeZone).toPlainDate();
}

/** Where neither a plan nor RODER_TIME_ZONE says which. */
export const usualTimeZone = 'Europe/Stockholm';
