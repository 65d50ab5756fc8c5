import type { Request, Response, Server } from 'restify';
import type { StoreHealth } from '../base/document-store.ts';
import type { Health } from '../schedule/watch.ts';

export interface HealthOptions {
  /** The result of the latest check whether the store accepts writes. */
  readonly storeHealth: () => StoreHealth;
  readonly health: () => Health;
  /** Milliseconds since the last pass of due work ended. */
  readonly quietMs: () => number;
}

/** Every part of a pass has its own timeout, so a pass that takes this long is stuck, and a restart helps. */
const stuckAfterMs = 30 * 60_000;

/**
 * `healthz`: fails if a restart would help. `readyz`: whether Roder can take requests and, for an alert that reads it,
 * whether due work is done; late work is no reason to refuse requests. Both answer from what is already known, so a
 * probe costs nothing and waits for nothing, however often it comes.
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
