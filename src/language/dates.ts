import type { Temporal } from 'temporal-polyfill';
import type { Language } from './language.ts';

const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

/** `fredag 18 september`, with the year where it is not the reader's own. */
export function formatDay(date: Temporal.PlainDate, language: Language, today?: Temporal.PlainDate): string {
  const day = written(days, date, language);
  // Put together here: the formatter would put a comma after an English weekday, but only where there is a year.
  return today?.year === date.year ? day : `${day} ${date.year}`;
}

/** `18 september 2026`, for records. */
export function formatDate(date: Temporal.PlainDate, language: Language): string {
  return written(dates, date, language);
}

/**
 * The same of a stored date or instant, in the time zone of its organisation. Told by the formatter itself: a table has
 * thousands, and a day of `Temporal` for each takes ten times as long. Throws a `RangeError` on what is neither.
 */
export function formatStoredDate(stored: string, timeZone: string, language: Language): string {
  const zone = stored.length > 'yyyy-mm-dd'.length ? timeZone : 'UTC';
  return datesIn(zone)[language].format(Date.parse(stored));
}

/** `18 september 2026 09:30` where the organisation is. */
export function formatMoment(instant: Temporal.Instant, timeZone: string, language: Language): string {
  const local = instant.toZonedDateTimeISO(timeZone);
  return `${formatDate(local.toPlainDate(), language)} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** `juni 2026` */
export function formatMonth(month: Temporal.PlainYearMonth, language: Language): string {
  return written(months, month.toPlainDate({ day: 1 }), language);
}

/** Made once: to make one takes a hundred times as long as to use it. */
const dateParts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };
const dates = formats(dateParts);
const days = formats({ weekday: 'long', day: 'numeric', month: 'long' });
const months = formats({ month: 'long', year: 'numeric' });

type Formats = Readonly<Record<Language, Intl.DateTimeFormat>>;

function formats(options: Intl.DateTimeFormatOptions, timeZone = 'UTC'): Formats {
  const format = (language: Language) => new Intl.DateTimeFormat(locales[language], { ...options, timeZone });
  return { sv: format('sv'), en: format('en') };
}

const datesOfZones = new Map([['UTC', dates]]);

function datesIn(timeZone: string): Formats {
  const known = datesOfZones.get(timeZone);
  if (known) return known;
  const made = formats(dateParts, timeZone);
  datesOfZones.set(timeZone, made);
  return made;
}

function written(format: Formats, { year, month, day }: Temporal.PlainDate, language: Language): string {
  return format[language].format(Date.UTC(year, month - 1, day));
}
