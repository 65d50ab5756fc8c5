import type { Server as HttpServer } from 'node:http';
import type { Request, Response, Server } from 'restify';
import { isLoopback } from '../base/loopback.ts';

/**
 * On every answer: kept by nobody on the way, read as nothing but what it is, shown in no frame, allowed to load
 * nothing, its address told to no one, and asked for over TLS only once it has been.
 */
const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
} as const;

export function addSecurityHeaders(server: Server): void {
  server.pre((_request: Request, response: Response, next: () => void) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    next();
  });
}

/**
 * Without authentication, listening on this machine only is not enough: a page in a browser on it may have its own
 * name point here (DNS rebinding). So what is asked for by another name, or from a page of one, is refused.
 */
export function serveThisMachineOnly(server: Server): void {
  server.pre((request: Request, response: Response, next: (go?: false) => void) => {
    const { host, origin } = request.headers;
    if (isHere(`http://${host}`) && (origin === undefined || isHere(origin))) {
      next();
      return;
    }
    response.send(403, { error: 'not-this-machine' });
    next(false);
  });
}

function isHere(url: string): boolean {
  return isLoopback(URL.parse(url)?.hostname ?? '');
}

/**
 * What one caller, or many who say nothing, may take of the service (docs/security.md). Milliseconds, unless the
 * name says otherwise. Node itself would wait for minutes, look for who is late every half minute only, and wait
 * without end for somebody to read.
 */
export const limits = {
  /** Until a request's headers have all come. */
  headersTimeout: 10_000,
  /** Until all of it has come. */
  requestTimeout: 30_000,
  /** How often the two are looked at. */
  connectionsCheckingInterval: 1000,
  /**
   * Between two requests on one connection: longer than most callers and proxies keep one, since what is closed at
   * the very moment it is used again is a request lost. Node's own five seconds are shorter.
   */
  keepAliveTimeout: 75_000,
  /** Without a byte in either direction: an answer that nobody reads, for which Node waits twice as long. */
  timeout: 60_000,
  /** A number. Past it, connections are turned away. */
  maxConnections: 1000,
  /** A number: Teams sends about twenty. */
  maxHeadersCount: 100,
} as const;

/** Before the server listens. */
export function limitCallers(
  server: Server,
  given: Readonly<Record<keyof typeof limits, number>> = limits,
): void {
  Object.assign(httpServer(server), given);
}

/**
 * Takes no new requests and waits for those under way, for `graceMs` at most: then whoever still sends, or does
 * not read, is cut.
 */
export async function close(server: Server, graceMs: number): Promise<void> {
  const inner = httpServer(server);
  const cut = setTimeout(() => inner.closeAllConnections(), graceMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    inner.closeIdleConnections();
  });
  clearTimeout(cut);
}

/** Once the service is to end, a connection's next request would be one too many. */
export function endConnections(server: Server, stopping: AbortSignal): void {
  server.pre((_request: Request, response: Response, next: () => void) => {
    if (stopping.aborted) response.setHeader('Connection', 'close');
    next();
  });
}

/** The types do not tell of it. */
function httpServer(server: Server): HttpServer {
  return (server as unknown as { server: HttpServer }).server;
}
