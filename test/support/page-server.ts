import type { Ports } from '../../src/base/ports.ts';
import { beginSession } from '../../src/web/sessions.ts';
import { serveDoors } from './serve-doors.ts';

export interface PageServer {
  readonly url: string;
  /** What a browser of somebody who is signed in keeps. */
  sessionOf(personId: string): Promise<{ readonly name: string; readonly value: string }>;
}

/** The pages of one tenant on a port, as the demo has them: nobody signs in. */
export async function servePages(ports: Ports, tenantId: string): Promise<PageServer> {
  return {
    url: await serveDoors(ports, { tenants: [tenantId], web: { allows: () => true, workIsDue: () => {} } }),
    async sessionOf(personId) {
      return { name: 'roder', value: await beginSession(ports, { actor: { tenantId, personId } }) };
    },
  };
}
