import type { Temporal } from 'temporal-polyfill';
import type { AppConfig } from '../../config.ts';
import { secretExpiry } from '../../secret-expiry.ts';
import type { Finding } from './finding.ts';

const found = {
  none: { state: 'well', key: 'secretNone' },
  unknown: { state: 'soon', key: 'secretUnknown' },
  enough: { state: 'well', key: 'secretGood' },
  month: { state: 'soon', key: 'secretMonth' },
  week: { state: 'soon', key: 'secretWeek' },
  day: { state: 'wrong', key: 'secretDay' },
  expired: { state: 'wrong', key: 'secretExpired' },
} as const satisfies Record<string, Finding>;

export function examineSecret(app: AppConfig | undefined, now: Temporal.Instant, zone: string): Finding {
  const expiry = secretExpiry(app, now, zone);
  const finding = found[expiry.left];
  return 'date' in expiry ? { ...finding, values: { date: expiry.date, count: expiry.days } } : finding;
}
