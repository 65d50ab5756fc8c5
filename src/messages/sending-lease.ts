import type { Document, DocumentStore, Stored } from '../base/document-store.ts';
import type { Ports, SendingTurn } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { documentsOf } from '../storage/documents.ts';

/** Which instance sends a tenant's scheduled messages. */
interface SendingLease extends Document {
  readonly kind: 'sendingLease';
  readonly owner: string;
  readonly until: Timestamp;
}

const leases = (store: DocumentStore) => documentsOf<SendingLease>(store, { kind: 'sendingLease' });

/** Short, so that a crash delays the rest by little: whoever sends makes it last anew, message by message. */
export const sendingLeaseMilliseconds = 15_000;

/** Teams counts by the second: whoever sends next begins when it has forgotten what the last one sent. */
const pauseMilliseconds = 1000;

/** By a lease in the store: a document that is written twice for each batch of messages. */
export function createSendingTurn({
  store,
  clock,
  instance: owner,
}: Pick<Ports, 'store' | 'clock' | 'instance'>): SendingTurn {
  const held = new Map<string, Stored<SendingLease>>();
  const asking = new Map<string, Promise<boolean>>();
  const now = () => clock.now();

  async function hold(tenantId: string): Promise<boolean> {
    const soon = toTimestamp(now().add({ milliseconds: sendingLeaseMilliseconds / 2 }));
    if ((held.get(tenantId)?.until ?? '') > soon) return true;
    // Many messages are sent beside each other: one of them asks for all.
    const answer = asking.get(tenantId) ?? take(tenantId).finally(() => asking.delete(tenantId));
    asking.set(tenantId, answer);
    return answer;
  }

  async function take(tenantId: string): Promise<boolean> {
    const found = await leases(store).find(tenantId, 'all');
    if (found && found.owner !== owner && found.until > toTimestamp(now())) {
      held.delete(tenantId);
      return false;
    }
    const until = toTimestamp(now().add({ milliseconds: sendingLeaseMilliseconds }));
    const written = found
      ? await leases(store).replace({ ...found, owner, until })
      : await leases(store).create({ tenantId, id: 'all', owner, until });
    if (written.outcome === 'conflict') return take(tenantId);
    held.set(tenantId, written.document);
    return true;
  }

  async function release(tenantId: string): Promise<void> {
    const lease = held.get(tenantId);
    held.delete(tenantId);
    const until = toTimestamp(now().add({ milliseconds: pauseMilliseconds }));
    // Where the store is away it ends by itself; what has been sent is still to be told of.
    if (lease)
      await leases(store)
        .replace({ ...lease, until })
        .catch(() => undefined);
  }

  return { hold, release };
}
