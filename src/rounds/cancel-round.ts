import type { Ports } from '../base/ports.ts';
import { callOffRound } from './call-off-round.ts';
import { type Fault, findChangeable, type RoundChange } from './change-round.ts';
import { asksIn } from './end-asks.ts';
import type { Look } from './postpone-round.ts';
import { type Round, rounds } from './round.ts';
import { askedOf, tellAsked } from './tell-asked.ts';

type ChangePorts = Pick<Ports, 'store' | 'clock'>;

export type Cancelled =
  | Fault
  | { readonly outcome: 'cancelled'; readonly round: Round; readonly told: number };

/** Whom cancelling would concern; nothing is done. */
export async function lookAtCancelling(
  ports: ChangePorts,
  change: RoundChange,
): Promise<Fault | Omit<Look, 'days'>> {
  const found = await findChangeable(ports, change);
  if ('fault' in found) return found;
  return { round: found.round, told: askedOf(await asksIn(ports, found.round)).length };
}

/** The round is not to be. Those asked are told first, so that an interruption is made good by pressing again. */
export async function cancelRound(ports: ChangePorts, change: RoundChange): Promise<Cancelled> {
  const { actor, plan, roundId = '' } = change;
  const before = await rounds(ports.store).find(actor.tenantId, roundId);
  const found = await findChangeable(ports, change);
  if ('fault' in found) {
    const isDone = found.fault === 'gone' && before?.cancelledBy === 'administrator';
    return isDone ? { outcome: 'cancelled', round: before, told: 0 } : found;
  }
  const { round } = found;
  const asks = await asksIn(ports, round);
  const about = { type: 'cancelled', before: round.due, words: change.words?.trim() || undefined } as const;
  await tellAsked(ports, plan, { asks, about, occasion: 'administrator' });
  await callOffRound(ports, round, 'administrator');
  return { outcome: 'cancelled', round, told: askedOf(asks).length };
}
