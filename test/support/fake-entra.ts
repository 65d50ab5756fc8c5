import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { channelIssuer } from '../../src/bot/cloud.ts';
import { atEnd } from './at-end.ts';

export interface EntraRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface SignedIn {
  readonly tid: string;
  readonly oid: string;
  readonly aud: string;
}

export interface SigningKey {
  readonly id: string;
  readonly secret: CryptoKey;
  /** As a file would hold it: what the forgery with a symmetric algorithm signs with. */
  readonly pem: string;
  readonly jwk: JWK;
}

/**
 * Microsoft's sign-in as a bot meets it, on loopback: the keys that Teams signs with, the managed identity's
 * endpoint as App Service has it, and the token endpoint of a tenant.
 */
export class FakeEntra {
  readonly requests: EntraRequest[] = [];
  /** Teams' own key, one that is for another channel, one that nobody has published, and that of people's tokens. */
  readonly keys: Readonly<Record<'teams' | 'webchat' | 'foreign' | 'people', SigningKey>>;
  /** What the bot is to show when it writes to Teams. */
  readonly botToken: string;
  /** The header that App Service gives the app, and nobody else. */
  readonly identityHeader = 'identity-header-7d1c';
  keysAreAway = false;
  /** What the token endpoints answer in place of a token. */
  tokensRefused: object | undefined;
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  private constructor(keys: FakeEntra['keys'], botToken: string) {
    this.keys = keys;
    this.botToken = botToken;
  }

  static async start(): Promise<FakeEntra> {
    const [teams, webchat, foreign, people] = await Promise.all([
      signingKey('teams-1', ['msteams']),
      signingKey('webchat-1', ['webchat']),
      signingKey('teams-1', ['msteams']),
      signingKey('people-1', []),
    ]);
    const claims = { aud: channelIssuer, appid: 'the-bot' };
    const botToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'entra-1' })
      .setExpirationTime('1h')
      .sign(foreign.secret);
    const entra = new FakeEntra({ teams, webchat, foreign, people }, botToken);
    await new Promise<void>((resolve) => entra.#server.listen(0, '127.0.0.1', resolve));
    atEnd(() => {
      entra.#server.close();
      entra.#server.closeAllConnections();
    });
    return entra;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** For a service whose bot is a user-assigned managed identity. */
  get identityEnvironment() {
    return { IDENTITY_ENDPOINT: `${this.url}/msi/token`, IDENTITY_HEADER: this.identityHeader };
  }

  /** A token as Teams sends it. */
  sign(claims: JWTPayload, options: { key?: SigningKey; kid?: string } = {}): Promise<string> {
    const { key = this.keys.teams, kid = key.id } = options;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key.secret);
  }

  /** A token of a person or program that has signed in to an app of a tenant, as version 2 writes it. */
  signedIn(claims: SignedIn & JWTPayload, options: { key?: SigningKey; kid?: string } = {}): Promise<string> {
    const now = Math.round(Date.now() / 1000);
    const iss = `${this.url}/${claims.tid}/v2.0`;
    const usual = {
      iss,
      ver: '2.0',
      sub: `pairwise-${claims.oid}`,
      iat: now,
      nbf: now - 60,
      exp: now + 3600,
    };
    return this.sign({ ...usual, ...claims }, { key: this.keys.people, ...options });
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', this.url);
    const { method = '', headers } = incoming;
    this.requests.push({ method, url, headers, body: await text(incoming) });
    const { status, body } = this.#answer(url.pathname, headers);
    // Not in one breath: restify's writeHead, which holds for the whole process, gives nothing back.
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  }

  #answer(path: string, headers: IncomingMessage['headers']): { status: number; body: object } {
    if (path === '/openid') {
      if (this.keysAreAway) return { status: 500, body: {} };
      return { status: 200, body: { issuer: channelIssuer, jwks_uri: `${this.url}/keys` } };
    }
    if (path === '/keys')
      return { status: 200, body: { keys: [this.keys.teams.jwk, this.keys.webchat.jwk] } };
    if (path === '/common/discovery/v2.0/keys')
      return this.keysAreAway
        ? { status: 500, body: {} }
        : { status: 200, body: { keys: [this.keys.people.jwk] } };
    if (this.tokensRefused) return { status: 401, body: this.tokensRefused };
    const token = { access_token: this.botToken, token_type: 'Bearer' };
    if (path === '/msi/token') {
      if (headers['x-identity-header'] !== this.identityHeader) return { status: 401, body: {} };
      const expires = Math.round(Date.now() / 1000) + 3600;
      return { status: 200, body: { ...token, expires_on: String(expires), resource: channelIssuer } };
    }
    if (path.endsWith('/oauth2/v2.0/token')) return { status: 200, body: { ...token, expires_in: 3600 } };
    return { status: 404, body: {} };
  }
}

async function signingKey(id: string, endorsements: string[]): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), use: 'sig', kid: id, endorsements };
  return { id, secret: privateKey, pem: await exportSPKI(publicKey), jwk };
}
