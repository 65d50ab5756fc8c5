import { recordReport } from '../../src/answers/record-report.ts';
import type { Ports } from '../../src/base/ports.ts';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { demoTenant } from '../../src/config.ts';
import { followings } from '../../src/following/following.ts';
import { sendDueDigests } from '../../src/following/send-due-digests.ts';
import { notices, scheduleNotice } from '../../src/messages/notice.ts';
import { planRestoreQuestions, restoreHolds, restoreQuestions } from '../../src/messages/restore-hold.ts';
import { addWebhook, announce, webhooks } from '../../src/messages/webhook.ts';
import { rememberPerson } from '../../src/people/person.ts';
import type { Access } from '../../src/plan/plan-schema.ts';
import { askAfterRestore } from '../../src/reminders/ask-after-restore.ts';
import { sendDueNotices } from '../../src/reminders/send-due-notices.ts';
import { sendDueReminders } from '../../src/reminders/send-due-reminders.ts';
import { reportId, reports } from '../../src/reports/report.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { summaries, summaryId, touchSummaries } from '../../src/rounds/summary.ts';
import { startingWith } from '../../src/storage/documents.ts';
import { postDueSummaries } from '../../src/summaries/post-due-summaries.ts';
import { followSupport } from '../../src/support-requests/follow-support.ts';
import { supportRequests } from '../../src/support-requests/support-request.ts';
import { sendDueWebhooks } from '../../src/webhooks/send-due-webhooks.ts';
import { openRoundOf, personIdOfNumber, planOfMany } from '../support/sending-world.ts';
import {
  type DeliveredKind,
  deliveryContract,
  neverAnsweredContract,
  type Place,
} from './delivery-contract.ts';

const tenantId = demoTenant;
const roundId = '2026-D';
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const channelId = (number: number) => `19:ledning-${number}@thread.tacv2`;

/** A round of so many people, each with one assignment, whose chats Roder knows. */
async function peopleIn({ ports, teams }: Place, count: number, channels = 0, access: Access = 'manager') {
  const content = planOfMany(count);
  const roles = content.roles.map((role) => (role.id.startsWith('role-') ? { ...role, access } : role));
  const added = numbers(channels).map((number) => ({
    id: channelId(number),
    name: { sv: `Ledning ${number}`, en: `Management ${number}` },
  }));
  await openRoundOf(ports, tenantId, { ...content, roles, channels: added });
  const people = numbers(count).map((number) => {
    const person = teams.person({ tenantId, aadObjectId: personIdOfNumber(number), installed: true });
    return { personId: personIdOfNumber(number), number, conversationId: person.conversationId };
  });
  for (const { personId, conversationId } of people)
    await rememberPerson(ports, { tenantId, personId }, { conversationId, serviceUrl: teams.serviceUrl });
  return people;
}

async function answered(ports: Ports, number: number, helpFrom?: string): Promise<void> {
  const by = { personId: personIdOfNumber(number), roleId: `role-${number}` };
  const help = helpFrom ? { what: 'En extra bil.', from: helpFrom } : undefined;
  const judgement = { status: 'deviation', ownWords: 'Väntetiden växer.', help } as const;
  const contribution = { tenantId, roundId, assignmentId: `a${number}`, by, contributionId: `${number}` };
  await recordReport(ports, { ...contribution, answers: { judgement } });
}

const kinds = new Map<string, DeliveredKind>();
function keepsTo(title: string, kind: DeliveredKind): void {
  kinds.set(title, kind);
  deliveryContract(title, kind);
}

keepsTo('a reminder', {
  name: 'reminder',
  documents: 'ask',
  async make(place, count) {
    const people = await peopleIn(place, count);
    return people.map(({ personId, conversationId }) => ({ id: askId(roundId, personId), conversationId }));
  },
  spoil: ({ store }, { id }) =>
    asks(store).change(tenantId, id, (ask) => ({
      ...ask,
      parts: ask.parts.map((part) => ({ ...part, assignmentId: 'gone' })),
    })),
  deliver: (ports) => sendDueReminders(ports, tenantId),
});

keepsTo('a notice', {
  name: 'notice',
  documents: 'notice',
  async make(place, count) {
    const people = await peopleIn(place, count);
    for (const { personId } of people) {
      const about = { type: 'kept', askId: askId(roundId, personId) } as const;
      await scheduleNotice(place.ports, { id: `kept:${personId}`, tenantId, personId, about });
    }
    return people.map(({ personId, conversationId }) => ({ id: `kept:${personId}`, conversationId }));
  },
  spoil: ({ store }, { id }) =>
    asks(store).change(tenantId, id.replace('kept', roundId), (ask) => ({ ...ask, parts: [{} as never] })),
  deliver: (ports) => sendDueNotices(ports, tenantId),
});

