import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/** A channel where Roder is installed or to which it posts; the id is Teams' channel id. */
export interface ChannelRecord extends Document {
  readonly kind: 'channel';
  /** Absent: Roder has received nothing from there, and no post has succeeded. */
  readonly serviceUrl?: string | undefined;
  readonly teamId?: string | undefined;
  /** Why and since when posts have failed; removed by the first post that succeeds. */
  readonly unreached?: { readonly reason: string; readonly since: Timestamp } | undefined;
}

type ChannelKey = Pick<ChannelRecord, 'tenantId' | 'id'>;

export function channels(store: DocumentStore): Documents<ChannelRecord> {
  return documentsOf<ChannelRecord>(store, { kind: 'channel' });
}

/** Stores the channel's service URL. Last write wins: Teams' latest value is the right one. */
export async function rememberChannel(
  store: DocumentStore,
  { tenantId, id, ...where }: ChannelKey & Pick<ChannelRecord, 'serviceUrl' | 'teamId'>,
  known: ChannelRecord | undefined,
): Promise<void> {
  const teamId = where.teamId ?? known?.teamId;
  const next = { serviceUrl: where.serviceUrl ?? known?.serviceUrl, teamId, unreached: undefined };
  const isSame = known?.serviceUrl === next.serviceUrl && known?.teamId === teamId && !known?.unreached;
  if (isSame) return;
  const changed = await channels(store).change(tenantId, id, (one) => ({ ...one, ...next }));
  if (!changed) await channels(store).upsert({ tenantId, id, ...next });
}

/** Records that posts to the channel fail and since when, until one succeeds. Returns the record. */
export async function markUnreached(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { tenantId, id }: ChannelKey,
  reason: string,
): Promise<ChannelRecord> {
  const now = toTimestamp(clock.now());
  const changed = await channels(store).change(tenantId, id, (one) => ({
    ...one,
    unreached: { reason, since: one.unreached?.since ?? now },
  }));
  return changed ?? (await channels(store).upsert({ tenantId, id, unreached: { reason, since: now } }));
}

/** Leadership's channels from the plan, each with its record; reads all channel records at once. */
export async function channelsOf(
  store: DocumentStore,
  tenantId: string,
  plan: Plan,
): Promise<{ readonly channel: Plan['content']['channels'][number]; readonly record?: ChannelRecord }[]> {
  return channelsWithRecords(plan, await Array.fromAsync(channels(store).all(tenantId)));
}

/** The same, given records that have already been read. */
export function channelsWithRecords(
  plan: Plan,
  known: readonly ChannelRecord[],
): { readonly channel: Plan['content']['channels'][number]; readonly record?: ChannelRecord }[] {
  return plan.content.channels.map((channel) => {
    const record = known.find(({ id }) => id === channel.id);
    return record ? { channel, record } : { channel };
  });
}
