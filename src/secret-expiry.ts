import { Temporal } from 'temporal-polyfill';
import { localDate } from './calendar/instants.ts';
import type { AppConfig } from './config.ts';

/** How long the bot's secret lasts: `none` is used, nobody has said (`unknown`), or by how near its end is. */
export type SecretExpiry =
  | { readonly left: 'none' | 'unknown' }
  | {
      readonly left: 'enough' | 'month' | 'week' | 'day' | 'expired';
      readonly date: string;
      readonly days: number;
    };

/** Days before the bot's secret expires at which it is said, each time more plainly. */
const warnings = { month: 30, week: 7, day: 1 } as const;

/** Entra does not tell an app when its own secret expires: RODER_SECRET_EXPIRES does. */
export function secretExpiry(app: AppConfig | undefined, now: Temporal.Instant, zone: string): SecretExpiry {
  if (!app?.password) return { left: 'none' };
  const { secretExpires: date } = app;
  if (!date) return { left: 'unknown' };
  const today = localDate(now, zone);
  const { days } = today.until(Temporal.PlainDate.from(date));
  return { left: leftOf(days), date, days };
}

function leftOf(days: number) {
  if (days <= 0) return 'expired';
  if (days <= warnings.day) return 'day';
  if (days <= warnings.week) return 'week';
  return days <= warnings.month ? 'month' : 'enough';
}
