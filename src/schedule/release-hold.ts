import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp, toTimestamp } from '../calendar/instants.ts';
import { type RestoreHold, restoreHolds } from '../messages/restore-hold.ts';
import { claim } from '../storage/claim.ts';
import { leaveUnsent } from './pass-time.ts';

/**
 * Carries out the choice made after a restore, and lets Roder send again. Continues after an interruption. False:
 * another instance has claimed it.
 */
export async function releaseHold(
  ports: Pick<Ports, 'store' | 'clock' | 'instance'>,
  hold: Stored<RestoreHold>,
): Promise<boolean> {
  const holds = restoreHolds(ports.store);
  const held = await claim(ports, holds, hold);
  if (!held) return false;
  const { tenantId, backupAt, restoredAt } = held;
  const between = { start: fromTimestamp(backupAt), until: fromTimestamp(restoredAt) };
  if (held.choice === 'leave') await leaveUnsent(ports.store, { tenantId, ...between });
  await holds.change(tenantId, held.id, (one) => ({
    ...one,
    state: 'released',
    releasedAt: toTimestamp(ports.clock.now()),
    lease: undefined,
    nextAt: undefined,
  }));
  return true;
}
