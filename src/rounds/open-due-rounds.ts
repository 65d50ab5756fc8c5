import { Temporal } from 'temporal-polyfill';
import { type Stored, slotOf } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { everybody } from '../people/away.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { claim } from '../storage/claim.ts';
import { askId, asks } from './ask.ts';
import { endAsks } from './end-asks.ts';
import { inBatches } from './in-batches.ts';
import { planAsks } from './plan-asks.ts';
import { daysFromToday, pushesOfEach } from './push-plan.ts';
import { type Round, rounds } from './round.ts';
import { calendarOf, closesAt, firstSummaryAt, opensAt } from './round-calendar.ts';
import { planClosingSummaries, planSummaries, touchSummaries } from './summary.ts';
import { planUnanswered } from './unanswered.ts';

export type RoundEvent = {
  readonly what: 'opened' | 'closed';
  readonly roundId: string;
  readonly asks: number;
};

/** Opens and closes what is due. Doing it twice, or on two instances at once, changes nothing more. */
export async function openDueRounds(ports: Ports, tenantId: string): Promise<RoundEvent[]> {
  const now = ports.clock.now();
  const plan = await currentPlan(ports.store, tenantId);
  if (!plan) return [];
  const due = await rounds(ports.store).due({ tenantId, before: toTimestamp(now), limit: 20 });
  const events: RoundEvent[] = [];
  for (const one of due) {
    const held = await claim(ports, rounds(ports.store), one);
    if (held)
      events.push(
        await (held.state === 'planned' ? open(ports, plan, held, now) : close(ports, plan, held, now)),
      );
  }
  return events;
}

/** The asks come first and the state last: a crash between them is finished by whoever claims it next. */
async function open(
  ports: Ports,
  plan: Plan,
  round: Stored<Round>,
  now: Temporal.Instant,
): Promise<RoundEvent> {
  const { tenantId, id: roundId } = round;
  const calendar = calendarOf(plan);
  if (closesAt(round.closes, calendar).epochMilliseconds <= now.epochMilliseconds)
    return close(ports, plan, round, now);
  const planned = [...planAsks(plan, plan.getPeriod(roundId).kind)];
  // One that opens late, after downtime or a late import, still begins with its opening message.
  const days = daysFromToday(round, { now, calendar });
  const people = await everybody(ports.store, tenantId);
  const pushesOf = pushesOfEach({ round: days, calendar, people });
  await inBatches(planned, ([personId, parts]) => {
    const pushes = pushesOf(personId);
    return asks(ports.store).create({
      ...{ tenantId, id: askId(roundId, personId), roundId, personId, state: 'open', parts, pushes },
      ...{ nextAt: pushes[0]?.at, slot: slotOf(personId) },
    });
  });
  await planRunningSummaries(ports, plan, round);
  await planUnanswered(ports, plan, round);
  const opened = { ...round, state: 'open', planVersion: plan.version, openedAt: toTimestamp(now) } as const;
  await rounds(ports.store).replace({
    ...opened,
    lease: undefined,
    nextAt: toTimestamp(closesAt(round.closes, calendar)),
  });
  return { what: 'opened', roundId, asks: planned.length };
}

async function close(
  ports: Ports,
  plan: Plan,
  round: Stored<Round>,
  now: Temporal.Instant,
): Promise<RoundEvent> {
  const closing = await endAsks(ports, round);
  if (round.openedAt) await planClosing(ports, plan, round);
  const closed = { ...round, state: 'closed', closedAt: toTimestamp(now) } as const;
  await rounds(ports.store).replace({ ...closed, lease: undefined, nextAt: undefined });
  return { what: 'closed', roundId: round.id, asks: closing.length };
}

/** Planning it again changes nothing for the channels that have theirs: one that the plan adds later gets its own. */
export async function planRunningSummaries(ports: Ports, plan: Plan, round: Round): Promise<void> {
  const channelIds = plan.content.channels.map((channel) => channel.id);
  const { tenantId, id: roundId } = round;
  await planSummaries(ports, { tenantId, roundId, channelIds, at: firstSummaryAt(plan, round) });
}

/** What leadership gets when a round has ended: a post of its own as the next working day begins. */
async function planClosing(
  ports: Ports,
  plan: Plan,
  { tenantId, id: roundId, closes }: Round,
): Promise<void> {
  const calendar = calendarOf(plan);
  const day = calendar.nextWorkingDay(Temporal.PlainDate.from(closes).add({ days: 1 }));
  const channelIds = plan.content.channels.map((channel) => channel.id);
  await planClosingSummaries(ports, { tenantId, roundId, channelIds, at: opensAt(day, calendar) });
  await touchSummaries(ports, { tenantId, roundId, inSeconds: 0 });
}
