import { type DocumentStore, slotOf } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Author, Help } from '../reports/report.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/**
 * The help that is wanted with one assignment in one round, and what came of it (önskat stöd). What is wanted
 * is the report's to say: this is brought in step with it, and adds who was asked and what they replied. Its id
 * is the report's, `round:assignment`.
 */
export interface SupportRequest extends Claimable {
  readonly kind: 'supportRequest';
  readonly roundId: string;
  readonly assignmentId: string;
  /** Oldest first. Only the last can be standing. */
  readonly wishes: readonly Wish[];
}

/** What somebody has wanted, of whom, and what they were told. */
export interface Wish extends Help {
  /** 1 is the first. */
  readonly number: number;
  readonly by: Author;
  readonly at: Timestamp;
  /** The revision of the report that says it in these words. */
  readonly revision: number;
  /** When those whom it names were asked: at most three times. */
  readonly asked: readonly Timestamp[];
  /** The day whoever is asked wants to be reminded: local date. */
  readonly later?: string | undefined;
  /** Whoever was asked said that it is not theirs: the administrator is asked in their place. */
  readonly notTheirs?: Author | undefined;
  readonly replies: readonly Reply[];
  /** Whoever wanted it says that it is no longer needed; what the report says stays. */
  readonly withdrawn?: Withdrawn | undefined;
  /** The report does not say it any more. */
  readonly ended?: true | undefined;
  /** What the cards that were sent say: `followSupport` brings them up to date when something else holds. */
  readonly shown?: string | undefined;
}

export interface Withdrawn {
  readonly by: Author;
  readonly at: Timestamp;
}

/** Sent in: a public record, as the report is. */
export interface Reply {
  readonly words: string;
  readonly by: Author;
  readonly at: Timestamp;
  /** Whoever wanted it is told, and leadership's cards are touched. */
  readonly told?: true | undefined;
}

export function supportRequests(store: DocumentStore): Documents<SupportRequest> {
  return documentsOf<SupportRequest>(store, { kind: 'supportRequest' });
}

/** The wish that stands, answered or not. */
export function standingWish(request: Pick<SupportRequest, 'wishes'> | undefined): Wish | undefined {
  const last = request?.wishes.at(-1);
  return last?.ended ? undefined : last;
}

export function isUnanswered({ replies, ended, withdrawn }: Wish): boolean {
  return replies.length === 0 && !ended && !withdrawn;
}

export interface Touched {
  readonly tenantId: string;
  readonly id: string;
  readonly roundId: string;
  readonly assignmentId: string;
  readonly inSeconds: number;
}

/** The report says, or is about to say, something new of the help that is wanted: it is looked at then. */
export async function touchSupport(ports: Pick<Ports, 'store' | 'clock'>, touched: Touched): Promise<void> {
  const { inSeconds, ...key } = touched;
  const nextAt = toTimestamp(ports.clock.now().add({ seconds: inSeconds }));
  const requests = supportRequests(ports.store);
  const known = await requests.change(key.tenantId, key.id, (one) => {
    const isSooner = one.nextAt !== undefined && one.nextAt < nextAt;
    return { ...one, nextAt: isSooner ? one.nextAt : nextAt, slot: slotOf(one.id) };
  });
  if (known) return;
  const created = await requests.create({ ...key, wishes: [], nextAt, slot: slotOf(key.id) });
  if (created.outcome === 'conflict') await touchSupport(ports, touched);
}
