import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import {
  isUnanswered,
  type SupportRequest,
  standingWish,
  supportRequests,
  type Wish,
} from './support-request.ts';
import { findSupporter } from './supporter.ts';
import { mostAsked } from './wishes.ts';

/** So many requests are looked at at a time. */
export const mostPerPass = 100;

/**
 * What would come up again before the next working day has ended, for somebody who is written to now: it comes
 * along, so that it is one message and not two. What they have chosen a day for waits for that day.
 */
export async function comingAlong(
  ports: Pick<Ports, 'store' | 'clock'>,
  plan: Plan,
  { tenantId, asked }: { tenantId: string; asked: ReadonlySet<string> },
): Promise<Stored<SupportRequest>[]> {
  if (asked.size === 0) return [];
  const [now, calendar] = [ports.clock.now(), calendarOf(plan)];
  const today = localDate(now, plan.content.timeZone);
  const end = calendar.at(calendar.addWorkingDays(today, 1), calendar.rules.workingHours.to);
  const before = toTimestamp(end);
  const soon = await supportRequests(ports.store).due({ tenantId, before, limit: mostPerPass });
  const along: Stored<SupportRequest>[] = [];
  for (const request of soon) {
    const wish = standingWish(request);
    if (!wish || request.lease || !isUnanswered(wish) || !mayComeAlong(wish)) continue;
    const supporter = await findSupporter(ports.store, { tenantId, plan, wish, today });
    if (supporter && asked.has(supporter.named)) along.push(request);
  }
  return along;
}

export function mayComeAlong({ asked, later }: Wish): boolean {
  return asked.length > 0 && asked.length < mostAsked && !later;
}
