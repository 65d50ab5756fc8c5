import type { Temporal } from 'temporal-polyfill';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { SentMessage } from '../messenger.ts';
import type { Ports } from '../ports.ts';
import type { Claimable } from '../storage/claim.ts';
import { type DocumentStore, slotOf } from '../storage/document-store.ts';
import { type Documents, documentsOf, startingWith } from '../storage/documents.ts';

/** The one card about a round in one of leadership's channels (lägesbild). Its id is `round:channel`. */
export interface Summary extends Claimable {
  readonly kind: 'summary';
  readonly roundId: string;
  readonly channelId: string;
  /** The post, once there is one: from then on the same card is updated. */
  readonly message?: SentMessage | undefined;
  readonly postedAt?: Timestamp | undefined;
  /** Counts what has happened since, so that an answer during an update is not overlooked. */
  readonly changes: number;
}

export function summaries(store: DocumentStore): Documents<Summary> {
  return documentsOf<Summary>(store, { kind: 'summary' });
}

/** Plans the post of each channel; planning it again leaves it as it is. */
export async function planSummaries(
  ports: Pick<Ports, 'store'>,
  planned: { tenantId: string; roundId: string; channelIds: readonly string[]; at: Temporal.Instant },
): Promise<void> {
  const { tenantId, roundId } = planned;
  for (const channelId of planned.channelIds) {
    const id = `${roundId}:${channelId}`;
    const due = { nextAt: toTimestamp(planned.at), slot: slotOf(id) };
    await summaries(ports.store).create({ tenantId, id, roundId, channelId, changes: 0, ...due });
  }
}

/** Something in the round has changed: cards that are already posted are to be brought up to date. */
export async function touchSummaries(
  ports: Pick<Ports, 'store' | 'clock'>,
  touched: { tenantId: string; roundId: string; inSeconds: number },
): Promise<void> {
  const { tenantId, roundId, inSeconds } = touched;
  const nextAt = toTimestamp(ports.clock.now().add({ seconds: inSeconds }));
  for await (const summary of summaries(ports.store).all(tenantId, startingWith(`${roundId}:`))) {
    await summaries(ports.store).change(tenantId, summary.id, (one) => touch(one, nextAt));
  }
}

/** Whoever holds the card sees the count when finished; a card that is not yet posted waits for its time. */
function touch(summary: Summary, nextAt: Timestamp): Summary {
  const changes = summary.changes + 1;
  if (summary.lease || !summary.message) return { ...summary, changes };
  return { ...summary, changes, nextAt, slot: slotOf(summary.id) };
}
