import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { documentsOf } from '../storage/documents.ts';

/** When a message last reached somebody: one document per tenant, written by whoever sent it. */
interface Heartbeat extends Document {
  readonly kind: 'heartbeat';
  readonly at: Timestamp;
}

const heartbeats = (store: DocumentStore) => documentsOf<Heartbeat>(store, { kind: 'heartbeat' });

/** Records that a reminder was delivered. Of concurrent writes any may win: they are of the same minute. */
export async function noteReminderSent(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  tenantId: string,
): Promise<void> {
  await heartbeats(store).upsert({ tenantId, id: 'reminder', at: toTimestamp(clock.now()) });
}

/** Undefined: never, or not since Roder began to record this. */
export async function lastReminderSent(
  store: DocumentStore,
  tenantId: string,
): Promise<Timestamp | undefined> {
  return (await heartbeats(store).find(tenantId, 'reminder'))?.at;
}
