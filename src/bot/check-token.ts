import * as z from 'zod/v4';

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
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}
