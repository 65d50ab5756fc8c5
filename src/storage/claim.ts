import type { Document, Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import type { Documents } from './documents.ts';

/** Who is working on a document, and until when nobody else will. */
export interface Lease {
  readonly owner: string;
  /** Counts the attempts since the last finished one. */
  readonly attempt: number;
  /** The holder has given it back and said how it went. Absent: it is held, or the holder died with it. */
  readonly released?: true | undefined;
  /** Some attempt before this one never said how it went. */
  readonly unsure?: true | undefined;
}

export interface Claimable extends Document {
  readonly lease?: Lease | undefined;
}

/** Long enough for one send with its waits and time-outs; a holder that dies is replaced after it. */
export const leaseMilliseconds = 60_000;

/**
 * Takes due work so that no other instance does it meanwhile: `nextAt` moves to the lease's end, so a
 * crash makes the document due again by itself. Undefined: somebody else was first.
 * Finishing is a `replace` of what this returns (its ETag), with `lease` gone and `nextAt` set anew.
 */
export async function claim<D extends Claimable>(
  ports: Pick<Ports, 'clock' | 'instance'>,
  documents: Documents<D>,
  due: Stored<D>,
): Promise<Stored<D> | undefined> {
  const now = ports.clock.now();
  // Looked for by a clock that the store's answer has put right since: it is somebody's after all.
  if (isHeld(due, toTimestamp(now))) return undefined;
  const until = now.add({ milliseconds: leaseMilliseconds });
  const { lease: before } = due;
  const unsure = before?.unsure || (before && !before.released) ? true : undefined;
  const lease: Lease = { owner: ports.instance, attempt: (before?.attempt ?? 0) + 1, unsure };
  const written = await documents.replace({ ...due, lease, nextAt: toTimestamp(until) });
  return written.outcome === 'done' ? written.document : undefined;
}

/** Whether somebody works on it at this moment. */
export function isHeld({ lease, nextAt }: Claimable, now: string): boolean {
  return lease !== undefined && !lease.released && nextAt !== undefined && nextAt > now;
}
