import type { Ports } from '../base/ports.ts';
import { restoreHold } from '../messages/restore-hold.ts';
import { askAfterRestore } from '../reminders/ask-after-restore.ts';
import { doDueWork, type WorkEvent } from './do-due-work.ts';
import { releaseHold } from './release-hold.ts';

/**
 * Does all that is due for one tenant. While a restored store waits, nothing but the question what is to become of what
 * may have been sent; once that is answered, whoever looks first carries it out and goes on.
 */
export async function runDueWork(ports: Ports, tenantId: string): Promise<WorkEvent[]> {
  const hold = await restoreHold(ports.store, tenantId);
  if (!hold || hold.state === 'released') return doDueWork(ports, tenantId);
  if (hold.state === 'restoring') return [];
  if (!hold.choice) return askAfterRestore(ports, tenantId);
  return (await releaseHold(ports, hold)) ? doDueWork(ports, tenantId) : [];
}
