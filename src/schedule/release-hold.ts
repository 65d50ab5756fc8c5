import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp, toTimestamp } from '../calendar/instants.ts';
import { type RestoreHold, restoreHolds } from '../messages/restore-hold.ts';
import { claim, renew } from '../storage/claim.ts';
import { leaveUnsent } from './pass-time.ts';

/**
 * Carries out the choice made after a restore, and lets Roder send again. Continues after an interruption. False:
 * another instance has claimed it, or Roder is stopping.
 */
export async function releaseHold(
  ports: Pick<Ports, 'store' | 'clock' | 'instance' | 'stopping'>,
  hold: Stored<RestoreHold>,
): Promise<boolean> {
  const holds = restoreHolds(ports.store);
  let held = await claim(ports, holds, hold);
  if (!held) return false;
  const { tenantId, backupAt, restoredAt } = held;
  const isStillOurs = async () => {
    if (ports.stopping?.aborted) return false;
    held = held && (await renew(ports, holds, held));
    return held !== undefined;
  };
  const between = { start: fromTimestamp(backupAt), until: fromTimestamp(restoredAt) };
  if (held.choice === 'leave') await leaveUnsent(ports.store, { tenantId, ...between, goesOn: isStillOurs });
  if (!(await isStillOurs())) return false;
  const written = await holds.replace({
    ...held,
    state: 'released',
    releasedAt: toTimestamp(ports.clock.now()),
    lease: undefined,
    nextAt: undefined,
  });
  return written.outcome === 'done';
}
