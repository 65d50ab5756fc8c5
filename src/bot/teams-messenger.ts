import type { Activity, ConversationParameters } from 'botbuilder';
import { RoderError } from '../errors.ts';
import type {
  ChannelAddress,
  Messenger,
  OutgoingMessage,
  PersonAddress,
  SendOutcome,
  SentMessage,
} from '../messenger.ts';
import { outcomeOfError } from './send-errors.ts';
import type { TeamsAdapter } from './teams-adapter.ts';

/** Teams' address where none is known yet. */
/** Past this, Teams may or may not have the message. */
const sendTimeoutMs = 20_000;

export interface MessengerOptions {
  readonly adapter: TeamsAdapter;
  /** Rehearsal: everything goes to this person instead. */
  readonly redirectAll?: string | undefined;
  /** Where conversations are served when their own turns have not told; undefined while nobody knows. */
  readonly serviceUrl: () => string | undefined;
}

/** Sends by the Bot Connector, one attempt each; what came of it is said, never thrown. */
export function createTeamsMessenger(options: MessengerOptions): Messenger {
  const { adapter } = options;
  const urlOf = (known: string | undefined) => {
    const url = known ?? options.serviceUrl();
    if (!url) throw new RoderError('no-service-url', 'Nobody has written yet, so it is not known where to.');
    return url;
  };

  const messenger: Messenger = {
    async sendToPerson(given, message) {
      const address = redirected(given, options.redirectAll);
      return attempt(async () => {
        const serviceUrl = urlOf(address.serviceUrl);
        const client = await adapter.connector(serviceUrl);
        const conversationId =
          address.conversationId ??
          (await client.conversations.createConversation(personal(adapter, address))).id;
        const sent = await client.conversations.sendToConversation(conversationId, activityOf(message));
        return { tenantId: address.tenantId, conversationId, activityId: sent.id!, serviceUrl };
      });
    },
    async postToChannel(address, message) {
      if (options.redirectAll)
        return messenger.sendToPerson({ tenantId: address.tenantId, personId: options.redirectAll }, message);
      return attempt(async () => {
        const serviceUrl = urlOf(address.serviceUrl);
        const client = await adapter.connector(serviceUrl);
        const created = await client.conversations.createConversation(thread(adapter, address, message));
        const activityId = created.activityId ?? /messageid=(\d+)/u.exec(created.id)?.[1] ?? '';
        return { tenantId: address.tenantId, conversationId: created.id, activityId, serviceUrl };
      });
    },
    async update(sent, message) {
      return attempt(async () => {
        const client = await adapter.connector(urlOf(sent.serviceUrl));
        await client.conversations.updateActivity(sent.conversationId, sent.activityId, activityOf(message));
        return sent;
      });
    },
  };
  return messenger;
}

async function attempt(send: () => Promise<SentMessage>): Promise<SendOutcome> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new RoderError('ETIMEDOUT', 'Teams gave no answer in time.')),
    sendTimeoutMs,
  );
  try {
    return { kind: 'sent', message: await Promise.race([send(), tooLate]) };
  } catch (error) {
    return outcomeOfError(error);
  } finally {
    clearTimeout(timer);
  }
}

function redirected(address: PersonAddress, redirectAll: string | undefined): PersonAddress {
  return redirectAll && redirectAll !== address.personId
    ? { tenantId: address.tenantId, personId: redirectAll, serviceUrl: address.serviceUrl }
    : address;
}

function personal({ appId }: TeamsAdapter, { tenantId, personId }: PersonAddress): ConversationParameters {
  const members = [{ id: personId, name: '' }];
  return {
    isGroup: false,
    bot: { id: appId, name: '' },
    members,
    tenantId,
    channelData: { tenant: { id: tenantId } },
  } as never;
}

function thread(
  { appId }: TeamsAdapter,
  { tenantId, channelId }: ChannelAddress,
  message: OutgoingMessage,
): ConversationParameters {
  const channelData = { channel: { id: channelId }, tenant: { id: tenantId } };
  return {
    isGroup: true,
    bot: { id: appId, name: '' },
    tenantId,
    channelData,
    activity: activityOf(message),
  } as never;
}

/** A message is its card alone: Teams splits text from a card, and the card's id would be lost. */
export function activityOf({ card, summary }: OutgoingMessage): Partial<Activity> & Activity {
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
  return { type: 'message', summary, attachments } as never;
}
