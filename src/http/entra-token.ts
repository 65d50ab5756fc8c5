import * as errors from 'jose/errors';
import { createRemoteJWKSet } from 'jose/jwks/remote';
import { jwtVerify } from 'jose/jwt/verify';
import * as z from 'zod/v4';
import { RoderError } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';

/** Who is calling an endpoint other than Teams', according to Entra. */
export interface EntraCaller {
  /** One of the tenants Roder serves. */
  readonly tenantId: string;
  /** The person's Entra object id, or that of the calling program. */
  readonly objectId: string;
  /** A program with roles of its own, not acting for a person. */
  readonly isApplication: boolean;
  /** The client id of the program that the token was issued to, also when it acts for a person. */
  readonly clientId: string;
  /** Application roles: what a program may do. */
  readonly roles: readonly string[];
  /** Delegated scopes: what a person lets the program do in their name; empty in an id token. */
  readonly scopes: readonly string[];
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface EntraOptions {
  /** Client id of the app registration: the audience of the tokens. */
  readonly appId: string;
  readonly tenants: readonly string[];
  /** Microsoft's sign-in URL, without a trailing slash; see `Cloud`. */
  readonly signInUrl: string;
  readonly log: Log;
}

/** The claims Roder uses, as Entra writes them in tokens of either version; all others are ignored. */
const claimsRead = z.looseObject({
  tid: z.guid().toLowerCase(),
  oid: z.guid().toLowerCase(),
  azp: z.string().optional(),
  appid: z.string().optional(),
  idtyp: z.string().optional(),
  sub: z.string(),
  roles: z.array(z.string()).default([]),
  scp: z.string().default(''),
});

export type EntraVerifier = (token: string) => Promise<EntraCaller>;

/**
 * Verifies tokens that Entra issued for Roder's app registration: signature, issuer, audience, tenant and time. Throws
 * `token-refused` for an invalid token, and `sign-in-away` if Entra's keys cannot be fetched.
 */
export function createEntraVerifier({ appId, tenants, signInUrl, log }: EntraOptions): EntraVerifier {
  const keys = createRemoteJWKSet(new URL(`${signInUrl}/common/discovery/v2.0/keys`), {
    timeoutDuration: 5000,
  });
  const issuers = tenants.flatMap((id) => [`${signInUrl}/${id}/v2.0`, `https://sts.windows.net/${id}/`]);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        issuer: issuers,
        requiredClaims: ['exp', 'aud'],
        clockTolerance: 60,
      });
      const claims = claimsRead.parse(payload);
      const audiences = [payload.aud].flat();
      // Version 1 tokens name the resource by URI; Teams' form has a host in it: api://HOST/ID.
      if (!audiences.some((one) => one === appId || (one?.startsWith('api://') && one.endsWith(`/${appId}`))))
        throw new errors.JWTClaimValidationFailed('not for this app', payload, 'aud');
      if (!payload.iss?.includes(claims.tid))
        throw new errors.JWTClaimValidationFailed('of another tenant', payload, 'tid');
      return callerOf(claims);
    } catch (error) {
      if (areKeysAway(error)) throw new RoderError('sign-in-away', 'Entra gives no keys.', { cause: error });
      // The reason goes to the operator's log, not to the caller.
      log.info({ event: 'token-refused', reason: reasonOf(error) }, 'A token was not believed.');
      throw new RoderError('token-refused', 'The token is not believed.', { cause: error });
    }
  };
}

function callerOf({
  tid,
  oid,
  azp,
  appid,
  idtyp,
  sub,
  roles,
  scp,
  ...claims
}: z.output<typeof claimsRead>): EntraCaller {
  const scopes = scp.split(' ').filter((one) => one !== '');
  return {
    tenantId: tid,
    objectId: oid,
    // In a program's own token the subject equals its object id; a person's subject is pairwise and never equals
    // theirs.
    isApplication: idtyp === 'app' || (scopes.length === 0 && sub.toLowerCase() === oid),
    clientId: azp ?? appid ?? '',
    roles,
    scopes,
    claims,
  };
}

function areKeysAway(error: unknown): boolean {
  return (
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') ||
    error instanceof TypeError
  );
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim;
  return error instanceof errors.JOSEError ? error.code : 'claims';
}
