import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  type TurnContext,
} from 'botbuilder';
import {
  type AuthenticateRequestResult,
  AuthenticationConstants,
  type ClaimsIdentity,
  type ConnectorClient,
  type ConnectorFactory,
} from 'botframework-connector';
import type { AppConfig } from '../config.ts';

/** A request that is turned away before any code of ours has run for it. */
export class RequestRefused extends Error {
  readonly status: 401 | 403;

  constructor(status: 401 | 403, message: string) {
    super(message);
    this.status = status;
  }
}

/** botbuilder's adapter, with what Roder needs of it in the open. */
export class TeamsAdapter extends CloudAdapter {
  readonly appId: string;
  readonly #authentication: RoderAuthentication;
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();

  constructor(app: AppConfig | undefined, endpoints: ConfigurationBotFrameworkAuthenticationOptions = {}) {
    const authentication = new RoderAuthentication({ ...credentialsOf(app), ...endpoints });
    super(authentication);
    this.appId = app?.id ?? '';
    this.#authentication = authentication;
  }

  /** Runs one incoming activity; answers what an invoke is answered with. Throws `RequestRefused` for 401 and 403. */
  receive(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>) {
    return this.processActivity(authorization, activity, logic);
  }

  /** A client for messages that no turn began, one per service address and kept: tokens and sockets are reused. */
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
    return made;
  }
}

function credentialsOf(app: AppConfig | undefined): ConfigurationBotFrameworkAuthenticationOptions {
  if (!app) return {};
  const { id, type, tenantId, password } = app;
  return {
    ...{ MicrosoftAppId: id, MicrosoftAppType: type, MicrosoftAppTenantId: tenantId },
    ...(password ? { MicrosoftAppPassword: password } : {}),
  };
}

/** Every failure to show who is calling is 401, and nothing is ever sent twice behind our back. */
class RoderAuthentication extends ConfigurationBotFrameworkAuthentication {
  override async authenticateRequest(
    activity: Activity,
    authHeader: string,
  ): Promise<AuthenticateRequestResult> {
    try {
      return await super.authenticateRequest(activity, authHeader);
    } catch (cause) {
      throw new RequestRefused(401, cause instanceof Error ? cause.message : 'The token was not accepted.');
    }
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    const factory = super.createConnectorFactory(identity);
    const create = factory.create.bind(factory);
    factory.create = async (serviceUrl, audience) => withoutRetry(await create(serviceUrl, audience));
    return factory;
  }
}

/**
 * The connector repeats a POST up to three times behind 500, 502, 503 and 504, though Teams may have
 * shown the message: one policy, ours, decides about that.
 */
function withoutRetry<T>(client: T): T {
  const { pipeline } = (
    client as unknown as { client: { pipeline: { removePolicy(policy: { name: string }): unknown } } }
  ).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  return client;
}
