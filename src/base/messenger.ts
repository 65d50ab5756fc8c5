/**
 * The sending port. `src/bot` implements it on Teams; features know nothing of activities or adapters.
 */

/** An Adaptive Card, ready to send. */
export type Card = Readonly<Record<string, unknown>> & { readonly type: 'AdaptiveCard' };

export interface OutgoingMessage {
  readonly card: Card;
  /** Shown in the notification and read by screen readers before the card is. Plain text. */
  readonly summary: string;
}

/** A personal chat. `conversationId` is absent for somebody who never wrote: it is then created. */
export interface PersonAddress {
  readonly tenantId: string;
  /** Entra object id. */
  readonly personId: string;
  readonly conversationId?: string | undefined;
  /** Where Teams said this conversation is served; absent: Teams' global address. */
  readonly serviceUrl?: string | undefined;
}

export interface ChannelAddress {
  readonly tenantId: string;
  /** `19:…@thread.tacv2` */
  readonly channelId: string;
  readonly serviceUrl?: string | undefined;
}

/** A message that is already in a conversation. */
export interface SentMessage {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly activityId: string;
  readonly serviceUrl?: string | undefined;
  /** Whose personal chat it is; absent for a channel, and for what was sent before this was kept. */
  readonly personId?: string | undefined;
  /** It went to the person of RODER_REDIRECT_ALL instead. */
  readonly redirected?: true | undefined;
}

/** Why a person cannot be written to; shown to the administrator with what to do. */
export type UnreachableReason = 'not-installed' | 'blocked' | 'gone' | 'disabled-by-admin';

/**
 * What came of one attempt. The messenger makes exactly one, and never throws for what Teams answers.
 * `unknown`: Teams may or may not have it (a time-out, a dropped connection, 502 or 504).
 * `notTried`: it was Roder that held it back, to keep to Teams' limits or to end; that is no attempt.
 * `message-gone`, of updates alone: what was to be changed is not there any more (deleted by somebody, or by a
 * retention rule of Teams); whether its conversation is, only a new message tells.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly message: SentMessage }
  | {
      readonly kind: 'retry';
      readonly reason: string;
      readonly afterMs?: number;
      readonly notTried?: true;
    }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'unreachable'; readonly reason: UnreachableReason; readonly detail: string }
  | { readonly kind: 'message-gone'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Not sent, on purpose, and not to be sent: somebody has decided so. */
  | { readonly kind: 'left-out'; readonly reason: string };

export interface Messenger {
  sendToPerson(address: PersonAddress, message: OutgoingMessage): Promise<SendOutcome>;
  /** A new post (a thread of its own) in a channel. */
  postToChannel(address: ChannelAddress, message: OutgoingMessage): Promise<SendOutcome>;
  /** Replaces the card of a message for everybody who sees it. */
  update(sent: SentMessage, message: OutgoingMessage): Promise<SendOutcome>;
}
