import type { Plan } from './plan-index.ts';

/** Where neither a plan nor RODER_TIME_ZONE says which. */
export const usualTimeZone = 'Europe/Stockholm';

/** The plan's zone; before there is a plan the one that Roder is set to. */
export function timeZoneOf(plan: Plan | undefined, timeZone = usualTimeZone): string {
  return plan?.content.timeZone ?? timeZone;
}
