import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from 'botbuilder';
import type {
  AuthenticateRequestResult,
  ClaimsIdentity,
  ConnectorClient,
  ConnectorFactory,
  UserTokenClient,
} from 'botframework-connector';
import * as z from 'zod/v4';
import { RoderError } from '../base/errors.ts';
import { inTime } from '../base/in-time.ts';
import { parsedJson } from '../base/json.ts';
import type { AppConfig } from '../config.ts';
import type { Cloud } from './cloud.ts';

/** What a token must say of itself before its signature is worth looking at. */
export interface Expected {
  readonly appId: string;
  readonly issuer: string;
  /** The address of the activity that came with it. */
  readonly serviceUrl: string;
  /** Seconds since 1970. */
  readonly now: number;
}

const header = z.object({ alg: z.enum(['RS256', 'RS384', 'RS512']), kid: z.string().min(1).max(200) });

const claims = z.object({
  iss: z.string(),
  aud: z.string(),
  serviceurl: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
});

/** Clocks differ; the same as Microsoft's own check allows. */
const toleranceSeconds = 300;

/**
 * Why a token is turned away unread; undefined: its signature is to be checked. This only ever refuses: it is there
 * since botbuilder accepts a token that never ends, has other ways in for other senders than Teams, and
 * answers some forgeries as if they were its own faults.
 */
export function faultOfToken(authorization: string, expected: Expected): string | undefined {
  if (authorization === '') return 'token-missing';
  const [, first, second] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/u.exec(authorization) ?? [];
  if (!first || !second) return 'token-malformed';
  if (!header.safeParse(decoded(first)).success) return 'token-algorithm';
  const said = claims.safeParse(decoded(second));
  if (!said.success) return 'token-incomplete';
  const { iss, aud, serviceurl, exp, nbf = 0 } = said.data;
  if (iss !== expected.issuer) return 'token-issuer';
  if (aud !== expected.appId) return 'token-audience';
  if (serviceurl !== expected.serviceUrl) return 'token-service-url';
  if (exp < expected.now - toleranceSeconds) return 'token-expired';
  if (nbf > expected.now + toleranceSeconds) return 'token-not-yet-valid';
  return undefined;
}

function decoded(part: string): unknown {
  return parsedJson(Buffer.from(part, 'base64url').toString());
}

/** A request that is turned away before any code of ours has run for it. */
export class RequestRefused extends Error {
  readonly status: 401 | 403 | 429;
  /** For the log: what was wrong. The caller is not told. */
  readonly reason: string;

  constructor(status: RequestRefused['status'], reason: string) {
    super(reason);
    this.status = status;
    this.reason = reason;
  }
}

/** A firewall on the way to Microsoft's keys says nothing at all: Teams has given up by then. */
const keysTimeoutMs = 10_000;

/** Every failure to show who is calling is 401, answers go only where the cloud says, and nothing is sent twice. */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #app: AppConfig | undefined;
  readonly #cloud: Cloud;
  /** By address and audience: to make one takes longer than most turns, and tokens and sockets are reused. */
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();
  #userTokens: Promise<UserTokenClient> | undefined;

  constructor(app: AppConfig | undefined, cloud: Cloud) {
    super({ ...credentialsOf(app), ...cloud.endpoints });
    this.#app = app;
    this.#cloud = cloud;
  }

  override async authenticateRequest(
    activity: Activity,
    authHeader: string,
  ): Promise<AuthenticateRequestResult> {
    this.#refuseEarly(activity, authHeader);
    try {
      const result = await inTime(keysTimeoutMs, super.authenticateRequest(activity, authHeader), () => {
        throw keysUnreachable('no answer');
      });
      return { ...result, connectorFactory: this.#guarded(result.connectorFactory!) };
    } catch (error) {
      if (error instanceof RoderError) throw error;
      if (isAboutKeys(error)) throw keysUnreachable(error);
      throw new RequestRefused(401, 'token-not-accepted');
    }
  }

  #refuseEarly({ channelId, serviceUrl }: Activity, authHeader: string): void {
    if (!this.#cloud.serves(serviceUrl)) throw new RequestRefused(403, 'service-host');
    if (!this.#app) return;
    // Other channels have other rules for their tokens; Roder is in Teams only.
    if (channelId !== 'msteams') throw new RequestRefused(403, 'channel');
    const { id: appId } = this.#app;
    const expected = { appId, issuer: this.#cloud.tokenIssuer, serviceUrl, now: Date.now() / 1000 };
    const fault = faultOfToken(authHeader, expected);
    if (fault) throw new RequestRefused(401, fault);
  }

  override createConnectorFactory(identity: ClaimsIdentity): ConnectorFactory {
    return this.#guarded(super.createConnectorFactory(identity));
  }

  /** Every turn is given one and none uses it: nobody signs in through Roder. */
  override createUserTokenClient(identity: ClaimsIdentity): Promise<UserTokenClient> {
    this.#userTokens ??= super.createUserTokenClient(identity);
    this.#userTokens.catch(() => {
      this.#userTokens = undefined;
    });
    return this.#userTokens;
  }

  /** The last gate before Roder's own token leaves: whatever address was kept or came in. */
  #guarded(factory: ConnectorFactory): ConnectorFactory {
    return {
      create: async (serviceUrl, audience) => {
        if (!this.#cloud.serves(serviceUrl)) {
          const host = URL.parse(serviceUrl)?.host ?? 'an address that is none';
          throw new RoderError('service-host-refused', `Nothing is sent to ${host}: it is not Teams.`);
        }
        return this.#kept(`${audience} ${serviceUrl}`, async () =>
          withoutRetry((await factory.create(serviceUrl, audience)) as ConnectorClient),
        );
      },
    };
  }

  #kept(key: string, make: () => Promise<ConnectorClient>): Promise<ConnectorClient> {
    const known = this.#connectors.get(key);
    if (known) return known;
    const made = make();
    this.#connectors.set(key, made);
    // A failure is not kept: the next message asks again.
    made.catch(() => this.#connectors.delete(key));
    return made;
  }
}

function credentialsOf(app: AppConfig | undefined): ConfigurationBotFrameworkAuthenticationOptions {
  if (!app) return {};
  const { id, type, tenantId, password } = app;
  return {
    MicrosoftAppId: id,
    MicrosoftAppType: type,
    MicrosoftAppTenantId: tenantId,
    ...(password ? { MicrosoftAppPassword: password } : {}),
  };
}

/** Not fetched, or not understood: neither says anything of who is calling. */
function isAboutKeys(error: unknown): boolean {
  const { name, statusCode } = error as { name?: string; statusCode?: number };
  return name === 'FetchError' || statusCode === 500;
}

function keysUnreachable(cause: unknown): RoderError {
  return new RoderError(
    'signing-keys-unreachable',
    'The keys that Teams signs with cannot be fetched from login.botframework.com: nobody is let in.',
    { cause },
  );
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
