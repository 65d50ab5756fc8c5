import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { asksFor } from './addressee.ts';
import { type Ask, isAsked, isWaiting } from './ask.ts';
import { replanAsk } from './plan-asks.ts';
import { openRounds } from './round.ts';
import { calendarOf } from './round-calendar.ts';

/**
 * Somebody whom Teams refused when a round opened can be reached: their first question, which did not arrive, is
 * asked now, within their hours, and is no more than the first of three. Not after the due day: then Roder is silent.
 * Doing it twice changes nothing more. True: something is due.
 */
export async function askWhoIsReached(
  ports: Pick<Ports, 'store' | 'clock'>,
  plan: Plan,
  actor: Actor,
): Promise<boolean> {
  const calendar = calendarOf(plan);
  const askedFrom = localDate(
    calendar.nextWorkingTime(ports.clock.now()),
    calendar.rules.timeZone,
  ).toString();
  const missed = (await asksFor(ports, actor, plan)).filter(hasMissedFirst);
  if (missed.length === 0) return false;
  const rounds = await openRounds(ports.store, actor.tenantId);
  const inTime = missed.filter(({ roundId }) =>
    rounds.some(({ id, due }) => id === roundId && askedFrom <= due),
  );
  for (const ask of inTime)
    await replanAsk(ports, plan, ask, (one) =>
      hasMissedFirst(one) ? { ...one, askedFrom, pushes: [] } : one,
    );
  return inTime.length > 0;
}

function hasMissedFirst(ask: Ask): boolean {
  const wasRefused = ask.pushes.some(({ outcome }) => outcome === 'unreachable');
  return isWaiting(ask) && wasRefused && !isAsked(ask);
}
