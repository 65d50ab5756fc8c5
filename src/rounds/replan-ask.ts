import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { withDeputies } from '../people/away.ts';
import type { Plan } from '../plan/plan-index.ts';
import { isHeld } from '../storage/claim.ts';
import { holderOf } from './addressee.ts';
import { type Ask, asks, nextPush } from './ask.ts';
import { replanned } from './push-plan.ts';
import { rounds } from './round.ts';
import { calendarOf } from './round-calendar.ts';

/**
 * Changes an ask and plans the rest of its pushes by what now holds. A push that is on its way at this moment
 * goes out: its sender plans what comes after it.
 */
export async function replanAsk(
  ports: Pick<Ports, 'store' | 'clock'>,
  plan: Plan,
  { tenantId, id }: Pick<Ask, 'tenantId' | 'id'>,
  change: (ask: Stored<Ask>) => Stored<Ask> = (ask) => ask,
): Promise<Stored<Ask> | undefined> {
  const known = await asks(ports.store).find(tenantId, id);
  if (!known) return undefined;
  const round = await rounds(ports.store).get(tenantId, known.roundId);
  const holder = holderOf(change(known));
  const people = await withDeputies(ports.store, tenantId, holder);
  const subject = { round, calendar: calendarOf(plan), holder, people };
  const now = ports.clock.now();
  return asks(ports.store).change(tenantId, id, (ask) => {
    const changed = change(ask);
    const pushes = replanned(changed, subject, now);
    const nextAt = isHeld(ask, toTimestamp(now)) ? ask.nextAt : nextPush({ ...changed, pushes })?.at;
    return { ...changed, pushes, nextAt };
  });
}
