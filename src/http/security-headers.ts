import type { Request, Response, Server } from 'restify';

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
