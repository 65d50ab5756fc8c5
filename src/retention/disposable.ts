import type { Document, Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { documentsOf, startingWith } from '../storage/documents.ts';
import type { RecordType } from './dispose.ts';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u;

/** The latest timestamp anywhere in a record. Undefined if it has none; such a record never counts as old. */
export function latestIn(document: Readonly<Record<string, unknown>>): Timestamp | undefined {
  let latest: Timestamp | undefined;
  const look = (value: unknown): void => {
    if (typeof value === 'string' && instant.test(value)) {
      if (!latest || value > latest) latest = value;
    } else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) look(one);
  };
  look(document);
  return latest;
}

/** The round a record belongs to: from its `roundId` or the prefix of its id. */
export function roundOf(
  document: Document & { readonly roundId?: string | undefined },
  roundIds: ReadonlySet<string>,
): string | undefined {
  if (document.roundId) return document.roundId;
  const prefix = document.id.split(':')[0]!;
  return roundIds.has(prefix) ? prefix : undefined;
}

export interface Disposable {
  readonly document: Stored<Document>;
  readonly lastUse: Timestamp;
}

export interface DisposableQuery {
  readonly tenantId: string;
  readonly record: RecordType;
  /** Only records last used before this. */
  readonly before: Timestamp;
}

/**
 * The records of one kind that have not been used since. Never returns a record with work still to do, one of a round
 * that has not ended, the current plan or a plan version that a round is based on, or a round that still has other
 * records.
 */
export async function* disposable(
  { store }: Pick<Ports, 'store'>,
  { tenantId, record, before }: DisposableQuery,
): AsyncGenerator<Disposable> {
  const rounds = new Map((await allRounds(store, tenantId)).map((round) => [round.id, round]));
  const roundIds = new Set(rounds.keys());
  const inUse = await versionsInUse(store, tenantId, rounds);
  const all = documentsOf<Document & { readonly kind: RecordType }>(store, { kind: record });
  for await (const document of all.all(tenantId)) {
    const roundId = record === 'round' ? document.id : roundOf(document, roundIds);
    const lastUse = lastUseOf(document, roundId ? rounds.get(roundId) : undefined);
    if (!lastUse || lastUse >= before) continue;
    if (record === 'planVersion' && inUse.has((document as unknown as { version: number }).version)) continue;
    if (record === 'round' && (await hasAnything(store, tenantId, document.id))) continue;
    yield { document, lastUse };
  }
}

/** When the record was last used; undefined: still in use. */
function lastUseOf(document: Document, round: Round | undefined): Timestamp | undefined {
  if (document.nextAt) return undefined;
  if (!round) return latestIn({ ...document });
  if (round.state !== 'closed' && round.state !== 'cancelled') return undefined;
  return [latestIn({ ...document }), latestIn({ ...round })]
    .filter((one) => one !== undefined)
    .toSorted()
    .at(-1);
}

async function versionsInUse(
  store: Ports['store'],
  tenantId: string,
  rounds: ReadonlyMap<string, Round>,
): Promise<ReadonlySet<number>> {
  const plan = await currentPlan(store, tenantId);
  return new Set([
    ...(plan ? [plan.version] : []),
    ...[...rounds.values()].map(({ planVersion }) => planVersion),
  ]);
}

const partsOfRounds = ['report', 'ask', 'draft', 'supportRequest', 'summary'] as const;

async function hasAnything(store: Ports['store'], tenantId: string, roundId: string): Promise<boolean> {
  for (const kind of partsOfRounds) {
    const found = await store.list({ tenantId, kind, ...startingWith(`${roundId}:`), limit: 1 });
    if (found.length > 0) return true;
  }
  return false;
}
