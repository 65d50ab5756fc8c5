import type { Ports } from '../../src/base/ports.ts';
import { close } from '../../src/http/guards.ts';
import { createServer, listen } from '../../src/http/server.ts';
import { beginSession } from '../../src/web/sessions.ts';
import { atEnd } from './at-end.ts';

export interface PageServer {
  readonly url: string;
  /** What a browser of somebody who is signed in keeps. */
  sessionOf(personId: string): Promise<{ readonly name: string; readonly value: string }>;
}

/** The pages of one tenant on a port, as the demo has them: nobody signs in. */
export async function servePages(ports: Ports, tenantId: string): Promise<PageServer> {
  const server = createServer({
    bot: { receive: async () => ({ status: 200 }) },
    ports,
    tenants: [tenantId],
    web: { allows: () => true, workIsDue: () => {} },
    storeHealth: () => ({ ok: true }),
    health: () => ({}) as never,
    quietMs: () => 0,
  });
  atEnd(() => close(server, 0));
  return {
    url: `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`,
    async sessionOf(personId) {
      return { name: 'roder', value: await beginSession(ports, { actor: { tenantId, personId } }) };
    },
  };
}
