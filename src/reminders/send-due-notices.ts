import { toTimestamp } from '../calendar/instants.ts';
import { asError, RoderError } from '../errors.ts';
import type { SendOutcome } from '../messenger.ts';
import { markUnreachable } from '../people/mark-unreachable.ts';
import { languageOf, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import type { Ports } from '../ports.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { claim } from '../storage/claim.ts';
import type { Stored } from '../storage/document-store.ts';
import { type Notice, notices } from './notice.ts';
import { noticeMessage, readerOf } from './notice-card.ts';
import { mostAttempts, retryDelay, verdictOf } from './retry-delay.ts';
import { type SendLogEntry, type SendResult, writeSendLog } from './send-log.ts';

export interface NoticeEvent {
  readonly what: 'told' | 'dropped' | 'waiting' | 'unreachable' | 'failed';
  readonly personId: string;
}

const mostPerPass = 200;

/** Sends what people are to be told, in working hours. Claimed first, as reminders are: equal instances tell it once. */
export async function sendDueNotices(ports: Ports, tenantId: string): Promise<NoticeEvent[]> {
  const plan = await currentPlan(ports.store, tenantId);
  if (!plan) return [];
  const [now, calendar] = [ports.clock.now(), calendarOf(plan)];
  const due = await notices(ports.store).due({ tenantId, before: toTimestamp(now), limit: mostPerPass });
  const events: NoticeEvent[] = [];
  for (const one of due) {
    if (ports.stopping?.aborted) return events;
    if (!calendar.isWorkingTime(now)) {
      await notices(ports.store).replace({ ...one, nextAt: toTimestamp(calendar.nextWorkingTime(now)) });
      events.push({ what: 'waiting', personId: one.personId });
      continue;
    }
    const held = await claim(ports, notices(ports.store), one);
    if (held) events.push({ what: await sendSafely(ports, plan, held), personId: held.personId });
  }
  return events;
}

/** What goes wrong with one is logged and leaves the others alone: its claim ends by itself, and it is tried again. */
async function sendSafely(ports: Ports, plan: Plan, held: Stored<Notice>): Promise<NoticeEvent['what']> {
  try {
    if ((held.lease?.attempt ?? 0) > mostAttempts)
      return await settle(ports, held, { state: 'failed', reason: 'never-ended' });
    return await send(ports, plan, held);
  } catch (thrown) {
    const error = asError(thrown);
    if (error instanceof RoderError && error.code === 'store-unavailable') throw error;
    const facts = { event: 'notice-error', id: held.id, error: error.message, stack: error.stack };
    ports.log.error(facts, 'A notice could not be made.');
    return 'waiting';
  }
}

async function send(ports: Ports, plan: Plan, held: Stored<Notice>): Promise<NoticeEvent['what']> {
  const { tenantId } = held;
  const personId = await readerOf(ports, { plan, notice: held });
  const record = await persons(ports.store).find(tenantId, personId);
  const message = await noticeMessage(ports, {
    plan,
    notice: held,
    language: languageOf(plan, record, personId),
  });
  if (typeof message === 'string') return settle(ports, held, { state: 'dropped', reason: message });
  const { conversationId, serviceUrl } = record ?? {};
  const outcome = await ports.messenger.sendToPerson(
    { tenantId, personId, conversationId, serviceUrl },
    message,
  );
  const attempt = held.lease?.attempt ?? 1;
  const verdict = verdictOf(outcome, attempt);
  if (verdict === 'waiting') return tryAgain(ports, held, outcome, attempt);
  if (outcome.kind === 'unreachable') await markUnreachable(ports, { tenantId, personId }, outcome.reason);
  if (outcome.kind === 'sent') return settle(ports, held, { state: 'sent', message: outcome.message });
  return settle(ports, held, { state: verdict, reason: outcome.reason });
}

/** Its result goes to the send log as well, beside the reminders'. */
async function settle(
  ports: Ports,
  held: Stored<Notice>,
  settled: Pick<Notice, 'state' | 'reason' | 'message'>,
): Promise<NoticeEvent['what']> {
  const { id, about, personId } = held;
  const settledAt = toTimestamp(ports.clock.now());
  await notices(ports.store).replace({ ...held, ...settled, settledAt, lease: undefined, nextAt: undefined });
  const isDropped = settled.state === 'dropped';
  await logResult(ports, held, {
    outcome: isDropped ? 'skipped' : (settled.state as SendResult),
    reason: settled.reason,
    activityId: settled.message?.activityId,
  });
  if (settled.state === 'failed') {
    const facts = { event: 'notice-failed', id, type: about.type, personId, reason: settled.reason };
    ports.log.error(facts, 'Somebody could not be told.');
  }
  return settled.state === 'sent' || settled.state === 'waiting' ? 'told' : settled.state;
}

async function logResult(
  ports: Ports,
  { id, tenantId, personId, about, dueAt, settledAt, lease }: Stored<Notice>,
  result: Pick<SendLogEntry, 'outcome' | 'reason' | 'activityId'>,
): Promise<void> {
  const isAgain = result.outcome === 'sent' && lease?.unsure ? true : undefined;
  await writeSendLog(ports, {
    ...{ tenantId, personId, subject: id, push: 'notice', notice: about.type, ...result },
    ...{ askIds: 'askId' in about ? [about.askId] : [], perhapsSecondCopy: isAgain },
    roundId: roundOf(about),
    rule: about.type === 'unanswered' ? 'day-after-due' : undefined,
    dueAt: dueAt ?? settledAt ?? toTimestamp(ports.clock.now()),
  });
}

/** Of what is about no one ask: a request's id begins with its round's, as an ask's does. */
function roundOf(about: Notice['about']): string | undefined {
  if ('roundId' in about) return about.roundId;
  return 'requestId' in about ? about.requestId.slice(0, about.requestId.indexOf(':')) : undefined;
}

async function tryAgain(
  ports: Ports,
  held: Stored<Notice>,
  outcome: SendOutcome,
  attempt: number,
): Promise<'waiting'> {
  const isUntried = outcome.kind === 'retry' && outcome.notTried;
  const afterMs = outcome.kind === 'retry' ? outcome.afterMs : undefined;
  const lease = {
    owner: ports.instance,
    attempt: isUntried ? attempt - 1 : attempt,
    released: true,
    unsure: held.lease?.unsure || outcome.kind === 'unknown' ? true : undefined,
  } as const;
  const nextAt = toTimestamp(ports.clock.now().add(retryDelay(attempt, afterMs)));
  await notices(ports.store).replace({ ...held, lease, nextAt });
  if (!isUntried && outcome.kind !== 'sent') {
    const { reason } = outcome;
    await logResult(ports, held, { outcome: outcome.kind === 'unknown' ? 'unknown' : 'retry', reason });
  }
  return 'waiting';
}
