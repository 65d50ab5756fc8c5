import type { AddressInfo } from 'node:net';
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationParameters,
  type TurnContext,
} from 'botbuilder';
import type { ClaimsIdentity, ConnectorClient, ConnectorFactory } from 'botframework-connector';
import { createServer, plugins } from 'restify';
import { atEnd } from './at-end.ts';

/** The smallest bot there is: botbuilder's own adapter behind restify, without authentication. */
export class EchoBot {
  readonly adapter = new CloudAdapter(new EachCallOnce());
  readonly #server = createServer();

  static async start(turn: (context: TurnContext) => Promise<void>): Promise<EchoBot> {
    const bot = new EchoBot();
    bot.adapter.onTurnError = async (_context, error) => {
      throw error;
    };
    bot.#server.use(plugins.bodyParser());
    bot.#server.post('/api/messages', async (request, response) => {
      await bot.adapter.process(request, response, turn);
    });
    await new Promise<void>((resolve) => bot.#server.listen(0, '127.0.0.1', resolve));
    atEnd(() => new Promise<void>((resolve) => bot.#server.close(() => resolve())));
    return bot;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Does something in a conversation without having been spoken to; gives what it gave, or throws. */
  async continue<T>(
    conversation: { serviceUrl: string; id: string },
    logic: (context: TurnContext) => Promise<T>,
  ): Promise<T> {
    const { serviceUrl, id } = conversation;
    const reference = { channelId: 'msteams', serviceUrl, conversation: { id }, bot: { id: '28:bot' } };
    let result: T | undefined;
    await this.adapter.continueConversationAsync('', reference as never, async (context) => {
      result = await logic(context);
    });
    return result!;
  }

  send(
    conversation: { serviceUrl: string; id: string },
    message: Partial<Activity> | string,
  ): Promise<string> {
    return this.continue(conversation, async (context) => (await context.sendActivity(message))!.id);
  }

  /** Creates a conversation; gives its id. */
  async create(
    serviceUrl: string,
    parameters: Partial<ConversationParameters>,
    message?: string,
  ): Promise<string> {
    let id = '';
    const all = { isGroup: false, bot: { id: '28:bot' }, ...parameters } as ConversationParameters;
    await this.adapter.createConversationAsync('', 'msteams', serviceUrl, '', all, async (context) => {
      id = context.activity.conversation.id;
      if (message) await context.sendActivity(message);
    });
    return id;
  }
}

/**
 * botbuilder's connector client repeats a failed call up to three times, and `noRetryPolicy` is ignored:
 * calls outside a turn are made without, so that each fault meets the bot once.
 */
class EachCallOnce extends ConfigurationBotFrameworkAuthentication {
  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    const factory = super.createConnectorFactory(identity);
    return { create: async (serviceUrl, audience) => onceOnly(await factory.create(serviceUrl, audience)) };
  }
}

function onceOnly(connector: ConnectorClient): ConnectorClient {
  const { client } = connector as unknown as { client: { pipeline: { removePolicy(policy: object): void } } };
  client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  return connector;
}
