import type { Request, Response, Server } from 'restify';
import type { Ports } from '../ports.ts';
import type { Health } from '../schedule/watch.ts';

export interface HealthOptions {
  readonly ports: Ports;
  readonly health: () => Health;
  /** Milliseconds since the look for due work last came to an end. */
  readonly quietMs: () => number;
}

/** Every part of it has a time-out of its own: what takes this long never ends, and a new start helps. */
const stuckAfterMs = 30 * 60_000;

/**
 * `healthz`: whether a new start would help. `readyz`: whether requests can be taken, and beside that, for an
 * alarm that reads it, whether due work is done. Late work is no reason to take no requests.
 */
export function addHealth(server: Server, { ports, health, quietMs }: HealthOptions): void {
  server.get('/healthz', async (_request: Request, response: Response) => {
    const stuck = quietMs() > stuckAfterMs;
    response.send(stuck ? 503 : 200, { status: stuck ? 'work-stuck' : 'ok' });
  });
  server.get('/readyz', async (_request: Request, response: Response) => {
    const store = await ports.store.check();
    const status = store.ok ? 'ready' : 'store-unavailable';
    response.send(store.ok ? 200 : 503, { status, ...health() });
  });
}
