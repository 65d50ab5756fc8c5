import type { Server as HttpServer } from 'node:http';
import type { Request, Response, Server } from 'restify';
import { isLoopback } from '../base/loopback.ts';

/**
 * Sent with every response: do not cache, do not sniff the type, do not frame, load nothing, send no referrer, and
 * always use TLS from the first TLS request on.
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
 * Without authentication, listening on loopback is not enough: a web page open on this machine can point its own host
 * name here (DNS rebinding). So requests for another host name, or from another origin, are refused.
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
 * Limits for one caller, or for many idle ones (docs/security.md). Milliseconds unless stated otherwise. Node's
 * defaults wait for minutes, check for slow clients only every half minute, and wait without limit for a client to
 * read.
 */
export const limits = {
  /** Maximum time to receive all request headers. */
  headersTimeout: 10_000,
  /** Maximum time to receive the whole request. */
  requestTimeout: 30_000,
  /** How often those two are checked. */
  connectionsCheckingInterval: 1000,
  /**
   * Idle time between two requests on one connection. Longer than most callers and proxies keep a connection: if the
   * server closes it just as the client reuses it, the request is lost. Node's default is five seconds.
   */
  keepAliveTimeout: 75_000,
  /** Without a byte in either direction. For a response that nobody reads, Node closes only after twice this time. */
  timeout: 60_000,
  /** A count. Connections beyond it are refused. */
  maxConnections: 1000,
  /** A count. Teams sends about twenty. */
  maxHeadersCount: 100,
} as const;

/** Call before the server listens. */
export function limitCallers(
  server: Server,
  given: Readonly<Record<keyof typeof limits, number>> = limits,
): void {
  Object.assign(httpServer(server), given);
}

/**
 * Stops accepting requests and waits for those in progress, at most `graceMs`; then closes the connections that are
 * still sending or not reading.
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

/**
 * Closes the connection once the response is sent where the rest of the body is not read (too large). Node would keep
 * it, and the client go on sending, until `requestTimeout`.
 */
export function closeUnread(server: Server): void {
  server.pre((request: Request, response: Response, next: () => void) => {
    // Node takes the socket from a request that is no longer read.
    const { socket } = request;
    response.once('finish', () => {
      if (request.destroyed && !request.complete) socket.destroySoon();
    });
    next();
  });
}

/** On shutdown, makes clients close their connections, so that no further request arrives on them. */
export function endConnections(server: Server, stopping: AbortSignal): void {
  server.pre((_request: Request, response: Response, next: () => void) => {
    if (stopping.aborted) response.setHeader('Connection', 'close');
    next();
  });
}

/** Restify's types do not declare it. */
function httpServer(server: Server): HttpServer {
  return (server as unknown as { server: HttpServer }).server;
}
