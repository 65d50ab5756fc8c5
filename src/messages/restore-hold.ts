import type { DocumentStore } from '../base/document-store.ts';
import type { SentMessage } from '../base/messenger.ts';
import { roundIdOf } from '../base/round-id.ts';
import { fromTimestamp, type Timestamp } from '../calendar/instants.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf, startingWith } from '../storage/documents.ts';
import type { SendLogEntry } from './send-log.ts';

/**
 * A restored store sends nothing until somebody releases it: what became due between the backup and the restore may
 * already have been sent, and nothing in the backup shows that.
 */
export interface RestoreHold extends Claimable {
  readonly kind: 'restore';
  readonly id: 'hold';
  readonly state: 'restoring' | 'held' | 'released';
  readonly backupAt: Timestamp;
  readonly restoredAt: Timestamp;
  /**
   * From when messages may have been sent that nothing here shows. Absent: since the backup. Earlier if the backup was
   * made while an earlier restore still waited.
   */
  readonly unknownSince?: Timestamp | undefined;
  /** Messages that became due in between, earliest first. */
  readonly fellDue?: readonly MissedSend[] | undefined;
  /** What to do with those messages. The first choice wins; it has been carried out when the state is `released`. */
  readonly choice?: RestoreChoice | undefined;
  readonly releasedAt?: Timestamp | undefined;
}

export type RestoreChoice = 'send' | 'leave';

/** The number of messages of one kind that were due at one moment. Recipients are left out for their privacy. */
export interface MissedSend extends Pick<SendLogEntry, 'at' | 'push' | 'notice' | 'roundIds'> {
  readonly count: number;
}

/** The question to one of the people who maintain the plan. */
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

/** Reads the store every time: a restore runs in another process, perhaps while this one is running. */
export function restoreHold(store: DocumentStore, tenantId: string) {
  return restoreHolds(store).find(tenantId, 'hold');
}

/** The time in which messages may have been sent: from the first moment, not the last any more. */
export function unknownTime({ backupAt, restoredAt, unknownSince = backupAt }: Held) {
  return { from: fromTimestamp(unknownSince), until: fromTimestamp(restoredAt) };
}

export type Held = Pick<RestoreHold, 'tenantId' | 'id' | 'backupAt' | 'restoredAt' | 'unknownSince'>;

/** Whether everything that Roder sends by itself waits. */
export async function isSendingHeld(store: DocumentStore, tenantId: string): Promise<boolean> {
  const hold = await restoreHold(store, tenantId);
  return hold !== undefined && hold.state !== 'released';
}

/** Schedules one question per person for this restore, sent as soon as Roder runs. */
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

/**
 * Records the choice and returns the one that holds: the first. Undefined: no choice is pending. People who have not
 * been asked yet are no longer asked.
 */
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

/** Counts the messages that a rehearsal of the time in between would have sent. */
export function countFellDue(messages: readonly SendLogEntry[]): MissedSend[] {
  const counted = new Map<string, MissedSend>();
  for (const { at, push, notice, askIds, roundIds = [] } of messages) {
    const rounds = [...new Set([...roundIds, ...askIds.map(roundIdOf)])];
    const key = JSON.stringify([at, push, notice, rounds]);
    const count = (counted.get(key)?.count ?? 0) + 1;
    counted.set(key, { at, push, notice, roundIds: rounds, count });
  }
  return [...counted.values()];
}
