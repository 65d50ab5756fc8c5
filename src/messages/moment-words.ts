import type { Temporal } from 'temporal-polyfill';
import { localDate } from '../calendar/instants.ts';
import { formatDay } from '../language/dates.ts';
import { type Language, translator } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';

/** `tis 15 sep 08:00`, for a button. */
export function shortMoment(at: Temporal.Instant, plan: Plan, language: Language): string {
  const local = at.toZonedDateTimeISO(plan.content.timeZone);
  const locale = language === 'sv' ? 'sv-SE' : 'en-GB';
  const day = local
    .toPlainDate()
    .toLocaleString(locale, { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day.replaceAll(/[.,]/gu, '')} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** `tisdag 15 september klockan 08:00`, for a time some days from now. */
export function dayAndTime(at: Temporal.Instant, plan: Plan, language: Language): string {
  const { timeZone } = plan.content;
  const day = localDate(at, timeZone);
  const time = at.toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
  return translator(language)('reminder.moment', { day: formatDay(day, language, day), time });
}
