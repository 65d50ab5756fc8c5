import { type Activity, CloudAdapter, type TurnContext } from 'botbuilder';
import { AuthenticationConstants, type ClaimsIdentity, type ConnectorClient } from 'botframework-connector';
import type { AppConfig } from '../config.ts';
import type { Cloud } from './cloud.ts';
import { TeamsAuthentication } from './teams-authentication.ts';

/** botbuilder's adapter, with what Roder needs of it in the open. */
export class TeamsAdapter extends CloudAdapter {
  readonly appId: string;
  readonly #authentication: TeamsAuthentication;
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();

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

  /**
   * A client for messages that no turn began, one per service address and kept: tokens and sockets are reused.
   * Throws `service-host-refused` for an address that is not Teams'.
   */
  connector(serviceUrl: string): Promise<ConnectorClient> {
    const known = this.#connectors.get(serviceUrl);
    if (known) return known;
    const identity = this.createClaimsIdentity(this.appId) as ClaimsIdentity;
    identity.claims.push({ type: AuthenticationConstants.ServiceUrlClaim, value: serviceUrl });
    const factory = this.#authentication.createConnectorFactory(identity);
    const made = factory.create(
      serviceUrl,
      AuthenticationConstants.ToChannelFromBotOAuthScope,
    ) as Promise<ConnectorClient>;
    this.#connectors.set(serviceUrl, made);
    // A failure is not kept: the next message asks again.
    made.catch(() => this.#connectors.delete(serviceUrl));
    return made;
  }
}