keepsTo('a support message', {
  name: 'notice',
  documents: 'notice',
  async make(place, count) {
    const people = await peopleIn(place, count + 1);
    // Each asks the next for help.
    for (const number of numbers(count)) await answered(place.ports, number, `role-${number + 1}`);
    await followSupport(place.ports, tenantId);
    const asked = (await Array.fromAsync(notices(place.store).all(tenantId))).filter(
      ({ about }) => about.type === 'support',
    );
    return asked.map(({ id, personId }) => {
      const { conversationId } = people.find((one) => one.personId === personId)!;
      return { id, conversationId };
    });
  },
  // What it is about cannot be read at all, not even who answers.
  async spoil({ store }, { id }) {
    const { about } = await notices(store).get(tenantId, id);
    const { requestId } = about as { requestId: string };
    await supportRequests(store).change(tenantId, requestId, (one) => ({ ...one, wishes: [null as never] }));
  },
  deliver: (ports) => sendDueNotices(ports, tenantId),
});

keepsTo('the question after a restore', {
  name: 'restore-question',
  documents: 'restore',
  async make(place, count) {
    const { ports, store } = place;
    const restoredAt = toTimestamp(ports.clock.now());
    const people = await peopleIn(place, count, 0, 'administrator');
    const hold = { tenantId, id: 'hold', state: 'held', backupAt: restoredAt, restoredAt } as const;
    await restoreHolds(store).create(hold);
    const ids = people.map(({ personId }) => personId);
    await planRestoreQuestions(store, { tenantId, restoredAt }, ids);
    const asked = await Array.fromAsync(restoreQuestions(store).all(tenantId, startingWith('ask:')));
    return asked.map(({ id, personId }) => {
      const { conversationId } = people.find((one) => one.personId === personId)!;
      return { id, conversationId };
    });
  },
  // Whom it asks cannot be read.
  spoil: ({ store }, { id }) =>
    restoreQuestions(store).change(tenantId, id, (one) => ({ ...one, personId: null as never })),
  deliver: (ports) => askAfterRestore(ports, tenantId),
});

keepsTo('a digest', {
  name: 'digest',
  documents: 'following',
  async make(place, count) {
    const people = await peopleIn(place, count);
    for (const { personId: id, number } of people) {
      await answered(place.ports, number);
      const nextAt = '2026-09-01T06:00:00.000Z';
      const follow = { assignmentId: `a${number}`, every: 'month', nextAt } as const;
      const follows = [{ ...follow, since: '2026-08-01T06:00:00.000Z' }];
      await followings(place.store).create({ tenantId, id, follows, nextAt });
    }
    return people.map(({ personId: id, conversationId }) => ({ id, conversationId }));
  },
  spoil: ({ store }, { id }) =>
    reports(store).change(tenantId, reportId(roundId, `a${Number(id.slice(-12))}`), (report) => ({
      ...report,
      revisions: null as never,
    })),
  deliver: (ports) => sendDueDigests(ports, tenantId),
});

keepsTo('a summary in a channel of leadership’s', {
  name: 'summary',
  documents: 'summary',
  async make(place, count) {
    const { teams, store, clock } = place;
    await peopleIn(place, 1, count);
    const made = [];
    for (const number of numbers(count)) {
      const id = summaryId(roundId, channelId(number));
      const nextAt = clock.now().toString({ smallestUnit: 'millisecond' });
      await summaries(store).change(tenantId, id, (one) => ({ ...one, nextAt }));
      const channel = teams.channel({
        tenantId,
        teamId: '19:kommunen@thread.tacv2',
        channelId: channelId(number),
        installed: true,
      });
      made.push({ id, conversationId: channel.conversationId });
    }
    return made;
  },
  spoil: ({ store }, { id }) => summaries(store).change(tenantId, id, (one) => ({ ...one, roundId: 'gone' })),
  deliver: (ports) => postDueSummaries(ports, tenantId),
  touch: ({ ports }) => touchSummaries(ports, { tenantId, roundId, inSeconds: 0 }),
});

keepsTo('an event to a receiver outside', {
  name: 'webhook',
  documents: 'webhookMessage',
  async make(place, count) {
    const { teams, ports } = place;
    await peopleIn(place, 1, count);
    const made = [];
    for (const number of numbers(count)) {
      const { conversationId } = teams.channel({
        tenantId,
        teamId: '19:kommunen@thread.tacv2',
        channelId: channelId(number),
        installed: true,
      });
      // What answers like Teams can be received by as well.
      const url = `${teams.serviceUrl}v3/conversations/${encodeURIComponent(conversationId)}/activities`;
      const { webhook } = await addWebhook(ports, { tenantId, url });
      made.push({ id: `opened~${webhook.id}`, conversationId });
    }
    await announce(ports, { tenantId, event: 'opened', about: { type: 'round.opened', roundId } });
    return made;
  },
  spoil: ({ store }, { id }) =>
    webhooks(store).change(tenantId, id.split('~')[1]!, (one) => ({ ...one, secrets: null as never })),
  deliver: (ports) => sendDueWebhooks(ports, tenantId),
});

neverAnsweredContract(kinds);
