import type { UnreachableReason } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { persons } from './person.ts';

/** Teams says that the person cannot be written to: kept for the administrator, until they write themselves. */
export async function markUnreachable(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId, personId }: Actor,
  reason: UnreachableReason,
): Promise<void> {
  const unreachable = { reason, since: toTimestamp(ports.clock.now()) };
  const known = await persons(ports.store).change(tenantId, personId, (one) => ({ ...one, unreachable }));
  if (!known) await persons(ports.store).create({ tenantId, id: personId, unreachable });
}
