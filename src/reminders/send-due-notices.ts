import type { Stored } from '../base/document-store.ts';
import { asError, RoderError } from '../base/errors.ts';
import type { OutgoingMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { type Notice, notices } from '../messages/notice.ts';
import { mostAttempts } from '../messages/retry-delay.ts';
import { languageOf, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { supportListMessage } from '../support-requests/support-list.ts';
import { claimNotices, noticeBundles } from './notice-bundles.ts';
import { noticeMessage, readerOf } from './notice-card.ts';
import { type NoticeResult, settleNotices, settleSending } from './settle-notices.ts';

export interface NoticeEvent {
  readonly what: NoticeResult;
  readonly personId: string;
}

const mostPerPass = 200;

/** Sends what people are to be told, in working hours. Claimed first, as reminders are: equal instances tell it once. */
export async function sendDueNotices(ports: Ports, tenantId: string): Promise<NoticeEvent[]> {
  const plan = await currentPlan(ports.store, tenantId);
  if (!plan) return [];
  const [now, calendar] = [ports.clock.now(), calendarOf(plan)];
  const due = await notices(ports.store).due({ tenantId, before: toTimestamp(now), limit: mostPerPass });
  if (!calendar.isWorkingTime(now)) return putOff(ports, due, toTimestamp(calendar.nextWorkingTime(now)));
  const events: NoticeEvent[] = [];
  for (const bundle of await noticeBundles(ports, plan, due)) {
    if (ports.stopping?.aborted) return events;
    const held = await claimNotices(ports, bundle);
    if (held.length === 0) continue;
    events.push({ what: await sendSafely(ports, plan, held), personId: held[0]!.personId });
  }
  return events;
}

async function putOff(ports: Ports, due: readonly Stored<Notice>[], nextAt: string): Promise<NoticeEvent[]> {
  for (const one of due) await notices(ports.store).replace({ ...one, nextAt });
  return due.map(({ personId }) => ({ what: 'waiting', personId }));
}

/** What goes wrong with one is logged and leaves the others alone: its claim ends by itself, and it is tried again. */
async function sendSafely(ports: Ports, plan: Plan, held: readonly Stored<Notice>[]): Promise<NoticeResult> {
  try {
    // Whoever held it so many times never came to an end: then it is the message itself that is wrong.
    const isExhausted = held.some(({ lease }) => (lease?.attempt ?? 0) > mostAttempts);
    if (isExhausted) return await settleNotices(ports, held, { state: 'failed', reason: 'never-ended' });
    return await send(ports, plan, held);
  } catch (thrown) {
    const error = asError(thrown);
    if (error instanceof RoderError && error.code === 'store-unavailable') throw error;
    const facts = { event: 'notice-error', id: held[0]?.id, error: error.message, stack: error.stack };
    ports.log.error(facts, 'A notice could not be made.');
    return 'waiting';
  }
}

async function send(ports: Ports, plan: Plan, held: readonly Stored<Notice>[]): Promise<NoticeResult> {
  const { tenantId } = held[0]!;
  const personId = await readerOf(ports, { plan, notice: held[0]! });
  const record = await persons(ports.store).find(tenantId, personId);
  const language = languageOf(plan, record, personId);
  const left: { notice: Stored<Notice>; message: OutgoingMessage }[] = [];
  for (const notice of held) {
    const message = await noticeMessage(ports, { plan, notice, language });
    if (typeof message === 'string')
      await settleNotices(ports, [notice], { state: 'dropped', reason: message });
    else left.push({ notice, message });
  }
  const told = left.map(({ notice }) => notice);
  const [only] = left;
  if (!only) return 'dropped';
  const list = { tenantId, plan, ids: told.map(({ id }) => id), language, reader: personId };
  const message = left.length > 1 ? await supportListMessage(ports, list) : only.message;
  const { conversationId, serviceUrl } = record ?? {};
  const to = { tenantId, personId, conversationId, serviceUrl };
  const outcome = await ports.messenger.sendToPerson(to, message);
  return settleSending(ports, told, { personId, outcome, message });
}
