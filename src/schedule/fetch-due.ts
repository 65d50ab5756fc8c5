import type { Ports } from '../base/ports.ts';
import { fetchDueKeyFigures } from '../kolada/fetch-due-key-figures.ts';

/** All that is due from services outside, for one tenant: beside the other work, since they may be slow. */
export async function fetchDue(ports: Ports, tenantId: string): Promise<void> {
  while (!ports.stopping?.aborted && (await fetchDueKeyFigures(ports, tenantId)) === 'step');
}
