import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore, Stored } from '../base/document-store.ts';
import type { SentMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { type Claimable, isClaimed } from '../storage/claim.ts';
import { type Documents, documentsOf, startingWith } from '../storage/documents.ts';

/**
 * A card about a round in one of leadership's channels (lägesbild), kept up to date while the round is open and after.
 * Its id is `round:channel`; version 0.1.0 ended a round with a post of its own, `round:channel:end`.
 */
export interface Summary extends Claimable {
  readonly kind: 'summary';
  readonly roundId: string;
  readonly channelId: string;
  /** Of 0.1.0's closing post: corrections are told from here; absent: from the moment it was posted. */
  readonly since?: Timestamp | undefined;
  /** The post, once there is one: from then on the same card is updated. */
  readonly message?: SentMessage | undefined;
  readonly postedAt?: Timestamp | undefined;
  /** Why it did not get through the last time, as the send log says: it waits for its channel. */
  readonly unreached?: string | undefined;
  /** Counts what has happened since, so that an answer during an update is not overlooked. */
  readonly changes: number;
}

export function summaries(store: DocumentStore): Documents<Summary> {
  return documentsOf<Summary>(store, { kind: 'summary' });
}

/** What a channel's card of a round is called. */
export function summaryId(roundId: string, channelId: string): string {
  return `${roundId}:${channelId}`;
}

/** Whether it is a post of 0.1.0's that ends the round. */
export function isClosing({ id, roundId, channelId }: Summary): boolean {
  return id !== summaryId(roundId, channelId);
}

/** Plans the post of each channel; planning it again leaves it as it is. */
export async function planSummaries(
  ports: Pick<Ports, 'store'>,
  planned: { tenantId: string; roundId: string; channelIds: readonly string[]; at: Temporal.Instant },
): Promise<void> {
  const { tenantId, roundId } = planned;
  for (const channelId of planned.channelIds) {
    const id = summaryId(roundId, channelId);
    const nextAt = toTimestamp(planned.at);
    await summaries(ports.store).create({ tenantId, id, roundId, channelId, changes: 0, nextAt });
  }
}

/** Of a round that is called off nothing new is posted; what stands in a channel says what has become of it. */
export async function dropUnposted(
  ports: Pick<Ports, 'store'>,
  { tenantId, roundId }: { tenantId: string; roundId: string },
): Promise<void> {
  for await (const { id } of summaries(ports.store).all(tenantId, startingWith(`${roundId}:`))) {
    await summaries(ports.store).change(tenantId, id, (one) =>
      one.message || !one.nextAt ? undefined : { ...one, nextAt: undefined },
    );
  }
}

/** The round's days have moved, and the first post with them; one that stands there already stays. */
export async function moveUnposted(
  ports: Pick<Ports, 'store'>,
  { tenantId, roundId, at }: { tenantId: string; roundId: string; at: Temporal.Instant },
): Promise<void> {
  for await (const { id } of summaries(ports.store).all(tenantId, startingWith(`${roundId}:`))) {
    await summaries(ports.store).change(tenantId, id, (one) =>
      one.message || one.lease || !one.nextAt ? undefined : { ...one, nextAt: toTimestamp(at) },
    );
  }
}

/**
 * Something in the round has changed: cards that are already posted are to be brought up to date. What comes back
 * can be given as `known` when the same is touched again soon, so that it is not read anew.
 */
export async function touchSummaries(
  ports: Pick<Ports, 'store' | 'clock'>,
  touched: { tenantId: string; roundId: string; inSeconds: number },
  known?: readonly Stored<Summary>[],
): Promise<readonly Stored<Summary>[]> {
  const { tenantId, roundId, inSeconds } = touched;
  const nextAt = toTimestamp(ports.clock.now().add({ seconds: inSeconds }));
  const all = summaries(ports.store);
  const found = known ?? (await Array.fromAsync(all.all(tenantId, startingWith(`${roundId}:`))));
  const written: Stored<Summary>[] = [];
  for (const one of found) {
    const tried = await all.replace({ ...touch(one, nextAt), etag: one.etag });
    const now =
      tried.outcome === 'done'
        ? tried.document
        : await all.change(tenantId, one.id, (fresh) => touch(fresh, nextAt));
    if (now) written.push(now);
  }
  return written;
}

/** The channel may be there again: what waits for it is due now. False: nothing does. */
export async function wakeSummaries(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId, channelId }: { tenantId: string; channelId: string },
): Promise<boolean> {
  const now = toTimestamp(ports.clock.now());
  let waits = false;
  for await (const one of summaries(ports.store).all(tenantId)) {
    if (one.channelId !== channelId || !one.unreached) continue;
    waits = true;
    await summaries(ports.store).change(tenantId, one.id, (summary) =>
      summary.unreached && !isClaimed(summary, now) ? { ...summary, nextAt: now } : undefined,
    );
  }
  return waits;
}

/**
 * Whoever holds the card sees the count when finished; a card whose first time is still to come waits for it, and one
 * that does not get through for its channel.
 */
function touch(summary: Summary, nextAt: Timestamp): Summary {
  const changes = summary.changes + 1;
  const isToCome = !summary.message && summary.nextAt !== undefined;
  if (summary.lease || isToCome || summary.unreached) return { ...summary, changes };
  return { ...summary, changes, nextAt };
}
