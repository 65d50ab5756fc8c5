import type { DocumentStore } from '../base/document-store.ts';
import type { SentMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Localised } from '../language/language.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/**
 * A message that tells somebody about another person's decision: never a reminder, and not one of a round's three
 * pushes. The id identifies the subject, so that the same thing is told once.
 */
export interface Notice extends Claimable {
  readonly kind: 'notice';
  /** The recipient. */
  readonly personId: string;
  readonly about: NoticeAbout;
  /** When there was first something to tell. */
  readonly dueAt?: Timestamp | undefined;
  /** `dropped`: it no longer applied before it could be sent. */
  readonly state: 'waiting' | 'sent' | 'dropped' | 'unreachable' | 'failed';
  readonly settledAt?: Timestamp | undefined;
  readonly reason?: string | undefined;
  readonly message?: SentMessage | undefined;
  /** The ids of all notices in the same message, this one included, if there was more than one. */
  readonly together?: readonly string[] | undefined;
}

/** Ids, and facts that the current plan may no longer contain; everything else is looked up when it is sent. */
export type NoticeAbout =
  | { readonly type: 'deputy' | 'deputy-ended'; readonly for: string }
  /** To somebody on the day they said they would be back: what is waiting. */
  | { readonly type: 'back'; readonly returns: string }
  /**
   * `not-me` goes to the administrator; `kept` and `moved` go to the person who said it; `given` goes to the person who
   * gets the ask.
   */
  | { readonly type: 'not-me' | 'kept' | 'moved' | 'given'; readonly askId: string }
  | {
      readonly type: 'postponed' | 'restored' | 'cancelled';
      readonly askId: string;
      /** The previous due date: local date. */
      readonly before: string;
      /** The administrator's message. */
      readonly words?: string | undefined;
    }
  /** The administrator's one list for a round, after its last reminder. */
  | { readonly type: 'unanswered'; readonly roundId: string }
  /** To whoever maintains the plan: posts to one of leadership's channels fail. */
  | { readonly type: 'channel'; readonly channelId: string }
  /** A support request: the question, to the person it names; a reply (counted from 0), to the person who wanted it. */
  | { readonly type: 'support'; readonly requestId: string; readonly wish: number }
  | {
      readonly type: 'support-reply';
      readonly requestId: string;
      readonly wish: number;
      readonly reply: number;
    }
  | {
      readonly type: 'plan-changed';
      readonly askId: string;
      readonly round: Localised;
      /** The decision behind the plan. */
      readonly decision: string;
      readonly added: readonly Localised[];
      readonly withdrawn: readonly Localised[];
      /** Assignments the person was responsible for and now only contributes to. */
      readonly contributes?: readonly Localised[] | undefined;
    };

export function notices(store: DocumentStore): Documents<Notice> {
  return documentsOf<Notice>(store, { kind: 'notice' });
}

/** Sent as soon as it is working time, or from `at` on. Idempotent. */
export async function scheduleNotice(
  ports: Pick<Ports, 'store' | 'clock'>,
  {
    at: dueAt = toTimestamp(ports.clock.now()),
    ...told
  }: Pick<Notice, 'id' | 'tenantId' | 'personId' | 'about'> & { readonly at?: Timestamp },
): Promise<void> {
  await notices(ports.store).create({ ...told, state: 'waiting', nextAt: dueAt, dueAt });
}
