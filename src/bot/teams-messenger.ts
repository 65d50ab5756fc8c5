import type { Activity, ConversationParameters } from 'botbuilder';
import { RoderError } from '../base/errors.ts';
import type {
  Card,
  ChannelAddress,
  Messenger,
  OutgoingMessage,
  PersonAddress,
  SendOutcome,
  SentMessage,
} from '../base/messenger.ts';
import { beginningOf } from '../language/render-card.ts';
import { heldBack, isGone, notMet, outcomeOfError, outcomeOfUpdateError, refusedFor } from './send-errors.ts';
import type { SendPace } from './send-pace.ts';
import type { TeamsAdapter } from './teams-adapter.ts';

/** Past this, Teams may or may not have the message. */
const sendTimeoutMs = 15_000;

export interface MessengerOptions {
  readonly adapter: TeamsAdapter;
  readonly pace: SendPace;
  /** Where conversations are served when their own turns have not told; undefined while nobody knows. */
  readonly serviceUrl: () => string | undefined;
  readonly timeoutMs?: number;
  /** Given when the service can wait no longer for an answer. */
  readonly cut?: AbortSignal | undefined;
}

/** Sends by the Bot Connector at the pace it allows, one attempt each; what came of it is said, never thrown. */
export function createTeamsMessenger(options: MessengerOptions): Messenger {
  const { adapter } = options;
  /** Chats made for people who never wrote, until their record says so: another attempt needs no other chat. */
  const made = new Map<string, string>();

  return {
    sendToPerson: (address, message) =>
      attempt(async () => {
        const place = await placeOf(options, address);
        const key = `${address.tenantId} ${address.personId}`;
        const known = address.conversationId ?? made.get(key);
        const sent = known && (await sendIfThere(place, known, message));
        if (sent) return { ...sent, personId: address.personId };
        if (isPrincipalName(address.personId)) throw notMet();
        const chat = await createChat(place, address);
        made.set(key, chat);
        return { ...(await sendTo(place, chat, message)), personId: address.personId };
      }),
    postToChannel: (address, message) =>
      attempt(async () => {
        const place = await placeOf(options, address);
        const { id, activityId } = await request(place, address.channelId, (abort) =>
          place.client.conversations.createConversation(thread(adapter, address, message), abort),
        );
        const found = activityId ?? /messageid=(\d+)/u.exec(id)?.[1] ?? '';
        return { ...sentAt(place), conversationId: id, activityId: found };
      }),
    update: (sent, message) =>
      attempt(async () => {
        const place = await placeOf(options, sent);
        const { conversationId, activityId } = sent;
        await request(place, conversationId, (abort) =>
          place.client.conversations.updateActivity(conversationId, activityId, activityOf(message), abort),
        );
        return sent;
      }, outcomeOfUpdateError),
  };
}

interface Place {
  readonly options: MessengerOptions;
  readonly tenantId: string;
  readonly serviceUrl: string;
  readonly client: Awaited<ReturnType<TeamsAdapter['connector']>>;
}

async function placeOf(
  options: MessengerOptions,
  { tenantId, serviceUrl: known }: { readonly tenantId: string; readonly serviceUrl?: string | undefined },
): Promise<Place> {
  const serviceUrl = known ?? options.serviceUrl();
  if (!serviceUrl)
    throw new RoderError('no-service-url', 'Nobody has written yet, so it is not known where to.');
  return { options, tenantId, serviceUrl, client: await options.adapter.connector(serviceUrl) };
}

async function createChat(place: Place, address: PersonAddress): Promise<string> {
  const created = await request(place, undefined, (abort) =>
    place.client.conversations.createConversation(personal(place.options.adapter, address), abort),
  );
  return created.id;
}

/** Undefined: Teams no longer knows the chat that was kept. */
async function sendIfThere(
  place: Place,
  conversationId: string,
  message: OutgoingMessage,
): Promise<SentMessage | undefined> {
  try {
    return await sendTo(place, conversationId, message);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

async function sendTo(place: Place, conversationId: string, message: OutgoingMessage): Promise<SentMessage> {
  const { id } = await request(place, conversationId, (abort) =>
    place.client.conversations.sendToConversation(conversationId, activityOf(message), abort),
  );
  return { ...sentAt(place), conversationId, activityId: id! };
}

function sentAt({ tenantId, serviceUrl }: Place) {
  return { tenantId, serviceUrl };
}

/** One request in its turn. What has no answer in time is cut, so that it does not arrive behind our back. */
async function request<T>(
  { options, tenantId }: Place,
  conversationId: string | undefined,
  make: (abort: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const wait = await options.pace.turn(tenantId, conversationId);
  if (wait) throw heldBack(wait.heldBackMs);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), options.timeoutMs ?? sendTimeoutMs);
  try {
    return await make({ abortSignal: AbortSignal.any([late.signal, options.cut ?? late.signal]) });
  } catch (error) {
    const refused = refusedFor(error);
    if (refused) options.pace.refused(tenantId, refused.retryAfterMs);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function attempt(
  send: () => Promise<SentMessage>,
  outcomeOf: (error: unknown) => SendOutcome = outcomeOfError,
): Promise<SendOutcome> {
  try {
    return { kind: 'sent', message: await send() };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Teams makes chats with object ids; whoever the plan names otherwise is known by theirs once they have the app. */
function isPrincipalName(personId: string): boolean {
  return personId.includes('@');
}

function personal({ appId }: TeamsAdapter, { tenantId, personId }: PersonAddress): ConversationParameters {
  const members = [{ id: personId, name: '' }];
  const channelData = { tenant: { id: tenantId } };
  return asParameters({ isGroup: false, bot: { id: appId, name: '' }, members, tenantId, channelData });
}

function thread(
  { appId }: TeamsAdapter,
  { tenantId, channelId }: ChannelAddress,
  message: OutgoingMessage,
): ConversationParameters {
  const channelData = { channel: { id: channelId }, tenant: { id: tenantId } };
  const bot = { id: appId, name: '' };
  return asParameters({ isGroup: true, bot, tenantId, channelData, activity: activityOf(message) });
}

/** The SDK's types demand what the Bot Connector leaves out: the topic, and of an account its aad id and role. */
function asParameters(
  given: Pick<ConversationParameters, 'isGroup' | 'tenantId' | 'channelData'> & {
    readonly bot: { id: string; name: string };
    readonly members?: readonly { id: string; name: string }[];
    readonly activity?: Partial<Activity>;
  },
): ConversationParameters {
  return given as ConversationParameters;
}

/** What is in a conversation; without a summary, the notification says what the card begins with. */
export interface ShownMessage {
  readonly card: Card;
  readonly summary?: string;
}

/** A message is its card alone: Teams splits text from a card, and the card's id would be lost. */
export function activityOf({ card, summary }: ShownMessage): Partial<Activity> & Activity {
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
  return { type: 'message', summary: summary || beginningOf(card), attachments } as Partial<Activity> &
    Activity;
}
