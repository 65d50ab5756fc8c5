/** The sending port. `src/bot` implements it for Teams; features know nothing of activities or adapters. */

export type Card = Readonly<Record<string, unknown>> & { readonly type: 'AdaptiveCard' };

export interface OutgoingMessage {
  readonly card: Card;
  /** Plain text, shown in the notification and read by screen readers before the card. */
  readonly summary: string;
}

/**
 * A personal chat. `conversationId` is absent for somebody who has never written to Roder; the chat is then created.
 */
export interface PersonAddress {
  readonly tenantId: string;
  /** Entra object id. */
  readonly personId: string;
  readonly conversationId?: string | undefined;
  /** The service URL Teams gave for this conversation; absent: Teams' global URL. */
  readonly serviceUrl?: string | undefined;
}

export interface ChannelAddress {
  readonly tenantId: string;
  /** Such as `19:…@thread.tacv2`. */
  readonly channelId: string;
  readonly serviceUrl?: string | undefined;
}

export interface SentMessage {
  readonly tenantId: string;
  readonly conversationId: string;
  readonly activityId: string;
  readonly serviceUrl?: string | undefined;
  /** The person whose chat it is in; absent for a channel, and for messages sent before this field existed. */
  readonly personId?: string | undefined;
  /** Sent to the person in RODER_REDIRECT_ALL instead. */
  readonly redirected?: true | undefined;
}

/** Why a person cannot be reached; shown to the administrator with what to do about it. */
export type UnreachableReason = 'not-installed' | 'blocked' | 'gone' | 'disabled-by-admin';

/**
 * The result of one attempt. The messenger makes exactly one attempt and never throws for an answer from Teams.
 * `unknown`: Teams may or may not have the message (timeout, dropped connection, 502 or 504).
 * `notTried`: Roder itself held the message back, because of Teams' rate limits or because it is shutting down; this
 * does not count as an attempt.
 * `message-gone` (updates only): the message to change no longer exists (deleted by somebody or by a Teams retention
 * policy). Only a new message shows whether the conversation still exists.
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
  /** Deliberately not sent, and not to be sent later. */
  | { readonly kind: 'left-out'; readonly reason: string };

export interface Messenger {
  sendToPerson(address: PersonAddress, message: OutgoingMessage): Promise<SendOutcome>;
  /** A new post in a channel, with its own thread. */
  postToChannel(address: ChannelAddress, message: OutgoingMessage): Promise<SendOutcome>;
  /** Replaces the card of a message, for everybody who sees it. */
  update(sent: SentMessage, message: OutgoingMessage): Promise<SendOutcome>;
}
