import type { Server } from 'restify';
import type { Ports } from '../../src/base/ports.ts';
import { close } from '../../src/http/guards.ts';
import { createServer, listen, type ServerOptions } from '../../src/http/server.ts';
import { atEnd } from './at-end.ts';

interface Doors extends Partial<ServerOptions> {
  /** What is added before it listens. */
  readonly add?: (server: Server) => void;
}

/** The service's doors on a port, without what works behind them: nobody writes, and all is well. Gives their address. */
export async function serveDoors(ports: Ports, { add, ...rest }: Doors = {}): Promise<string> {
  const server = createServer({
    bot: { receive: () => Promise.reject(new TypeError('nobody writes')) },
    ports,
    tenants: [],
    storeHealth: () => ({ ok: true }),
    health: () => ({ work: 'on-time', lastReminderAt: undefined }),
    quietMs: () => 0,
    ...rest,
  });
  add?.(server);
  const port = await listen(server, 0, '127.0.0.1');
  atEnd(() => close(server, 0));
  return `http://127.0.0.1:${port}`;
}
