import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { documentsOf } from '../storage/documents.ts';

/** When something last reached somebody: one document an organisation, written by whoever sent it. */
interface Heartbeat extends Document {
  readonly kind: 'heartbeat';
  readonly at: Timestamp;
}

const heartbeats = (store: DocumentStore) => documentsOf<Heartbeat>(store, { kind: 'heartbeat' });

/** A reminder has reached somebody. Of several that write at once any may be kept: they are of the same minute. */
export async function noteReminderSent(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  tenantId: string,
): Promise<void> {
  await heartbeats(store).upsert({ tenantId, id: 'reminder', at: toTimestamp(clock.now()) });
}

/** Undefined: never, or not since this is kept. */
export async function lastReminderSent(
  store: DocumentStore,
  tenantId: string,
): Promise<Timestamp | undefined> {
  return (await heartbeats(store).find(tenantId, 'reminder'))?.at;
}
