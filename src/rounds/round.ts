import type { DocumentStore } from '../base/document-store.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import { lastingStore } from '../storage/turn-store.ts';

/** One period's follow-up: it opens, falls due, closes and is then frozen. Its id is the period's. */
export interface Round extends Claimable {
  readonly kind: 'round';
  readonly state: 'planned' | 'open' | 'closed' | 'cancelled';
  /** Local dates; the rules behind them are the plan's. */
  readonly opens: string;
  readonly due: string;
  readonly closes: string;
  /** The plan version whose questions are asked. */
  readonly planVersion: number;
  readonly openedAt?: Timestamp | undefined;
  readonly closedAt?: Timestamp | undefined;
  /** The administrator moved it: its days by the plan, to go back to, and the due day before the latest move. */
  readonly moved?:
    | { readonly from: RoundDays; readonly due: string; readonly at: Timestamp; readonly restored?: true }
    | undefined;
  /** Who called it off: the administrator, or the plan, which no longer has the period. */
  readonly cancelledBy?: 'administrator' | 'plan' | undefined;
}

export type RoundDays = Pick<Round, 'opens' | 'due' | 'closes'>;

export function rounds(store: DocumentStore): Documents<Round> {
  return documentsOf<Round>(store, { kind: 'round' });
}

export async function openRounds(store: DocumentStore, tenantId: string): Promise<Round[]> {
  return openIn(await allRounds(store, tenantId));
}

/** The same where all have been read. */
export function openIn(all: readonly Round[]): Round[] {
  return all.filter((round) => round.state === 'open');
}

/** The latest of those that have opened; one that was called off stands for nothing while there is another. */
export function latestHeld<R extends Pick<Round, 'state'>>(opened: readonly R[]): R | undefined {
  return opened.findLast(({ state }) => state !== 'cancelled') ?? opened.at(-1);
}

/** Every round of the organisation, the earliest due first. A few a year. */
export async function allRounds(store: DocumentStore, tenantId: string): Promise<Round[]> {
  const found = await Array.fromAsync(rounds(store).all(tenantId));
  found.sort((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id));
  const lasting = lastingStore(store);
  seen.set(lasting, (seen.get(lasting) ?? new Map()).set(tenantId, found));
  return found;
}

const seen = new WeakMap<DocumentStore, Map<string, readonly Round[]>>();

/** The rounds as they were last read here, which may have changed since: only to guess by. */
export function lastRounds(store: DocumentStore, tenantId: string): readonly Round[] {
  return seen.get(lastingStore(store))?.get(tenantId) ?? [];
}
