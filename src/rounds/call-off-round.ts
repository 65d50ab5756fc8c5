import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { endAsks } from './end-asks.ts';
import { type Round, rounds } from './round.ts';
import { dropUnposted, touchSummaries } from './summary.ts';

/** The round is not to be: nothing more is asked, what was sent in is kept. The state last, so that it can be repeated. */
export async function callOffRound(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId, id: roundId }: Round,
  cancelledBy: NonNullable<Round['cancelledBy']>,
): Promise<void> {
  await endAsks(ports, { tenantId, id: roundId });
  const closedAt = toTimestamp(ports.clock.now());
  await rounds(ports.store).change(tenantId, roundId, (round) =>
    round.state === 'cancelled' || round.state === 'closed'
      ? undefined
      : { ...round, state: 'cancelled', cancelledBy, closedAt, nextAt: undefined, lease: undefined },
  );
  await dropUnposted(ports, { tenantId, roundId });
  await touchSummaries(ports, { tenantId, roundId, inSeconds: 0 });
}
