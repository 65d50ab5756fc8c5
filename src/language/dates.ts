import type { Temporal } from 'temporal-polyfill';
import type { Language } from './language.ts';

const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

/** `fredag 18 september`, with the year where it is not the reader's own. */
export function formatDay(date: Temporal.PlainDate, language: Language, today?: Temporal.PlainDate): string {
  return written(today && today.year === date.year ? days : daysOfYears, date, language);
}

/** `18 september 2026`, for records. */
export function formatDate(date: Temporal.PlainDate, language: Language): string {
  return written(dates, date, language);
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
const dates = formats({ day: 'numeric', month: 'long', year: 'numeric' });
const days = formats({ weekday: 'long', day: 'numeric', month: 'long' });
const daysOfYears = formats({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const months = formats({ month: 'long', year: 'numeric' });

type Formats = Readonly<Record<Language, Intl.DateTimeFormat>>;

function formats(options: Intl.DateTimeFormatOptions): Formats {
  const format = (language: Language) =>
    new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' });
  return { sv: format('sv'), en: format('en') };
}

function written(format: Formats, { year, month, day }: Temporal.PlainDate, language: Language): string {
  return format[language].format(Date.UTC(year, month - 1, day));
}
