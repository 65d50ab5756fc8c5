import type { Temporal } from 'temporal-polyfill';
import { fromTimestamp, toTimestamp } from '../calendar/instants.ts';
import { lateness } from '../calendar/push-times.ts';
import type { SendOutcome } from '../messenger.ts';
import { languageOf, type PersonRecord, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import type { Ports } from '../ports.ts';
import { type Ask, asks, nextPush, type Push, unanswered } from '../rounds/ask.ts';
import { allRounds, type Round } from '../rounds/round.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { claim } from '../storage/claim.ts';
import type { Stored } from '../storage/document-store.ts';
import { reminderMessage } from './reminder-card.ts';
import { retryDelay } from './retry-delay.ts';
import { writeSendLog } from './send-log.ts';

export interface ReminderEvent {
  readonly what: 'sent' | 'skipped' | 'waiting' | 'unreachable' | 'failed';
  readonly personId: string;
  readonly askIds: readonly string[];
}

/** One tick takes at most this many asks, so that a stop or another tenant never waits long. */
const mostPerTick = 200;
const mostAttempts = 8;

/**
 * Sends what is due, one message to each person, oldest first. Every ask is claimed before anything is
 * sent, so equal instances never both send; what came of it is recorded before the claim ends. A crash in
 * between brings the ask back after the lease, and that second copy is marked in the send log.
 */
export async function sendDueReminders(ports: Ports, tenantId: string): Promise<ReminderEvent[]> {
  const plan = await currentPlan(ports.store, tenantId);
  if (!plan) return [];
  const before = toTimestamp(ports.clock.now());
  const due = await asks(ports.store).due({ tenantId, before, limit: mostPerTick });
  if (due.length === 0) return [];
  const rounds = new Map((await allRounds(ports.store, tenantId)).map((round) => [round.id, round]));
  const events: ReminderEvent[] = [];
  for (const bundle of byPerson(due)) {
    const event = await sendBundle(ports, { plan, rounds, bundle });
    if (event) events.push(event);
  }
  return events;
}

interface Bundle {
  readonly plan: Plan;
  readonly rounds: ReadonlyMap<string, Round>;
  readonly bundle: readonly Stored<Ask>[];
}

/** All that is due to one person goes into one message: claimed in one order, so that two never share it. */
function byPerson(due: readonly Stored<Ask>[]): Stored<Ask>[][] {
  const grouped = Map.groupBy(due, (ask) => ask.personId);
  return [...grouped.values()].map((bundle) => bundle.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
}

async function sendBundle(
  ports: Ports,
  { plan, rounds, bundle }: Bundle,
): Promise<ReminderEvent | undefined> {
  const held = await claimAll(ports, bundle);
  if (held.length === 0) return undefined;
  const { tenantId, personId } = held[0]!;
  const now = ports.clock.now();
  const calendar = calendarOf(plan);
  if (!calendar.isWorkingTime(now)) return await waitForWork(ports, held, calendar.nextWorkingTime(now));
  const current = held.filter((ask) => skipReason(ask, plan, now) === undefined);
  for (const ask of held) {
    if (!current.includes(ask)) await settleSkipped(ports, ask, skipReason(ask, plan, now)!);
  }
  if (current.length === 0) return { what: 'skipped', personId, askIds: held.map((ask) => ask.id) };
  const record = await persons(ports.store).find(tenantId, personId);
  const language = languageOf(plan, record, personId);
  const subject = current.map((ask) => ({ ask, round: rounds.get(ask.roundId)!, push: nextPush(ask)! }));
  const message = reminderMessage({ plan, subject, now, language });
  const address = {
    tenantId,
    personId,
    conversationId: record?.conversationId,
    serviceUrl: record?.serviceUrl,
  };
  const outcome = await ports.messenger.sendToPerson(address, message);
  return settle(ports, current, outcome, record);
}

/** The first in order decides: whoever misses it leaves the person to the instance that has it. */
async function claimAll(ports: Ports, bundle: readonly Stored<Ask>[]): Promise<Stored<Ask>[]> {
  const held: Stored<Ask>[] = [];
  for (const ask of bundle) {
    const claimed = await claim(ports, asks(ports.store), ask);
    if (!claimed && held.length === 0) return [];
    if (claimed) held.push(claimed);
  }
  return held;
}

/** What comes late, after downtime or a retry, still never comes outside working hours. */
async function waitForWork(
  ports: Ports,
  held: readonly Stored<Ask>[],
  until: Temporal.Instant,
): Promise<ReminderEvent> {
  for (const ask of held) await release(ports, ask, toTimestamp(until));
  return { what: 'waiting', personId: held[0]!.personId, askIds: held.map((ask) => ask.id) };
}

function skipReason(ask: Ask, plan: Plan, now: Temporal.Instant): string | undefined {
  const push = nextPush(ask);
  if (!push) return 'nothing-planned';
  if (unanswered(ask).length === 0) return 'answered';
  return lateness(fromTimestamp(push.at), now, calendarOf(plan)) === 'too-late' ? 'too-late' : undefined;
}

async function settleSkipped(ports: Ports, ask: Stored<Ask>, reason: string): Promise<void> {
  const push = nextPush(ask);
  if (!push) return void (await release(ports, ask, undefined));
  await recordPush(ports, ask, { outcome: 'skipped', reason });
  const { tenantId, personId } = ask;
  const entry = { push: push.kind, dueAt: push.at, outcome: 'skipped', reason } as const;
  await writeSendLog(ports, { tenantId, personId, askIds: [ask.id], ...entry });
}

async function settle(
  ports: Ports,
  held: readonly Stored<Ask>[],
  outcome: SendOutcome,
  record: PersonRecord | undefined,
): Promise<ReminderEvent> {
  const { tenantId, personId } = held[0]!;
  const askIds = held.map((ask) => ask.id);
  const attempt = Math.max(...held.map((ask) => ask.lease?.attempt ?? 1));
  const push = nextPush(held[0]!)!;
  const what = verdict(outcome, attempt);
  for (const ask of held) {
    if (what === 'waiting') await release(ports, ask, retryAt(ports, outcome, attempt));
    else
      await recordPush(ports, ask, { outcome: what, reason: reasonOf(outcome), message: messageOf(outcome) });
  }
  if (outcome.kind === 'unreachable') await markUnreachable(ports, { tenantId, personId, record, outcome });
  if (what === 'failed')
    ports.log.error(
      { event: 'reminder-failed', askIds, reason: reasonOf(outcome) },
      'A reminder could not be sent.',
    );
  await writeSendLog(ports, {
    ...{ tenantId, personId, askIds, push: push.kind, dueAt: push.at, reason: reasonOf(outcome) },
    outcome: what === 'waiting' ? (outcome.kind === 'unknown' ? 'unknown' : 'retry') : what,
    perhapsSecondCopy: attempt > 1 && outcome.kind === 'sent' ? true : undefined,
    activityId: messageOf(outcome)?.activityId,
  });
  return { what, personId, askIds };
}

function verdict(outcome: SendOutcome, attempt: number): 'sent' | 'waiting' | 'unreachable' | 'failed' {
  if (outcome.kind === 'sent' || outcome.kind === 'unreachable') return outcome.kind;
  return outcome.kind === 'refused' || attempt >= mostAttempts ? 'failed' : 'waiting';
}

function retryAt(ports: Ports, outcome: SendOutcome, attempt: number): string {
  const afterMs = outcome.kind === 'retry' ? outcome.afterMs : undefined;
  return toTimestamp(ports.clock.now().add(retryDelay(attempt, afterMs)));
}

/** Back for another attempt, or for nothing more. The count of attempts stays until one succeeds. */
async function release(ports: Ports, held: Ask, nextAt: string | undefined): Promise<void> {
  await asks(ports.store).change(held.tenantId, held.id, (ask) => ({
    ...ask,
    nextAt: ask.state === 'open' ? nextAt : undefined,
    lease: nextAt ? ask.lease : undefined,
  }));
}

type Settled = Pick<Push, 'reason'> & { outcome: NonNullable<Push['outcome']>; message?: Ask['message'] };

/** The person may have answered, or the round closed, while the message was on its way: their word stays. */
async function recordPush(ports: Ports, held: Ask, { outcome, reason, message }: Settled): Promise<void> {
  const settled = nextPush(held)!;
  const settledAt = toTimestamp(ports.clock.now());
  await asks(ports.store).change(held.tenantId, held.id, (ask) => {
    const pushes = ask.pushes.map((push) =>
      push.kind === settled.kind ? { ...push, outcome, settledAt, reason } : push,
    );
    const next = nextPush({ state: ask.state, pushes });
    return { ...ask, pushes, nextAt: next?.at, lease: undefined, message: message ?? ask.message };
  });
}

async function markUnreachable(
  ports: Ports,
  found: { tenantId: string; personId: string; record: PersonRecord | undefined; outcome: SendOutcome },
): Promise<void> {
  const { tenantId, personId, outcome } = found;
  if (outcome.kind !== 'unreachable') return;
  const unreachable = { reason: outcome.reason, since: toTimestamp(ports.clock.now()) };
  const known = await persons(ports.store).change(tenantId, personId, (one) => ({ ...one, unreachable }));
  if (!known) await persons(ports.store).create({ tenantId, id: personId, unreachable });
}

function reasonOf(outcome: SendOutcome): string | undefined {
  return outcome.kind === 'sent' ? undefined : outcome.reason;
}

function messageOf(outcome: SendOutcome) {
  return outcome.kind === 'sent' ? outcome.message : undefined;
}
