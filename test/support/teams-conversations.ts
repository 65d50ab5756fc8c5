import { createHash } from 'node:crypto';
import type { Card } from '../../src/base/messenger.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A person as Teams lists the members of a conversation. */
export interface Member {
  /** `29:…`, particular to bot and tenant. */
  readonly id: string;
  readonly aadObjectId: string;
  readonly name: string;
  readonly tenantId: string;
  readonly userPrincipalName?: string | undefined;
}

/** Whether the app may write in a conversation; it is told of everything but `blocked`. `deleted`: a channel that was. */
export type Presence = 'never-installed' | 'installed' | 'uninstalled' | 'blocked' | 'deleted';

export interface Conversation {
  /** Without `;messageid=`: threads are kept with their channel. */
  readonly id: string;
  readonly type: 'personal' | 'channel' | 'groupChat';
  readonly tenantId: string;
  readonly team?: { readonly id: string; readonly name: string };
  readonly name?: string;
  readonly members: Member[];
  presence: Presence;
}

/** A message as the bot sent or changed it. */
export interface SentActivity {
  readonly id: string;
  /** As Teams names it: in a channel with the thread's `;messageid=`. */
  readonly conversationId: string;
  readonly operation: 'send' | 'update';
  readonly activity: JsonObject;
  /** The first Adaptive Card in it. */
  readonly card: Card | undefined;
  readonly text: string | undefined;
}

/** The message a card is shown in. */
export interface CardPlace {
  readonly conversationId: string;
  readonly activityId: string;
}

/** What Teams knows: conversations, who is in them, and every message the bot wrote. */
export class TeamsConversations {
  readonly #conversations = new Map<string, Conversation>();
  readonly #log: SentActivity[] = [];
  readonly #latest = new Map<string, SentActivity>();
  readonly #places = new WeakMap<Card, CardPlace>();
  #lastId = 1_700_000_000_000;

  /** The one already there is kept, with its presence. */
  add(conversation: Conversation): Conversation {
    const known = this.#conversations.get(conversation.id);
    if (known) return known;
    this.#conversations.set(conversation.id, conversation);
    return conversation;
  }

  find(id: string): Conversation | undefined {
    return this.#conversations.get(withoutThread(id));
  }

  inTeam(teamId: string): Conversation[] {
    return [...this.#conversations.values()].filter((conversation) => conversation.team?.id === teamId);
  }

  /** Activity ids look like Teams' (milliseconds) but only count, so that runs repeat exactly. */
  nextId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  /** A message straight into a channel begins a thread of its own. */
  send(conversation: Conversation, addressedAs: string, activity: JsonObject): SentActivity {
    const id = this.nextId();
    const beginsThread = conversation.type === 'channel' && addressedAs === conversation.id;
    const conversationId = beginsThread ? `${conversation.id};messageid=${id}` : addressedAs;
    return this.#record(sentActivity({ id, conversationId, operation: 'send', activity }));
  }

  /** A message that the bot has sent at some time before, as it looks now. */
  remember(card: Card, { conversationId, activityId: id }: CardPlace): void {
    this.#lastId = Math.max(this.#lastId, Number(id));
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
    this.#record(sentActivity({ id, conversationId, operation: 'send', activity: { attachments } }));
  }

  /** Undefined: there is no such message. */
  update(conversation: Conversation, id: string, activity: JsonObject): SentActivity | undefined {
    const before = this.#latest.get(messageKey(conversation.id, id));
    if (!before) return undefined;
    const { conversationId } = before;
    return this.#record(sentActivity({ id, conversationId, operation: 'update', activity }));
  }

  delete(conversation: Conversation, id: string): boolean {
    return this.#latest.delete(messageKey(conversation.id, id));
  }

  /** Everything ever sent or changed in the conversation, a channel's threads included, in order. */
  log(conversationId?: string): SentActivity[] {
    return conversationId === undefined
      ? [...this.#log]
      : this.#log.filter((sent) => isWithin(sent.conversationId, conversationId));
  }

  /** The messages as they look now, in the order they were first sent. */
  messages(conversationId: string): SentActivity[] {
    return [...this.#latest.values()].filter((sent) => isWithin(sent.conversationId, conversationId));
  }

  /** Remembers in which message a card came, so that pressing on it can say which. */
  place(card: Card, place: CardPlace): void {
    this.#places.set(card, place);
  }

  placeOf(card: Card): CardPlace | undefined {
    return this.#places.get(card);
  }

  #record(sent: SentActivity): SentActivity {
    if (sent.card) this.place(sent.card, { conversationId: sent.conversationId, activityId: sent.id });
    this.#log.push(sent);
    this.#latest.set(messageKey(withoutThread(sent.conversationId), sent.id), sent);
    return sent;
  }
}

/** The id Teams gives a person towards this bot; stable per tenant. */
export function memberIdOf(tenantId: string, aadObjectId: string): string {
  return `29:1${digest(tenantId, aadObjectId)}`;
}

/** The id of the personal chat with somebody, from the person's Entra object id or `29:` id. */
export function personalConversationId(tenantId: string, memberOrAadId: string): string {
  const memberId = memberOrAadId.startsWith('29:') ? memberOrAadId : memberIdOf(tenantId, memberOrAadId);
  return `a:${memberId.slice('29:'.length)}`;
}

export function withoutThread(conversationId: string): string {
  return conversationId.split(';messageid=')[0] ?? conversationId;
}

function isWithin(sentTo: string, conversationId: string): boolean {
  return sentTo === conversationId || withoutThread(sentTo) === conversationId;
}

function messageKey(conversationId: string, activityId: string): string {
  return `${conversationId} ${activityId}`;
}

function digest(...parts: string[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('base64url');
}

function sentActivity(sent: Omit<SentActivity, 'card' | 'text'>): SentActivity {
  const attachments = (sent.activity.attachments ?? []) as { contentType?: string; content?: Card }[];
  const card = attachments.find((one) => one.contentType === 'application/vnd.microsoft.card.adaptive');
  const text = typeof sent.activity.text === 'string' ? sent.activity.text : undefined;
  return { ...sent, card: card?.content, text };
}
