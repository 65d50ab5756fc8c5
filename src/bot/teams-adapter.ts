import {
  type Activity,
  CloudAdapter,
  type ResourceResponse,
  type TeamsChannelAccount,
  type TurnContext,
} from 'botbuilder';
import { AuthenticationConstants, type ClaimsIdentity, type ConnectorClient } from 'botframework-connector';
import type { AppConfig } from '../config.ts';
import type { Cloud } from './cloud.ts';
import { beginTurn, patiently } from './patience.ts';
import { TeamsAuthentication } from './teams-authentication.ts';

/** botbuilder's adapter, with what Roder needs of it in the open. */
export class TeamsAdapter extends CloudAdapter {
  readonly appId: string;
  readonly #authentication: TeamsAuthentication;

  constructor(app: AppConfig | undefined, cloud: Cloud) {
    const authentication = new TeamsAuthentication(app, cloud);
    super(authentication);
    this.appId = app?.id ?? '';
    this.#authentication = authentication;
  }

  /** Runs one incoming activity; answers what an invoke is answered with. Throws `RequestRefused` for 401 and 403. */
  receive(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>) {
    return this.processActivity(authorization, activity, (context) => {
      beginTurn(context);
      return logic(context);
    });
  }

  /** A reply that Teams does not take at once is sent again. Throws `TeamsRefused`. */
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const activity of activities) {
      if (activity.type === 'message') sent.push(await this.#reply(context, activity));
      else sent.push(...(await super.sendActivities(context, [activity])));
    }
    return sent;
  }

  /** As a reply. */
  override async updateActivity(
    context: TurnContext,
    activity: Partial<Activity>,
  ): Promise<ResourceResponse> {
    const { conversations } = this.#clientOf(context);
    return patiently(context, (abort) =>
      conversations.updateActivity(activity.conversation!.id, activity.id!, activity as Activity, abort),
    );
  }

  /** Who sent the activity, as Teams knows them. Throws `TeamsRefused`. */
  sender(context: TurnContext): Promise<TeamsChannelAccount> {
    const { conversation, from } = context.activity;
    const { conversations } = this.#clientOf(context);
    return patiently(context, (abort) =>
      conversations.getConversationMember(conversation.id, from.id, abort),
    );
  }

  async #reply(context: TurnContext, { id: _, ...activity }: Partial<Activity>): Promise<ResourceResponse> {
    const { conversations } = this.#clientOf(context);
    const { conversation, replyToId } = activity;
    return patiently(context, (abort) =>
      replyToId
        ? conversations.replyToActivity(conversation!.id, replyToId, activity as Activity, abort)
        : conversations.sendToConversation(conversation!.id, activity as Activity, abort),
    );
  }

  #clientOf({ turnState }: TurnContext): ConnectorClient {
    return turnState.get(this.ConnectorClientKey) as ConnectorClient;
  }

  /** A client for messages that no turn began. Throws `service-host-refused` for an address that is not Teams'. */
  async connector(serviceUrl: string): Promise<ConnectorClient> {
    const identity = this.createClaimsIdentity(this.appId) as ClaimsIdentity;
    const factory = this.#authentication.createConnectorFactory(identity);
    const audience = AuthenticationConstants.ToChannelFromBotOAuthScope;
    return (await factory.create(serviceUrl, audience)) as ConnectorClient;
  }
}
