import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { startingWith } from '../storage/documents.ts';
import { type Ask, asks } from './ask.ts';
import { inBatches } from './in-batches.ts';
import type { Round } from './round.ts';

/** Everybody's questions in a round. */
export function asksIn({ store }: Pick<Ports, 'store'>, round: Pick<Round, 'tenantId' | 'id'>) {
  return Array.fromAsync(asks(store).all(round.tenantId, startingWith(`${round.id}:`)));
}

/** Nothing more is asked or changed. Doing it again changes nothing. */
export async function endAsks(
  ports: Pick<Ports, 'store'>,
  round: Pick<Round, 'tenantId' | 'id'>,
): Promise<Stored<Ask>[]> {
  const ending = await asksIn(ports, round);
  await inBatches(ending, (ask) =>
    asks(ports.store).change(ask.tenantId, ask.id, (one) =>
      one.state === 'closed' ? undefined : { ...one, state: 'closed', nextAt: undefined, lease: undefined },
    ),
  );
  return ending;
}
