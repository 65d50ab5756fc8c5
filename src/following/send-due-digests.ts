import type { Temporal } from 'temporal-polyfill';
import type { Stored } from '../base/document-store.ts';
import type { SendOutcome } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { resultOf, retryDelay } from '../messages/retry-delay.ts';
import { writeSendLog } from '../messages/send-log.ts';
import { languageOf, type PersonRecord, persons } from '../people/person.ts';
import { markUnreachable } from '../people/reachability.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { claim } from '../storage/claim.ts';
import {
  type Follow,
  type Following,
  followings,
  isDue,
  nextFor,
  ownTime,
  withFollows,
} from './following.ts';
import { digestMessage } from './following-cards.ts';
import { type News, readNews } from './read-news.ts';

export interface DigestEvent {
  readonly what: 'sent' | 'skipped' | 'waiting' | 'unreachable' | 'failed';
  readonly personId: string;
}

const mostPerTick = 200;
const mostAttempts = 8;

/**
 * Sends the personal digests that are due, one message to each person with all that is new; nothing new,
 * nothing sent. Claimed before sending and recorded after, as reminders are: equal instances never both send,
 * and a crash in between brings it back after the lease, marked in the send log as perhaps a second copy.
 */
export async function sendDueDigests(ports: Ports, tenantId: string): Promise<DigestEvent[]> {
  const plan = await currentPlan(ports.store, tenantId);
  if (!plan) return [];
  const before = toTimestamp(ports.clock.now());
  const events: DigestEvent[] = [];
  for (const due of await followings(ports.store).due({ tenantId, before, limit: mostPerTick })) {
    const held = await claim(ports, followings(ports.store), due);
    if (held) events.push(await sendDigest(ports, plan, held));
  }
  return events;
}

async function sendDigest(ports: Ports, plan: Plan, held: Stored<Following>): Promise<DigestEvent> {
  const { tenantId, id: personId } = held;
  const now = ports.clock.now();
  const calendar = calendarOf(plan);
  if (!calendar.isWorkingTime(now)) return putOff(ports, held, calendar.nextWorkingTime(now));
  const record = await persons(ports.store).find(tenantId, personId);
  const news = await newsFor(ports, plan, held);
  const settled = { plan, held, record, readAt: now, told: news.length > 0 };
  if (news.length === 0) {
    await advance(ports, settled);
    return { what: 'skipped', personId };
  }
  const language = languageOf(plan, record, personId);
  const next = nextAfter(settled);
  const { conversationId, serviceUrl } = record ?? {};
  const outcome = await ports.messenger.sendToPerson(
    { tenantId, personId, conversationId, serviceUrl },
    digestMessage({ plan, language }, { news, next }),
  );
  return settle(ports, settled, outcome);
}

/** Only of what may still be read: access may have gone since. */
async function newsFor(ports: Ports, plan: Plan, held: Following): Promise<News[]> {
  const { tenantId, id: personId, follows } = held;
  const until = toTimestamp(ports.clock.now());
  const found = await Promise.all(
    follows.map(async (one) => {
      const assignment = plan.assignment(one.assignmentId);
      if (!assignment || !isDue(one, ports.clock.now())) return undefined;
      if (!mayDo(plan, { tenantId, personId }, 'assignment/follow', { assignment })) return undefined;
      return readNews(ports.store, { tenantId, assignment, since: one.since, until });
    }),
  );
  return found.filter((one) => one !== undefined);
}

interface Settled {
  readonly plan: Plan;
  readonly held: Stored<Following>;
  readonly record: PersonRecord | undefined;
  /** When the news were read: what comes later is in the next digest. */
  readonly readAt: Temporal.Instant;
  readonly told: boolean;
}

async function settle(ports: Ports, settled: Settled, outcome: SendOutcome): Promise<DigestEvent> {
  const { held } = settled;
  const { tenantId, id: personId } = held;
  const attempt = held.lease?.attempt ?? 1;
  const what = verdict(outcome, attempt);
  const reason = outcome.kind === 'sent' ? undefined : outcome.reason;
  const dueAt = held.follows.map(({ nextAt }) => nextAt).toSorted()[0]!;
  if (what === 'waiting') {
    const afterMs = outcome.kind === 'retry' ? outcome.afterMs : undefined;
    await putOff(ports, held, ports.clock.now().add(retryDelay(attempt, afterMs)), held.lease);
  } else await advance(ports, { ...settled, told: what === 'sent' });
  if (outcome.kind === 'unreachable') await markUnreachable(ports, { tenantId, personId }, outcome.reason);
  await writeSendLog(ports, {
    tenantId,
    personId,
    askIds: [],
    push: 'digest',
    dueAt,
    reason,
    outcome: resultOf(outcome, what),
    perhapsSecondCopy: attempt > 1 && outcome.kind === 'sent' ? true : undefined,
    activityId: outcome.kind === 'sent' ? outcome.message.activityId : undefined,
  });
  return { what, personId };
}

function verdict(outcome: SendOutcome, attempt: number): 'sent' | 'waiting' | 'unreachable' | 'failed' {
  if (outcome.kind === 'sent' || outcome.kind === 'unreachable') return outcome.kind;
  return outcome.kind === 'refused' || attempt >= mostAttempts ? 'failed' : 'waiting';
}

/** Back at another time: the count of attempts stays while there are some. */
async function putOff(
  ports: Ports,
  held: Following,
  until: Temporal.Instant,
  lease?: Following['lease'],
): Promise<DigestEvent> {
  const nextAt = toTimestamp(until);
  await followings(ports.store).change(held.tenantId, held.id, (one) => ({ ...one, nextAt, lease }));
  return { what: 'waiting', personId: held.id };
}

/** On to the next time. Somebody may have begun or stopped to follow meanwhile: their word stays. */
async function advance(ports: Ports, settled: Settled): Promise<void> {
  const { plan, held, record, readAt, told } = settled;
  await followings(ports.store).change(held.tenantId, held.id, (one) => {
    const own = ownTime(one.own, record);
    const follows = one.follows.flatMap((follow): Follow[] => {
      if (!plan.assignment(follow.assignmentId)) return [];
      if (!isDue(follow, readAt)) return [follow];
      const nextAt = toTimestamp(nextFor(plan, follow.every, readAt, own));
      return [{ ...follow, nextAt, since: told ? toTimestamp(readAt) : follow.since }];
    });
    return withFollows({ ...one, lease: undefined }, follows);
  });
}

/** When the next digest may come, for the card to say. */
function nextAfter({ plan, held, record, readAt }: Settled): Temporal.Instant {
  const own = ownTime(held.own, record);
  const times = held.follows.map(({ every }) => nextFor(plan, every, readAt, own));
  return times.toSorted((a, b) => a.epochMilliseconds - b.epochMilliseconds)[0]!;
}
