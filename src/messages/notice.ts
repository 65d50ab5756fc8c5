import type { DocumentStore } from '../base/document-store.ts';
import type { SentMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Localised } from '../language/language.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/**
 * A message that somebody is told something because somebody has decided it: never a reminder, and never one
 * of the three. Its id says what it is about, so that the same is told once.
 */
export interface Notice extends Claimable {
  readonly kind: 'notice';
  /** Who is told. */
  readonly personId: string;
  readonly about: NoticeAbout;
  /** When there was something to tell. */
  readonly dueAt?: Timestamp | undefined;
  /** `dropped`: it had come to nothing before it could be told. */
  readonly state: 'waiting' | 'sent' | 'dropped' | 'unreachable' | 'failed';
  readonly settledAt?: Timestamp | undefined;
  readonly reason?: string | undefined;
  readonly message?: SentMessage | undefined;
  /** Everything in that message, this included, where it was more than this. */
  readonly together?: readonly string[] | undefined;
}

/** Ids, and what the plan in force may no longer say; the rest is looked up when it is told. */
export type NoticeAbout =
  | { readonly type: 'deputy' | 'deputy-ended'; readonly for: string }
  /** To whoever is back on the day they said: what waits. */
  | { readonly type: 'back'; readonly returns: string }
  /** `not-me` goes to the administrator, `kept` and `moved` back to who said it, `given` to who gets the ask. */
  | { readonly type: 'not-me' | 'kept' | 'moved' | 'given'; readonly askId: string }
  | {
      readonly type: 'postponed' | 'restored' | 'cancelled';
      readonly askId: string;
      /** The due day before: local date. */
      readonly before: string;
      /** What the administrator wrote. */
      readonly words?: string | undefined;
    }
  /** The administrator's one list of a round, after its last reminder. */
  | { readonly type: 'unanswered'; readonly roundId: string }
  /** To whoever looks after the plan: nothing gets through to a channel of leadership's. */
  | { readonly type: 'channel'; readonly channelId: string }
  /** A support request: the question to whom it names, and a reply (counted from 0) to who wanted it. */
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
      /** What the round is called. */
      readonly round: Localised;
      /** The decision behind the plan. */
      readonly decision: string;
      readonly added: readonly Localised[];
      readonly withdrawn: readonly Localised[];
      /** What the person was responsible for and contributes to from now on. */
      readonly contributes?: readonly Localised[] | undefined;
    };

export function notices(store: DocumentStore): Documents<Notice> {
  return documentsOf<Notice>(store, { kind: 'notice' });
}

/** Told as soon as it is working time, or from `at` on. Telling it again changes nothing. */
export async function tell(
  ports: Pick<Ports, 'store' | 'clock'>,
  {
    at: dueAt = toTimestamp(ports.clock.now()),
    ...told
  }: Pick<Notice, 'id' | 'tenantId' | 'personId' | 'about'> & { readonly at?: Timestamp },
): Promise<void> {
  await notices(ports.store).create({ ...told, state: 'waiting', nextAt: dueAt, dueAt });
}
