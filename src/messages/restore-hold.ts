import type { DocumentStore } from '../base/document-store.ts';
import type { SentMessage } from '../base/messenger.ts';
import { roundIdOf } from '../base/round-id.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf, startingWith } from '../storage/documents.ts';
import type { SendLogEntry } from './send-log.ts';

/**
 * A store that was brought back from a backup sends nothing until somebody has said so: what fell due between the
 * backup and now may have been sent already, and nothing that was brought back knows of it.
 */
export interface RestoreHold extends Claimable {
  readonly kind: 'restore';
  readonly id: 'hold';
  readonly state: 'restoring' | 'held' | 'released';
  /** When the backup was taken. */
  readonly backupAt: Timestamp;
  /** When it was restored. */
  readonly restoredAt: Timestamp;
  /** What fell due in between, the first of it first. */
  readonly fellDue?: readonly FellDue[] | undefined;
  /** What is to become of it. Whoever chooses first decides; carried out once the state is `released`. */
  readonly choice?: RestoreChoice | undefined;
  readonly releasedAt?: Timestamp | undefined;
}

export type RestoreChoice = 'send' | 'leave';

/** Messages of one kind that were due at one moment, in numbers: to whom is nobody's business but theirs. */
export interface FellDue extends Pick<SendLogEntry, 'at' | 'push' | 'notice' | 'roundIds'> {
  readonly count: number;
}

/** The question to one of those who look after the plan. */
export interface RestoreQuestion extends Claimable {
  readonly kind: 'restore';
  readonly personId: string;
  readonly message?: SentMessage | undefined;
}

export function restoreHolds(store: DocumentStore): Documents<RestoreHold> {
  return documentsOf<RestoreHold>(store, { kind: 'restore' });
}

export function restoreQuestions(store: DocumentStore): Documents<RestoreQuestion> {
  return documentsOf<RestoreQuestion>(store, { kind: 'restore' });
}

/** Asked of the store each time: another process brings the backup back, perhaps while this one runs. */
export function restoreHold(store: DocumentStore, tenantId: string) {
  return restoreHolds(store).find(tenantId, 'hold');
}

/** Whether everything that Roder sends by itself waits. */
export async function isHeld(store: DocumentStore, tenantId: string): Promise<boolean> {
  const hold = await restoreHold(store, tenantId);
  return hold !== undefined && hold.state !== 'released';
}

/** Each is asked once of this restore, as soon as Roder runs. */
export async function planRestoreQuestions(
  store: DocumentStore,
  { tenantId, restoredAt }: Pick<RestoreHold, 'tenantId' | 'restoredAt'>,
  personIds: readonly string[],
): Promise<void> {
  for (const personId of personIds) {
    const id = `ask:${restoredAt.replaceAll(/[-:.]/gu, '')}~${personId}`;
    await restoreQuestions(store).create({ tenantId, id, personId, nextAt: restoredAt });
  }
}

/** The choice that holds: the first. Undefined: nothing waits for one. Nobody who has not been asked is asked any more. */
export async function chooseAfterRestore(
  store: DocumentStore,
  tenantId: string,
  choice: RestoreChoice,
): Promise<RestoreChoice | undefined> {
  const hold = await restoreHolds(store).change(tenantId, 'hold', (one) =>
    one.state === 'held' && !one.choice ? { ...one, choice } : undefined,
  );
  if (!hold || hold.state === 'restoring') return undefined;
  for await (const { id, nextAt } of restoreQuestions(store).all(tenantId, startingWith('ask:')))
    if (nextAt) await restoreQuestions(store).change(tenantId, id, (one) => ({ ...one, nextAt: undefined }));
  return hold.choice;
}

/** What a rehearsal of the time in between would have sent, in numbers. */
export function countFellDue(messages: readonly SendLogEntry[]): FellDue[] {
  const counted = new Map<string, FellDue>();
  for (const { at, push, notice, askIds, roundIds = [] } of messages) {
    const rounds = [...new Set([...roundIds, ...askIds.map(roundIdOf)])];
    const key = JSON.stringify([at, push, notice, rounds]);
    const count = (counted.get(key)?.count ?? 0) + 1;
    counted.set(key, { at, push, notice, roundIds: rounds, count });
  }
  return [...counted.values()];
}
