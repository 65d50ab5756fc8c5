import type { Read, Reading } from './meaning.ts';
import { findPeriod, type SaidPeriod } from './periods.ts';

/** The first time that is said, and what is left without any. */
export function timeOf(
  whole: string,
  { plan, today }: Reading,
): { period: SaidPeriod | undefined; left: string } {
  return { period: findPeriod(whole, today, plan)?.period, left: timesAs(' ', whole, { plan, today }) };
}

/** The text with the same in place of each time that is said. */
export function timesAs(sign: string, text: string, { plan, today }: Reading): string {
  let left = text;
  for (let found = findPeriod(left, today, plan), times = 0; found && times < maxTimes; times++) {
    left = left.replace(found.said, sign).replaceAll(/\s+/gu, ' ').trim();
    found = findPeriod(left, today, plan);
  }
  return left;
}

const maxTimes = 3;

/** What is to come, where what is wanted is to come; today is no time where how things are is asked. */
export function periodFor(intent: string, { period, message, plan, today }: Read): SaidPeriod | undefined {
  if (toCome.has(intent)) return findPeriod(message.whole, today, plan, true)?.period;
  const isToday = period?.from === today.toString() && period.to === period.from;
  return isToday && now.has(intent) ? undefined : period;
}

const toCome = new Set(['preview-round', 'change-round', 'away', 'remind-later', 'settings']);
const now = new Set([
  'status',
  'indicator',
  'whole',
  'aspect',
  'deviations',
  'export',
  'help-wanted',
  'round',
]);
