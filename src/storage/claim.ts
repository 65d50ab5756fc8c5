import type { Document, Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import type { Documents } from './documents.ts';

/** Who is working on a document. The lease ends at the document's `nextAt`. */
export interface Lease {
  readonly owner: string;
  /** Number of attempts since the last one that finished. */
  readonly attempt: number;
  /** The holder has returned the claim and reported the result. Absent: still held, or the holder died. */
  readonly released?: true | undefined;
  /** The result of some earlier attempt is unknown. */
  readonly unsure?: true | undefined;
}

export interface Claimable extends Document {
  readonly lease?: Lease | undefined;
}

/**
 * Long enough for one send, including its waits and timeouts. When a holder dies, the document becomes due again after
 * this time.
 */
export const leaseMilliseconds = 60_000;

/**
 * Claims due work so that no other instance does it too: `nextAt` moves to the end of the lease, so after a crash the
 * document becomes due again by itself. Undefined: another instance claimed it first.
 * To finish, `replace` the returned document (with its ETag), without `lease` and with a new `nextAt`.
 */
export async function claim<D extends Claimable>(
  ports: Pick<Ports, 'clock' | 'instance'>,
  documents: Documents<D>,
  due: Stored<D>,
): Promise<Stored<D> | undefined> {
  const now = ports.clock.now();
  // The store's answer may just have corrected the clock that the query used: the document may be held after all.
  if (isClaimed(due, toTimestamp(now))) return undefined;
  const until = now.add({ milliseconds: leaseMilliseconds });
  const { lease: before } = due;
  const unsure = before?.unsure || (before && !before.released) ? true : undefined;
  const lease: Lease = { owner: ports.instance, attempt: (before?.attempt ?? 0) + 1, unsure };
  const written = await documents.replace({ ...due, lease, nextAt: toTimestamp(until) });
  return written.outcome === 'done' ? written.document : undefined;
}

/**
 * Makes a claim last anew, for work that takes longer than one send. Undefined: it had ended, and another instance has
 * it now.
 */
export async function renew<D extends Claimable>(
  { clock }: Pick<Ports, 'clock'>,
  documents: Documents<D>,
  held: Stored<D>,
): Promise<Stored<D> | undefined> {
  const from = clock.now();
  const lasting = from.add({ milliseconds: leaseMilliseconds / 2 });
  if (isClaimed(held, toTimestamp(lasting))) return held;
  const until = from.add({ milliseconds: leaseMilliseconds });
  const written = await documents.replace({ ...held, nextAt: toTimestamp(until) });
  return written.outcome === 'done' ? written.document : undefined;
}

/** Whether somebody is working on it right now. */
export function isClaimed({ lease, nextAt }: Claimable, now: string): boolean {
  return lease !== undefined && !lease.released && nextAt !== undefined && nextAt > now;
}
