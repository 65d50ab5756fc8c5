import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Timestamp } from '../calendar/instants.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/**
 * A store that was brought back from a backup sends nothing until the operator has said so: what fell due between
 * the backup and now may have been sent already, and nothing that was brought back knows of it.
 */
export interface RestoreHold extends Document {
  readonly kind: 'restore';
  readonly id: 'hold';
  readonly state: 'restoring' | 'held' | 'released';
  /** When the backup was taken. */
  readonly backupAt: Timestamp;
  /** When it was brought back. */
  readonly restoredAt: Timestamp;
  /** What was done with what fell due in between. */
  readonly choice?: 'send' | 'leave' | undefined;
  readonly releasedAt?: Timestamp | undefined;
}

export function restoreHolds(store: DocumentStore): Documents<RestoreHold> {
  return documentsOf<RestoreHold>(store, { kind: 'restore' });
}

export function restoreHold(store: DocumentStore, tenantId: string) {
  return restoreHolds(store).find(tenantId, 'hold');
}

/**
 * Whether everything that Roder sends by itself waits for the operator. Asked of the store each time: another
 * process brings the backup back, perhaps while this one runs.
 */
export async function isHeld(store: DocumentStore, tenantId: string): Promise<boolean> {
  const hold = await restoreHold(store, tenantId);
  return hold !== undefined && hold.state !== 'released';
}
