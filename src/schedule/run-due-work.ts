import type { Ports } from '../base/ports.ts';
import { restoreHold } from '../messages/restore-hold.ts';
import { askAfterRestore } from '../reminders/ask-after-restore.ts';
import { doDueWork, type WorkEvent } from './do-due-work.ts';
import { releaseHold } from './release-hold.ts';

/**
 * Does all due work for one tenant. While a restored store is held, only asks what to do with messages that may have
 * been sent; after the choice, the first instance to look carries it out and goes on.
 */
export async function runDueWork(ports: Ports, tenantId: string): Promise<WorkEvent[]> {
  const hold = await restoreHold(ports.store, tenantId);
  if (!hold || hold.state === 'released') return doDueWork(ports, tenantId);
  if (hold.state === 'restoring') return [];
  if (!hold.choice) return askAfterRestore(ports, tenantId);
  return (await releaseHold(ports, hold)) ? doDueWork(ports, tenantId) : [];
}
