import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import * as z from 'zod/v4';
import { RoderError } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';

/** Who calls a door of Roder's that is not Teams', as Entra says it. */
export interface EntraCaller {
  /** One of those that are served. */
  readonly tenantId: string;
  /** The person's Entra object id, or that of the calling program itself. */
  readonly objectId: string;
  /** A program with roles of its own, behind which no person stands. */
  readonly isApplication: boolean;
  /** Which program the token was given to: a client's id, also where a person stands behind it. */
  readonly clientId: string;
  /** What a program may do: application roles. */
  readonly roles: readonly string[];
  /** What a person has let the program do in their name; empty in an id token. */
  readonly scopes: readonly string[];
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface EntraOptions {
  /** The app registration's client id: whom tokens are for. */
  readonly appId: string;
  readonly tenants: readonly string[];
  /** Microsoft's sign-in, without a slash at its end; see `Cloud`. */
  readonly signInUrl: string;
  readonly log: Log;
}

/** As Entra writes a token of either version; what is not named here is nothing Roder goes by. */
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
 * Tokens that Entra gave for Roder's app registration: signature, issuer, audience, tenant and time. Throws
 * `token-refused` for one that is not believed, and `sign-in-away` where Entra's keys cannot be had.
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
      // Version 1 names the resource by its address, which Teams has with a host in it: api://HOST/ID.
      if (!audiences.some((one) => one === appId || (one?.startsWith('api://') && one.endsWith(`/${appId}`))))
        throw new errors.JWTClaimValidationFailed('not for this app', payload, 'aud');
      if (!payload.iss?.includes(claims.tid))
        throw new errors.JWTClaimValidationFailed('of another tenant', payload, 'tid');
      return callerOf(claims);
    } catch (error) {
      if (areKeysAway(error)) throw new RoderError('sign-in-away', 'Entra gives no keys.', { cause: error });
      // Which of its parts was wrong is for the operator, not for who tries.
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
    // In a program's own token the subject is its object; a person's subject is pairwise, never their object id.
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
