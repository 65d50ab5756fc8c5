import type { Document, DocumentStore } from '../storage/document-store.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/** A channel in which Roder is installed; its id is Teams'. */
export interface ChannelRecord extends Document {
  readonly kind: 'channel';
  readonly serviceUrl: string;
  readonly teamId?: string | undefined;
}

export function channels(store: DocumentStore): Documents<ChannelRecord> {
  return documentsOf<ChannelRecord>(store, { kind: 'channel' });
}

/** Keeps where a channel is served. Last write wins: Teams' newest word is the right one. */
export async function rememberChannel(
  store: DocumentStore,
  channel: Pick<ChannelRecord, 'tenantId' | 'id' | 'serviceUrl' | 'teamId'>,
): Promise<void> {
  const known = await channels(store).find(channel.tenantId, channel.id);
  if (known?.serviceUrl !== channel.serviceUrl) await channels(store).upsert(channel);
}
