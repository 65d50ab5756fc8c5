import { Temporal } from 'temporal-polyfill';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import { withDeputies } from '../people/away.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import type { Ports } from '../ports.ts';
import { claim } from '../storage/claim.ts';
import { type Stored, slotOf } from '../storage/document-store.ts';
import { planClosingSummaries, planSummaries, touchSummaries } from '../summaries/summary.ts';
import { askId, asks } from './ask.ts';
import { planAsks } from './plan-asks.ts';
import { pushesFor } from './push-plan.ts';
import { type Round, rounds } from './round.ts';
import { calendarOf, closesAt, datesOf, firstSummaryAt, opensAt } from './round-calendar.ts';

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
  const planned = [...planAsks(plan, plan.period(roundId)!.kind)];
  await inBatches(planned, async ([personId, parts]) => {
    const people = await withDeputies(ports.store, tenantId, personId);
    const pushes = pushesFor({ round, calendar, holder: personId, people });
    await asks(ports.store).create({
      ...{ tenantId, id: askId(roundId, personId), roundId, personId, state: 'open', parts, pushes },
      ...{ nextAt: pushes[0]?.at, slot: slotOf(personId) },
    });
  });
  await planRunningSummaries(ports, plan, round);
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
  const { tenantId, id: roundId } = round;
  const closing = await Array.fromAsync(
    asks(ports.store).all(tenantId, { from: `${roundId}:`, to: `${roundId};` }),
  );
  await inBatches(closing, (ask) =>
    asks(ports.store).change(tenantId, ask.id, (one) =>
      one.state === 'closed' ? undefined : { ...one, state: 'closed', nextAt: undefined, lease: undefined },
    ),
  );
  if (round.openedAt) await planClosing(ports, plan, round);
  const closed = { ...round, state: 'closed', closedAt: toTimestamp(now) } as const;
  await rounds(ports.store).replace({ ...closed, lease: undefined, nextAt: undefined });
  return { what: 'closed', roundId, asks: closing.length };
}

/** Planning it again changes nothing for the channels that have theirs: one that the plan adds later gets its own. */
async function planRunningSummaries(ports: Ports, plan: Plan, round: Round): Promise<void> {
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

/** Makes the round documents the plan's periods call for; those that have not opened follow the plan. */
export async function scheduleRounds(ports: Ports, tenantId: string, plan: Plan): Promise<void> {
  const calendar = calendarOf(plan);
  const today = localDate(ports.clock.now(), plan.content.timeZone).toString();
  for (const period of plan.content.periods) {
    const { opens, due, closes } = datesOf(plan, period);
    if (closes.toString() < today) continue;
    const dates = { opens: opens.toString(), due: due.toString(), closes: closes.toString() };
    const planned = { ...dates, state: 'planned', planVersion: plan.version } as const;
    const nextAt = toTimestamp(opensAt(opens, calendar));
    const created = await rounds(ports.store).create({
      ...{ tenantId, id: period.id, ...planned, nextAt, slot: slotOf(period.id) },
    });
    if (created.outcome === 'done') continue;
    const known = await rounds(ports.store).change(tenantId, period.id, (round) =>
      round.state !== 'planned' || isAlready(round, planned) ? undefined : { ...round, ...planned, nextAt },
    );
    if (known?.state === 'open') await planRunningSummaries(ports, plan, known);
  }
}

function isAlready(round: Round, planned: Pick<Round, 'opens' | 'due' | 'closes'>): boolean {
  return round.opens === planned.opens && round.due === planned.due && round.closes === planned.closes;
}

const batchSize = 100;

async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < items.length; start += batchSize) {
    await Promise.all(items.slice(start, start + batchSize).map(work));
  }
}
