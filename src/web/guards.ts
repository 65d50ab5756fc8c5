import type { Request, Response } from 'restify';

/** Where Teams shows tabs: nobody else may show a page in a frame. */
const teamsHosts = 'https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft';

export interface PageRules {
  /** In the demo nobody frames a page. */
  readonly isDemo: boolean;
  /** The pages that run a script, our own: where Teams says who somebody is, and those in Teams, which follow its theme. */
  readonly runsScript?: boolean;
}

/**
 * In place of what every other answer has (`http/guards.ts`): a page loads its own style and pictures, sends its forms
 * to itself and runs no script outside Teams; nothing is asked of another host, whatever stands in it.
 */
export function setPageHeaders(response: Response, { isDemo, runsScript }: PageRules): void {
  const script = runsScript ? " script-src 'self'; connect-src 'self';" : '';
  const frames = isDemo ? "'none'" : teamsHosts;
  response.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; style-src 'self'; img-src 'self' data:;${script} form-action 'self'; base-uri 'none'; frame-ancestors ${frames}`,
  );
  // With no-referrer browsers say of a form that it comes from nowhere.
  response.setHeader('Referrer-Policy', 'same-origin');
  response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
  if (!isDemo) response.removeHeader('X-Frame-Options');
}

/** Whether a form was sent by a page of this site. Both headers are the browser's own to write; without either it is none. */
export function isOwnPost({ headers }: Pick<Request, 'headers'>, publicUrl: string | undefined): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (site !== undefined && site !== 'same-origin') return false;
  if (origin === undefined) return site === 'same-origin';
  const from = URL.parse(origin);
  return from !== null && (from.host === host || from.origin === URL.parse(publicUrl ?? '')?.origin);
}

/** The cookie that signs somebody in. In a frame of Teams' it is a third party's: kept apart for Teams, and for TLS alone. */
export function cookieName(isDemo: boolean): string {
  return isDemo ? 'roder' : '__Host-roder';
}

export function setCookie(
  name: string,
  value: string,
  { isDemo, maxAge }: { isDemo: boolean; maxAge: number },
) {
  const where = isDemo ? 'SameSite=Strict' : 'Secure; SameSite=None; Partitioned';
  return `${name}=${value}; Path=/; HttpOnly; Max-Age=${maxAge}; ${where}`;
}

export function readCookie({ headers }: Pick<Request, 'headers'>, name: string): string {
  const found = (headers.cookie ?? '').split(';').map((one) => one.trim().split('='));
  return found.find(([key]) => key === name)?.[1] ?? '';
}
