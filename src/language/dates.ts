import type { Temporal } from 'temporal-polyfill';
import type { Language } from '../plan/plan-schema.ts';

const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };

/** `fredag 18 september`, with the year where it is not the reader's own. */
export function formatDay(date: Temporal.PlainDate, language: Language, today?: Temporal.PlainDate): string {
  const year = today && today.year === date.year ? {} : ({ year: 'numeric' } as const);
  return date.toLocaleString(locales[language], { weekday: 'long', day: 'numeric', month: 'long', ...year });
}

/** `18 september 2026`, for records. */
export function formatDate(date: Temporal.PlainDate, language: Language): string {
  return date.toLocaleString(locales[language], { day: 'numeric', month: 'long', year: 'numeric' });
}

/** `18 september 2026 09:30` where the organisation is. */
export function formatMoment(instant: Temporal.Instant, timeZone: string, language: Language): string {
  const local = instant.toZonedDateTimeISO(timeZone);
  return `${formatDate(local.toPlainDate(), language)} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** `juni 2026` */
export function formatMonth(month: Temporal.PlainYearMonth, language: Language): string {
  return month.toPlainDate({ day: 1 }).toLocaleString(locales[language], { month: 'long', year: 'numeric' });
}
