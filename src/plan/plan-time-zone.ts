import { usualTimeZone } from '../calendar/usual-time-zone.ts';
import type { Plan } from './plan-index.ts';

/** The plan's zone; before there is a plan the one that Roder is set to. */
export function timeZoneOf(plan: Plan | undefined, timeZone = usualTimeZone): string {
  return plan?.content.timeZone ?? timeZone;
}
