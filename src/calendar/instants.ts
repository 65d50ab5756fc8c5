import { Temporal } from 'temporal-polyfill';

/** A UTC instant as stored: always with milliseconds, so that text order is time order. */
export type Timestamp = string;

export function toTimestamp(instant: Temporal.Instant): Timestamp {
  return instant.toString({ fractionalSecondDigits: 3, roundingMode: 'floor' });
}

export function fromTimestamp(timestamp: Timestamp): Temporal.Instant {
  return Temporal.Instant.from(timestamp);
}

/** The local date of an instant in the organisation's time zone. */
export function localDate(instant: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The default when neither the plan nor RODER_TIME_ZONE names a zone. */
export const defaultTimeZone = 'Europe/Stockholm';
