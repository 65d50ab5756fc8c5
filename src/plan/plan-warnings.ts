import type { PlanContent } from './plan-schema.ts';

/** What a sound plan may well mean, and is asked about all the same when it is checked. */
export type PlanWarning = 'no-channel';

export function planWarnings({ channels }: Pick<PlanContent, 'channels'>): PlanWarning[] {
  return channels.length === 0 ? ['no-channel'] : [];
}
