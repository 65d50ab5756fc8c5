import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder';
import { AuthenticationConstants, type ClaimsIdentity, type ConnectorClient } from 'botframework-connector';
import type { AppConfig } from '../config.ts';
import type { Cloud } from './cloud.ts';
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
    return this.processActivity(authorization, activity, logic);
  }

  /** A client for messages that no turn began. Throws `service-host-refused` for an address that is not Teams'. */
  async connector(serviceUrl: string): Promise<ConnectorClient> {
    const identity = this.createClaimsIdentity(this.appId) as ClaimsIdentity;
    const factory = this.#authentication.createConnectorFactory(identity);
    const audience = AuthenticationConstants.ToChannelFromBotOAuthScope;
    return (await factory.create(serviceUrl, audience)) as ConnectorClient;
  }
}
