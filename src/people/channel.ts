import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/** A channel in which Roder is installed, or to which it posts; its id is Teams'. */
export interface ChannelRecord extends Document {
  readonly kind: 'channel';
  /** Absent: Roder has never been met there, and nothing has reached it. */
  readonly serviceUrl?: string | undefined;
  readonly teamId?: string | undefined;
  /** What was last to be posted there did not get through: why, and since when. Gone with the first that does. */
  readonly unreached?: { readonly reason: string; readonly since: Timestamp } | undefined;
}

type ChannelKey = Pick<ChannelRecord, 'tenantId' | 'id'>;

export function channels(store: DocumentStore): Documents<ChannelRecord> {
  return documentsOf<ChannelRecord>(store, { kind: 'channel' });
}

/** Keeps where a channel is served. Last write wins: Teams' newest word is the right one. */
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

/** Nothing gets through there: kept, with since when, until something does. Gives the record. */
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

/** Leadership's channels, as the plan names them, with what is known of each: all that are known are read at once. */
export async function channelsOf(
  store: DocumentStore,
  tenantId: string,
  plan: Plan,
): Promise<{ readonly channel: Plan['content']['channels'][number]; readonly record?: ChannelRecord }[]> {
  return inPlan(plan, await Array.fromAsync(channels(store).all(tenantId)));
}

/** The same where they have been read. */
export function inPlan(
  plan: Plan,
  known: readonly ChannelRecord[],
): { readonly channel: Plan['content']['channels'][number]; readonly record?: ChannelRecord }[] {
  return plan.content.channels.map((channel) => {
    const record = known.find(({ id }) => id === channel.id);
    return record ? { channel, record } : { channel };
  });
}
