import type { Request, Response, Server } from 'restify';
import type { StoreHealth } from '../base/document-store.ts';
import type { Health } from '../schedule/watch.ts';

export interface HealthOptions {
  /** Whether the store takes writes, as it was last seen. */
  readonly storeHealth: () => StoreHealth;
  readonly health: () => Health;
  /** Milliseconds since the look for due work last came to an end. */
  readonly quietMs: () => number;
}

/** Every part of it has a time-out of its own: what takes this long never ends, and a new start helps. */
const stuckAfterMs = 30 * 60_000;

/**
 * `healthz`: whether a new start would help. `readyz`: whether requests can be taken, and beside that, for an
 * alarm that reads it, whether due work is done. Late work is no reason to take no requests. Both answer by what
 * is known already, so that whoever asks, and however often, costs nothing and waits for nothing.
 */
export function addHealth(server: Server, { storeHealth, health, quietMs }: HealthOptions): void {
  server.get('/healthz', async (_request: Request, response: Response) => {
    const stuck = quietMs() > stuckAfterMs;
    response.send(stuck ? 503 : 200, { status: stuck ? 'work-stuck' : 'ok' });
  });
  server.get('/readyz', async (_request: Request, response: Response) => {
    const { ok } = storeHealth();
    response.send(ok ? 200 : 503, { status: ok ? 'ready' : 'store-unavailable', ...health() });
  });
}
