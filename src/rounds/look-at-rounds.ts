import type { DocumentStore } from '../base/document-store.ts';
import type { Timestamp } from '../calendar/instants.ts';
import { startingWith } from '../storage/documents.ts';
import { type Ask, asks } from './ask.ts';
import { openRounds } from './round.ts';

/** How an open round goes. */
export interface RoundLook {
  readonly roundId: string;
  readonly asked: number;
  readonly answered: number;
  /** When the latest of the reminders that should have been sent by `before` and were not was due. */
  readonly missedAt: Timestamp | undefined;
}

/** Every open round, by reading every ask of it. */
export async function lookAtRounds(
  store: DocumentStore,
  tenantId: string,
  before: Timestamp,
): Promise<readonly RoundLook[]> {
  const looks: RoundLook[] = [];
  for (const { id: roundId } of await openRounds(store, tenantId)) {
    let look: RoundLook = { roundId, asked: 0, answered: 0, missedAt: undefined };
    for await (const ask of asks(store).all(tenantId, startingWith(`${roundId}:`)))
      look = withAsk(look, ask, before);
    looks.push(look);
  }
  return looks;
}

function withAsk(look: RoundLook, { parts, pushes, state }: Ask, before: Timestamp): RoundLook {
  // Who cannot be reached is on the administrator's list, and what was skipped was skipped for a reason.
  const isMissed = (outcome: string | undefined) => outcome === 'failed' || (!outcome && state === 'open');
  const missed = pushes.filter(({ at, outcome }) => at <= before && isMissed(outcome)).map(({ at }) => at);
  return {
    roundId: look.roundId,
    asked: look.asked + parts.length,
    answered: look.answered + parts.filter((part) => part.answeredAt).length,
    missedAt: [look.missedAt ?? '', ...missed].toSorted().at(-1) || undefined,
  };
}
