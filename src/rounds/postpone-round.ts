import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { readDate } from '../calendar/read-date.ts';
import type { Plan } from '../plan/plan-index.ts';
import {
  dayFault,
  daysFrom,
  type Fault,
  findChangeable,
  isChangeable,
  type RoundChange,
} from './change-round.ts';
import { asksIn } from './end-asks.ts';
import { inBatches } from './in-batches.ts';
import { replanAsk } from './replan-ask.ts';
import { type Round, type RoundDays, rounds } from './round.ts';
import { calendarOf, closesAt, firstSummaryAt, opensAt } from './round-calendar.ts';
import { moveUnposted, touchSummaries } from './summary.ts';
import { askedOf, tellAsked } from './tell-asked.ts';
import { moveUnanswered } from './unanswered.ts';

type ChangePorts = Pick<Ports, 'store' | 'clock'>;

export interface Look {
  readonly round: Round;
  readonly days: RoundDays;
  /** How many have been asked, and are told. */
  readonly told: number;
}

export type Moved =
  | Fault
  | { readonly outcome: 'postponed' | 'restored'; readonly round: Round; readonly told: number };

/** What postponing would do; nothing is done. */
export async function lookAtPostponing(ports: ChangePorts, change: RoundChange): Promise<Fault | Look> {
  const found = await findChangeable(ports, change);
  if ('fault' in found) return found;
  const { round } = found;
  const day = readDate(change.day);
  const fault = dayFault(day, { round, plan: change.plan, now: ports.clock.now() });
  if (fault) return { fault, round };
  const told = askedOf(await asksIn(ports, round)).length;
  return { round, days: daysFrom(day!, round, calendarOf(change.plan)), told };
}

/** Later days for a round, and with them what is still to be sent; those asked are told. Twice is as once. */
export async function postponeRound(ports: ChangePorts, change: RoundChange): Promise<Moved> {
  const found = await findChangeable(ports, change);
  if ('fault' in found) return found;
  const isDone = isMovedTo(found.round, change.day);
  const look = isDone ? { round: found.round, days: found.round } : await lookAtPostponing(ports, change);
  if ('fault' in look) return look;
  const round = isDone ? found.round : await move(ports, change, look.days);
  return round ? settle(ports, change, round) : { fault: 'gone' };
}

/** Back to the days of the plan, while they are still ahead. */
export async function restoreRound(ports: ChangePorts, change: RoundChange): Promise<Moved> {
  const found = await findChangeable(ports, change);
  if ('fault' in found) return found;
  const { moved, state } = found.round;
  if (!moved) return { fault: 'gone' };
  const now = toTimestamp(ports.clock.now());
  const calendar = calendarOf(change.plan);
  const first = state === 'open' ? closesAt(moved.from.due, calendar) : opensAt(moved.from.opens, calendar);
  if (toTimestamp(first) <= now) return { fault: 'gone' };
  const round = moved.restored ? found.round : await move(ports, change, moved.from, true);
  return round ? settle(ports, change, round) : { fault: 'gone' };
}

function isMovedTo({ moved, state, due, opens }: Round, day: string | undefined): boolean {
  return moved !== undefined && !moved.restored && day === (state === 'open' ? due : opens);
}

/** Undefined: it has opened, closed or been changed by others meanwhile. */
async function move(
  ports: ChangePorts,
  { actor, plan, roundId = '' }: RoundChange,
  { opens, due, closes }: RoundDays,
  restored?: true,
): Promise<Stored<Round> | undefined> {
  const at = toTimestamp(ports.clock.now());
  const calendar = calendarOf(plan);
  let isDone = false;
  const changed = await rounds(ports.store).change(actor.tenantId, roundId, (one) => {
    isDone = isChangeable(one, ports);
    if (!isDone) return undefined;
    const from = one.moved?.from ?? { opens: one.opens, due: one.due, closes: one.closes };
    const next = one.state === 'open' ? closesAt(closes, calendar) : opensAt(opens, calendar);
    const moved = { from, due: one.due, at, restored };
    return { ...one, opens, due, closes, moved, nextAt: toTimestamp(next) };
  });
  return isDone ? changed : undefined;
}

/** Everything that hangs on the round's days. Again changes nothing more. */
async function settle(ports: ChangePorts, { plan, words }: RoundChange, round: Round): Promise<Moved> {
  const { tenantId, id: roundId, moved } = round;
  const type = moved!.restored ? 'restored' : 'postponed';
  const asks = round.state === 'open' ? await asksIn(ports, round) : [];
  await inBatches(asks, (ask) => replanAsk(ports, plan, ask));
  const about = { type, before: moved!.due, words: words?.trim() || undefined } as const;
  await tellAsked(ports, plan, { asks, about, occasion: moved!.at.replaceAll(/[-:.]/gu, '') });
  await moveSummaries(ports, plan, round);
  await moveUnanswered(ports, plan, round);
  await touchSummaries(ports, { tenantId, roundId, inSeconds: 0 });
  return { outcome: type, round, told: askedOf(asks).length };
}

async function moveSummaries(ports: ChangePorts, plan: Plan, round: Round): Promise<void> {
  const { tenantId, id: roundId } = round;
  await moveUnposted(ports, { tenantId, roundId, at: firstSummaryAt(plan, round) });
}
