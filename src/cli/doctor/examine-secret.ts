import { Temporal } from 'temporal-polyfill';
import type { AppConfig } from '../../config.ts';
import type { Finding } from './finding.ts';

/** Days before the bot's secret expires at which the doctor says so, each time more plainly. */
const warnings = { month: 30, week: 7, day: 1 } as const;

/** Entra does not tell an app when its own secret expires: RODER_SECRET_EXPIRES does. */
export function examineSecret(app: AppConfig | undefined, now: Temporal.Instant, zone: string): Finding {
  if (!app?.password) return { state: 'well', key: 'secretNone' };
  if (!app.secretExpires) return { state: 'soon', key: 'secretUnknown' };
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const days = today.until(Temporal.PlainDate.from(app.secretExpires)).days;
  const values = { date: app.secretExpires, count: days };
  if (days <= 0) return { state: 'wrong', key: 'secretExpired', values };
  if (days <= warnings.day) return { state: 'wrong', key: 'secretDay', values };
  if (days <= warnings.week) return { state: 'soon', key: 'secretWeek', values };
  if (days <= warnings.month) return { state: 'soon', key: 'secretMonth', values };
  return { state: 'well', key: 'secretGood', values };
}
