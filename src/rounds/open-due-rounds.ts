import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore, Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { localDate, type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { type Notice, scheduleNotice } from '../messages/notice.ts';
import { announce } from '../messages/webhook.ts';
import { everybody } from '../people/away.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Period } from '../plan/plan-schema.ts';
import { currentPlan, planHistory } from '../plan/plan-store.ts';
import { claim } from '../storage/claim.ts';
import { startingWith } from '../storage/documents.ts';
import { findAddressee } from './addressee.ts';
import { type Ask, askId, asks, endAsks, isAsked } from './ask.ts';
import { inBatches } from './in-batches.ts';
import { daysFromNow, passedPeriods } from './passed-rounds.ts';
import { planAsks } from './plan-asks.ts';
import { daysFromToday, pushesOfEach } from './push-plan.ts';
import { allRounds, openRounds, type Round, type RoundDays, rounds } from './round.ts';
import { calendarOf, closesAt, datesOf, firstSummaryAt, opensAt } from './round-calendar.ts';
import { planSummaries, touchSummaries } from './summary.ts';
import { planUnanswered } from './unanswered.ts';

export type RoundEvent = {
  readonly what: 'opened' | 'closed';
  readonly roundId: string;
  readonly asks: number;
};

/** Opens and closes what is due. Doing it twice, or on two instances at once, changes nothing more. */
export async function openDueRounds(ports: Ports, tenantId: string, known?: Plan): Promise<RoundEvent[]> {
  const now = ports.clock.now();
  const plan = known ?? (await currentPlan(ports.store, tenantId));
  if (!plan) return [];
  const due = await rounds(ports.store).due({ tenantId, before: toTimestamp(now), limit: 20 });
  const events: RoundEvent[] = [];
  for (const one of due) {
    const held = await claim(ports, rounds(ports.store), one);
    if (held)
      events.push(await (held.state === 'planned' ? open(ports, plan, held, now) : close(ports, held, now)));
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
    return close(ports, round, now);
  const held = await allRounds(ports.store, tenantId);
  const planned = [...planAsks(plan, plan.getPeriod(roundId), held)];
  // One that opens late, after downtime or a late import, still begins with its opening message.
  const days = daysFromToday(round, { now, calendar });
  const people = await everybody(ports.store, plan, tenantId);
  const pushesOf = pushesOfEach({ round: days, calendar, people });
  await inBatches(planned, ([personId, parts]) => {
    const pushes = pushesOf(personId);
    return asks(ports.store).create({
      tenantId,
      id: askId(roundId, personId),
      roundId,
      personId,
      state: 'open',
      parts,
      pushes,
      nextAt: pushes[0]?.at,
    });
  });
  await planRunningSummaries(ports, plan, round);
  await planUnanswered(ports, plan, round);
  await announceRound(ports, round, 'round.opened');
  const opened = { ...round, state: 'open', planVersion: plan.version, openedAt: toTimestamp(now) } as const;
  await rounds(ports.store).replace({
    ...opened,
    lease: undefined,
    nextAt: toTimestamp(closesAt(round.closes, calendar)),
  });
  return { what: 'opened', roundId, asks: planned.length };
}

async function close(ports: Ports, round: Stored<Round>, now: Temporal.Instant): Promise<RoundEvent> {
  const closing = await endAsks(ports, round);
  const { tenantId, id: roundId } = round;
  // No post of its own: the card that stands in leadership's channel says that the round has ended, once it has.
  if (round.openedAt) await touchSummaries(ports, { tenantId, roundId, inSeconds: 5 });
  if (round.openedAt) await announceRound(ports, round, 'round.closed');
  const closed = { ...round, state: 'closed', closedAt: toTimestamp(now) } as const;
  await rounds(ports.store).replace({ ...closed, lease: undefined, nextAt: undefined });
  return { what: 'closed', roundId, asks: closing.length };
}

/** Before it is written that it has happened: a crash in between leaves nobody untold, and what has not is dropped. */
function announceRound(
  ports: Ports,
  { tenantId, id: roundId, openedAt }: Round,
  type: 'round.opened' | 'round.closed',
): Promise<void> {
  const event = `${type}:${roundId}:${openedAt ?? ''}`;
  return announce(ports, { tenantId, event, about: { type, roundId }, inSeconds: 5 });
}

/** Planning it again changes nothing for the channels that have theirs: one that the plan adds later gets its own. */
export async function planRunningSummaries(ports: Ports, plan: Plan, round: Round): Promise<void> {
  const channelIds = plan.content.channels.map((channel) => channel.id);
  const { tenantId, id: roundId } = round;
  await planSummaries(ports, { tenantId, roundId, channelIds, at: firstSummaryAt(plan, round) });
}

type AboutAsk = Extract<Notice['about'], { readonly before: string }>;

/** Those who know of their questions in a round: who else would be told of something they never heard of. */
export function askedOf<A extends Ask>(asks: readonly A[]): A[] {
  return asks.filter((ask) => isAsked(ask) && ask.state !== 'closed');
}

/** Tells each of them, or whoever answers for them today, what has become of the round. Again tells nobody twice. */
export async function tellAsked(
  ports: Pick<Ports, 'store' | 'clock'>,
  plan: Plan,
  told: { readonly asks: readonly Ask[]; readonly about: Omit<AboutAsk, 'askId'>; readonly occasion: string },
): Promise<void> {
  await inBatches(askedOf(told.asks), async (ask) => {
    const { tenantId, id: askId } = ask;
    const personId = await findAddressee(ports, plan, ask);
    const id = `${told.about.type}:${askId}:${told.occasion}`;
    await scheduleNotice(ports, { id, tenantId, personId, about: { ...told.about, askId } });
  });
}

/**
 * Makes the round documents the plan's periods call for; those that have not opened follow the plan, also when
 * it no longer has them. One that the administrator has moved stays where it is until the plan says other days.
 */
export async function scheduleRounds(ports: Ports, tenantId: string, plan: Plan): Promise<void> {
  const calendar = calendarOf(plan);
  const today = localDate(ports.clock.now(), plan.content.timeZone).toString();
  const passed = await passedPeriods(ports, tenantId, plan);
  for (const period of plan.content.periods) {
    if (passed.includes(period)) continue;
    const { opens, due, closes } = datesOf(plan, period);
    if (closes.toString() < today) continue;
    const days = { opens: opens.toString(), due: due.toString(), closes: closes.toString() };
    const nextAt = toTimestamp(opensAt(opens, calendar));
    const planned = { ...days, state: 'planned', planVersion: plan.version, nextAt } as const;
    const created = await rounds(ports.store).create({ tenantId, id: period.id, ...planned });
    if (created.outcome === 'done') continue;
    const known = await rounds(ports.store).change(tenantId, period.id, (round) =>
      followsPlan(round) && !stays(round, days)
        ? { ...round, ...planned, moved: undefined, cancelledBy: undefined }
        : undefined,
    );
    if (known?.state !== 'open') continue;
    await planRunningSummaries(ports, plan, known);
    await planUnanswered(ports, plan, known);
  }
  await openPassed(ports, tenantId, { plan, passed });
  await withdrawRounds(ports, tenantId, plan);
}

/** Rounds that had passed when the plan came are left alone, unless whoever put it in force has asked for them. */
async function openPassed(
  { store, clock }: Ports,
  tenantId: string,
  { plan, passed }: { readonly plan: Plan; readonly passed: readonly Period[] },
): Promise<void> {
  if (passed.length === 0) return;
  const { value: version } = await planHistory(store, tenantId).next();
  if (version?.version !== plan.version || !version.opensPassed) return;
  const now = clock.now();
  for (const period of passed) {
    const { opens, due, closes } = datesOf(plan, period);
    const from = { opens: opens.toString(), due: due.toString(), closes: closes.toString() };
    const days = daysFromNow(plan, period, now);
    const moved = { from, due: from.due, at: toTimestamp(now) };
    const nextAt = toTimestamp(opensAt(days.opens, calendarOf(plan)));
    const planned = { state: 'planned', planVersion: plan.version, moved, nextAt } as const;
    await rounds(store).create({ tenantId, id: period.id, ...days, ...planned });
  }
}

function followsPlan({ state, cancelledBy, openedAt }: Round): boolean {
  return state === 'planned' || (state === 'cancelled' && cancelledBy === 'plan' && !openedAt);
}

function stays(round: Round, days: RoundDays): boolean {
  return round.state === 'planned' && areSame(round.moved?.from ?? round, days);
}

function areSame(one: RoundDays, other: RoundDays): boolean {
  return one.opens === other.opens && one.due === other.due && one.closes === other.closes;
}

async function withdrawRounds(ports: Ports, tenantId: string, plan: Plan): Promise<void> {
  for (const { id } of await allRounds(ports.store, tenantId)) {
    if (plan.period(id)) continue;
    await rounds(ports.store).change(tenantId, id, (round) =>
      round.state === 'planned'
        ? { ...round, state: 'cancelled', cancelledBy: 'plan', nextAt: undefined, lease: undefined }
        : undefined,
    );
  }
}

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
