import type { DocumentStore, Stored } from '../base/document-store.ts';
import type { SentMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { PushKind, PushReason } from '../calendar/push-times.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf, startingWith } from '../storage/documents.ts';
import { inBatches } from './in-batches.ts';
import type { Round } from './round.ts';

/** All that one person is asked in one round (förfrågan). Its id is `round:person`, so it exists once. */
export interface Ask extends Claimable {
  readonly kind: 'ask';
  readonly roundId: string;
  readonly personId: string;
  readonly state: 'open' | 'answered' | 'closed';
  readonly parts: readonly AskPart[];
  /** At most three, planned when the round opens. */
  readonly pushes: readonly Push[];
  /** The day the person asked to be reminded on: local date. */
  readonly later?: string | undefined;
  /** The first question did not arrive when the round opened; it is asked from this day on: local date. */
  readonly askedFrom?: string | undefined;
  /** The administrator gave it to somebody else for this round. */
  readonly givenTo?: { readonly personId: string; readonly roleId: string } | undefined;
  /** Somebody said "it is not me", and what the administrator decided. */
  readonly objection?: Objection | undefined;
  /** The message that carries the card, once sent. */
  readonly message?: SentMessage | undefined;
  /**
   * The card that was sent does not say yet how it stands: somebody else has answered something of it, or what the
   * person had answered is gone since a restore.
   */
  readonly showsOthers?: true | undefined;
}

export interface Objection {
  readonly by: string;
  readonly at: Timestamp;
  /** The role that should be asked instead, and why, as the person says; the words go when it is decided. */
  readonly roleId?: string | undefined;
  readonly words?: string | undefined;
  readonly decided?: 'kept' | 'given' | undefined;
}

/** One assignment the person is asked about. */
export interface AskPart {
  readonly assignmentId: string;
  /** The owner judges the whole; a contributor gives values. */
  readonly as: 'owner' | 'contributor';
  /** The role in which the person is asked: answers belong to it. */
  readonly roleId: string;
  readonly indicatorIds: readonly string[];
  readonly answeredAt?: Timestamp | undefined;
  /** Somebody else who was asked the same has answered it: the role they did it in. */
  readonly answeredBy?: string | undefined;
}

export interface Push {
  readonly kind: PushKind;
  readonly at: Timestamp;
  /** Why it comes on that day. */
  readonly rule: PushReason;
  /** Absent: not yet. */
  readonly outcome?: 'sent' | 'skipped' | 'unreachable' | 'failed' | undefined;
  readonly settledAt?: Timestamp | undefined;
  /** Why it was skipped or failed, as a code. */
  readonly reason?: string | undefined;
}

export function asks(store: DocumentStore): Documents<Ask> {
  return documentsOf<Ask>(store, { kind: 'ask' });
}

export function askId(roundId: string, personId: string): string {
  return `${roundId}:${personId}`;
}

/** Whether it is open and something of it is still to be answered. */
export function isWaiting(ask: Ask): boolean {
  return ask.state === 'open' && unanswered(ask).length > 0;
}

export function unanswered(ask: Ask): AskPart[] {
  return ask.parts.filter((part) => !part.answeredAt);
}

/** Whether the person knows of it: something was sent, or they have answered of their own accord. */
export function isAsked({ state, pushes }: Ask): boolean {
  return state === 'answered' || pushes.some(({ outcome }) => outcome === 'sent');
}

/** Whether anybody tried to ask: who was never sent anything, for whatever reason, has not failed to answer. */
export function wasTried({ state, pushes }: Ask): boolean {
  return state === 'answered' || pushes.some(({ outcome }) => outcome && outcome !== 'skipped');
}

/** When the ask is next due: its next push, while something is left to answer. */
export function nextPush(ask: Pick<Ask, 'state' | 'pushes'>): Push | undefined {
  return ask.state === 'open' ? ask.pushes.find((push) => !push.outcome) : undefined;
}

/** Everybody's questions in a round. */
export function asksIn({ store }: Pick<Ports, 'store'>, round: Pick<Round, 'tenantId' | 'id'>) {
  return Array.fromAsync(asks(store).all(round.tenantId, startingWith(`${round.id}:`)));
}

/** Nothing more is asked or changed. Doing it again changes nothing. */
export async function endAsks(
  ports: Pick<Ports, 'store'>,
  round: Pick<Round, 'tenantId' | 'id'>,
): Promise<Stored<Ask>[]> {
  const ending = await asksIn(ports, round);
  await inBatches(ending, (ask) =>
    asks(ports.store).change(ask.tenantId, ask.id, (one) =>
      one.state === 'closed' ? undefined : { ...one, state: 'closed', nextAt: undefined, lease: undefined },
    ),
  );
  return ending;
}
