import type { OutgoingMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { roundIdOf } from '../base/round-id.ts';
import { toTimestamp } from '../calendar/instants.ts';
import {
  type Delivered,
  deliverDue,
  type LogEntry,
  type MessageKind,
  type Rendered,
  type Settled,
} from '../messages/delivery.ts';
import { type Notice, notices } from '../messages/notice.ts';
import { keepOwnCard } from '../people/own-cards.ts';
import { languageOf, persons } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { supportListMessage } from '../support-requests/support-list.ts';
import { noticeMessage, readerOf } from './notice-card.ts';

/** Sends what people are to be told, support that is wanted of them among it. */
export function sendDueNotices(ports: Ports, tenantId: string, plan?: Plan): Promise<Delivered<Notice>[]> {
  return deliverDue(ports, { tenantId, plan }, noticesOf);
}

function noticesOf(ports: Ports, tenantId: string, plan: Plan): MessageKind<Notice> {
  return {
    name: 'notice',
    documents: notices,
    maxPerPass: 200,
    maxAtOnce: 1,
    workingHours: calendarOf(plan),

    /** All support that is wanted of one person goes together; everything else is told by itself. */
    async groupOf(notice) {
      return notice.about.type === 'support' ? readerOf(ports, { plan, notice }) : `notice ${notice.id}`;
    },

    async render({ held }): Promise<Rendered<Notice>> {
      const personId = await readerOf(ports, { plan, notice: held[0]! });
      const record = await persons(ports.store).find(tenantId, personId);
      const language = languageOf(plan, record, personId);
      const leftOut = new Map<string, string>();
      const messages: OutgoingMessage[] = [];
      for (const notice of held) {
        const message = await noticeMessage(ports, { plan, notice, language });
        if (typeof message === 'string') leftOut.set(notice.id, message);
        else messages.push(message);
      }
      const told = held.filter(({ id }) => !leftOut.has(id));
      const [only] = messages;
      if (!only) return { covered: told, leftOut };
      const ids = told.map(({ id }) => id);
      const list = { tenantId, plan, ids, language, reader: personId };
      const content = told.length > 1 ? await supportListMessage(ports, list) : only;
      return { covered: told, leftOut, sending: { to: { personId, record }, content } };
    },

    async settle({ held, at }, { what, reason, message, covered: told, leftOut }): Promise<Settled<Notice>> {
      const settled = { settledAt: toTimestamp(ports.clock.now()), nextAt: undefined };
      const together = message && told.length > 1 ? told.map(({ id }) => id) : undefined;
      const whyNot = ({ id }: Notice) => leftOut?.get(id) ?? 'overtaken';
      const dropped = held.filter((one) => !told.includes(one));
      const dueAt = toTimestamp(at);
      return {
        change(notice, one) {
          if (dropped.includes(one)) return { ...notice, ...settled, state: 'dropped', reason: whyNot(one) };
          const state = what === 'skipped' ? 'dropped' : what;
          return { ...notice, ...settled, state, reason, message, together };
        },
        entry: told.length > 0 ? entryOf(told, dueAt) : undefined,
        skipped: dropped.map((one) => ({ ...entryOf([one], dueAt), reason: whyNot(one) })),
      };
    },

    async keepSent({ to, content }, message) {
      if ('personId' in to)
        await keepOwnCard(ports, { tenantId, personId: to.personId }, message, content.card);
    },
  };
}

/** Beside the reminders', one entry a message, under the person whom it names. */
function entryOf(told: readonly Notice[], now: string): LogEntry {
  const { id, personId, about, dueAt = now } = told[0]!;
  return {
    personId,
    subject: id,
    push: 'notice',
    notice: about.type,
    askIds: 'askId' in about ? [about.askId] : [],
    roundIds: roundsOf(told),
    rule: about.type === 'unanswered' ? 'day-after-due' : undefined,
    dueAt,
  };
}

/** Of what is about no one ask. */
function roundsOf(told: readonly Notice[]): string[] | undefined {
  const ids = told.flatMap(({ about }) => {
    if ('roundId' in about) return about.roundId;
    return 'requestId' in about ? roundIdOf(about.requestId) : [];
  });
  return ids.length > 0 ? [...new Set(ids)] : undefined;
}
