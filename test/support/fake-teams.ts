import type { Card } from '../../src/base/messenger.ts';
import { atEnd } from './at-end.ts';
import type { ConnectorRequest, Misbehaviour } from './connector-faults.ts';
import { FakeChannel } from './fake-channel.ts';
import { FakeConnector } from './fake-connector.ts';
import { FakePerson } from './fake-person.ts';
import { type JsonObject, memberIdOf, type SentActivity, TeamsConversations } from './teams-conversations.ts';

export { firstTimes, limitRate, randomFaults, teamsRefusals } from './connector-faults.ts';

/** What the bot answered over HTTP, as it came. */
export interface BotAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** What one activity from Teams led to. */
export interface Turn extends Omit<BotAnswer, 'headers'> {
  /** Sent to the same conversation from the activity's arrival to the bot's answer. */
  readonly replies: SentActivity[];
  /** Messages of the same conversation that the bot changed meanwhile. */
  readonly updates: SentActivity[];
  /** What the person now looks at: the card an invoke was answered with, else the last card sent. */
  readonly card: Card | undefined;
  /** The short text an invoke was answered with in place of a card. */
  readonly notice: string | undefined;
}

export interface FakeTeamsOptions {
  /** The value of the Authorization header of every activity; none where authentication is off. */
  readonly authorization?: () => string | Promise<string>;
}

/**
 * Teams as a bot meets it, on loopback: the people and channels that write to the bot, and the Bot Connector
 * it writes to, which records everything and misbehaves on demand.
 */
export class FakeTeams {
  readonly conversations = new TeamsConversations();
  readonly #connector = new FakeConnector(this.conversations);
  readonly #options: FakeTeamsOptions;
  #botUrl = '';

  private constructor(options: FakeTeamsOptions) {
    this.#options = options;
  }

  static async start(options: FakeTeamsOptions = {}): Promise<FakeTeams> {
    const teams = new FakeTeams(options);
    await teams.#connector.listen();
    atEnd(() => teams.close());
    return teams;
  }

  /** What a bot's `serviceUrl` is here. */
  get serviceUrl(): string {
    return this.#connector.serviceUrl;
  }

  /** Every call the bot made, in order of arrival. */
  get requests(): readonly ConnectorRequest[] {
    return this.#connector.requests;
  }

  /** How many times the bot has shown there that it is writing. */
  typingIn(conversationId: string): number {
    return this.#connector.typingIn.filter((id) => id === conversationId).length;
  }

  /** From now on activities go to this bot: `http://127.0.0.1:3978`. */
  connectTo(botUrl: string): void {
    this.#botUrl = botUrl;
  }

  /** In place of any earlier; the first to name a fault decides. Without arguments Teams behaves again. */
  misbehave(...misbehaviours: Misbehaviour[]): void {
    this.#connector.misbehaviours = misbehaviours;
  }

  /** Everything the bot sent and changed there, in order; a channel's threads included. */
  sentTo(conversationId: string): SentActivity[] {
    return this.conversations.log(conversationId);
  }

  /** The cards there as they look now. */
  cardsIn(conversationId: string): Card[] {
    return this.conversations.messages(conversationId).flatMap(({ card }) => card ?? []);
  }

  /** Waits until `check` gives something, looking again after each call the bot makes. */
  until<T>(check: () => T | undefined | null | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const stop = this.#connector.watch(() => look());
      const look = () => {
        try {
          const found = check();
          if (!found) return;
          stop();
          resolve(found);
        } catch (error) {
          stop();
          reject(error);
        }
      };
      look();
    });
  }

  /** Somebody of the organisation; has the app only after `install()`, or with `installed`. */
  person(identity: PersonIdentity): FakePerson {
    return new FakePerson(this, { ...identity, id: memberIdOf(identity.tenantId, identity.aadObjectId) });
  }

  channel(identity: ChannelIdentity): FakeChannel {
    return new FakeChannel(this, identity);
  }

  /** Sends an activity as Teams does and gathers what came of it. */
  async deliver(activity: JsonObject): Promise<Turn> {
    const conversationId = (activity.conversation as { id: string }).id;
    const before = this.sentTo(conversationId).length;
    const { status, body } = await this.post(activity);
    const sent = this.sentTo(conversationId).slice(before);
    const replies = sent.filter(({ operation }) => operation === 'send');
    const { card, notice } = readInvokeAnswer(body);
    const activityId = activity.replyToId as string | undefined;
    if (card && activityId) this.conversations.place(card, { conversationId, activityId });
    const updates = sent.filter(({ operation }) => operation === 'update');
    return {
      status,
      body,
      replies,
      updates,
      notice,
      card: card ?? replies.findLast((reply) => reply.card)?.card,
    };
  }

  /** Any body at all: a string is sent as it is. */
  async post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<BotAnswer> {
    const authorization = await this.#options.authorization?.();
    const response = await fetch(new URL('/api/messages', this.#botUrl), {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(authorization ? { authorization } : {}),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsedIfJson(text) };
  }

  close(): Promise<void> {
    return this.#connector.close();
  }
}

export interface PersonIdentity {
  readonly aadObjectId: string;
  readonly tenantId: string;
  readonly name?: string;
  /** As Teams says it; absent: made of the object id. */
  readonly userPrincipalName?: string;
  /** The language of the person's Teams. */
  readonly locale?: string;
  /** The app is there already, without the bot having heard of it. */
  readonly installed?: boolean;
}

export interface ChannelIdentity {
  readonly tenantId: string;
  readonly teamId: string;
  /** `19:…@thread.tacv2` */
  readonly channelId: string;
  readonly name?: string;
  readonly teamName?: string;
  readonly installed?: boolean;
}

function readInvokeAnswer(body: unknown): { card?: Card; notice?: string } {
  const { type, value } = (body ?? {}) as { type?: unknown; value?: unknown };
  if (type === 'application/vnd.microsoft.card.adaptive') return { card: value as Card };
  if (type === 'application/vnd.microsoft.activity.message') return { notice: String(value) };
  return {};
}

function parsedIfJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
