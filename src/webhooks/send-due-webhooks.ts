import { createHash } from 'node:crypto';
import type { SendOutcome } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { roundIdOf } from '../base/round-id.ts';
import type { WebhookPost } from '../base/webhook-sender.ts';
import { toTimestamp } from '../calendar/instants.ts';
import {
  type Delivered,
  deliverDue,
  type LogEntry,
  type MessageKind,
  type Rendered,
  type Settled,
} from '../messages/delivery.ts';
import {
  standingKeys,
  type WebhookAbout,
  type WebhookEvent,
  type WebhookMessage,
  webhookMessages,
  webhooks,
} from '../messages/webhook.ts';
import type { Plan } from '../plan/plan-index.ts';
import { reports } from '../reports/report.ts';
import { rounds } from '../rounds/round.ts';
import { supportRequests } from '../support-requests/support-request.ts';

/** Tells receivers outside what has happened: at any hour, each event by itself. */
export async function sendDueWebhooks(
  ports: Ports,
  tenantId: string,
  plan?: Plan,
): Promise<Delivered<WebhookMessage>[]> {
  return ports.webhooks ? deliverDue(ports, { tenantId, plan }, posts) : [];
}

/** As an event is sent: what happened and to what, in ids and roles. Never a person, never their words. */
export interface EventBody {
  readonly type: WebhookEvent;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, string | number | undefined>>;
}

/** How long the rest of a pass is kept from a receiver that has not answered in time. */
const quietMs = 30_000;

function posts(ports: Ports, tenantId: string): MessageKind<WebhookMessage> {
  // Each event would wait out its time: so many of one receiver's would hold up all else that is due.
  const silent = new Set<string>();
  const post = async (event: WebhookPost): Promise<SendOutcome> => {
    if (silent.has(event.webhookId))
      return { kind: 'retry', reason: 'held-back', afterMs: quietMs, notTried: true };
    const outcome = await ports.webhooks!.post(event);
    if (outcome.kind === 'unknown') silent.add(event.webhookId);
    return outcome;
  };
  return {
    name: 'webhook',
    documents: webhookMessages,
    maxPerPass: 100,
    maxAtOnce: 4,
    isOutside: true,

    async render({ held, at }): Promise<Rendered<WebhookMessage>> {
      const [one] = held;
      const { id, webhookId, about } = one!;
      const leftOut = (why: string) => ({ covered: [], leftOut: new Map([[id, why]]) });
      const webhook = await webhooks(ports.store).find(tenantId, webhookId);
      if (!webhook) return leftOut('webhook-removed');
      const happened = await whatHappened(ports, tenantId, about);
      if (!happened) return leftOut('not-there');
      const { events } = webhook;
      if (events && !events.includes(happened.type)) return leftOut('not-there');
      const body: EventBody = { type: happened.type, timestamp: one!.at, data: happened.data };
      const event = {
        tenantId,
        webhookId,
        url: webhook.url,
        messageId: `msg_${createHash('sha256').update(`${tenantId} ${id}`).digest('hex').slice(0, 32)}`,
        body: JSON.stringify(body),
        keys: standingKeys(webhook, toTimestamp(at)),
      };
      return { covered: held, sending: { to: { webhookId }, post: () => post(event) } };
    },

    async settle({ held, dueAt }, { what, reason, covered, leftOut }): Promise<Settled<WebhookMessage>> {
      const [one] = held;
      const settled = { settledAt: toTimestamp(ports.clock.now()), nextAt: undefined };
      const entry = entryOf(one!, dueAt);
      const whyNot = leftOut?.get(one!.id);
      return {
        change: (message) =>
          whyNot || what === 'skipped'
            ? { ...message, ...settled, state: 'dropped', reason: whyNot ?? reason }
            : { ...message, ...settled, state: what === 'sent' ? 'sent' : 'failed', reason },
        entry: covered.length > 0 ? entry : undefined,
        // What never happened is nothing to tell of.
        skipped: whyNot === 'webhook-removed' ? [{ ...entry, reason: whyNot }] : [],
      };
    },
  };
}

function entryOf({ id, webhookId, about }: WebhookMessage, dueAt: string): LogEntry {
  const of = 'roundId' in about ? about.roundId : 'reportId' in about ? about.reportId : about.requestId;
  const roundIds = ['roundId' in about ? about.roundId : roundIdOf(of)];
  return {
    webhookId,
    about: `${about.type} ${of}`,
    subject: id,
    askIds: [],
    roundIds,
    push: 'webhook',
    dueAt,
  };
}

type Happened = Pick<EventBody, 'type' | 'data'>;

/** Undefined: it has not happened, or what it is about is gone. */
async function whatHappened(
  ports: Pick<Ports, 'store'>,
  tenantId: string,
  about: WebhookAbout,
): Promise<Happened | undefined> {
  switch (about.type) {
    case 'round.opened':
    case 'round.closed':
    case 'summary.updated':
      return ofRound(ports, tenantId, about);
    case 'report':
      return ofReport(ports, tenantId, about);
    case 'support.wanted':
    case 'support.answered':
      return ofSupport(ports, tenantId, about);
  }
}

async function ofRound(
  { store }: Pick<Ports, 'store'>,
  tenantId: string,
  { type, roundId }: Extract<WebhookAbout, { readonly roundId: string }>,
): Promise<Happened | undefined> {
  const round = await rounds(store).find(tenantId, roundId);
  if (!round?.openedAt || (type === 'round.closed' && round.state !== 'closed')) return undefined;
  const { opens, due, closes, state } = round;
  return { type, data: { round: roundId, state, opens, due, closes } };
}

async function ofReport(
  { store }: Pick<Ports, 'store'>,
  tenantId: string,
  { reportId, contributionId }: Extract<WebhookAbout, { readonly type: 'report' }>,
): Promise<Happened | undefined> {
  const report = await reports(store).find(tenantId, reportId);
  const revision = report?.revisions.find(({ id }) => id === contributionId);
  if (!report || !revision) return undefined;
  const { number, by, answers } = revision;
  return {
    type: number === 1 ? 'report.submitted' : 'report.changed',
    data: {
      round: report.roundId,
      assignment: report.assignmentId,
      revision: number,
      role: by.roleId,
      status: answers.judgement?.status,
    },
  };
}

async function ofSupport(
  { store }: Pick<Ports, 'store'>,
  tenantId: string,
  about: Extract<WebhookAbout, { readonly requestId: string }>,
): Promise<Happened | undefined> {
  const request = await supportRequests(store).find(tenantId, about.requestId);
  const wish = request?.wishes.find(({ number }) => number === about.wish);
  if (!request || !wish) return undefined;
  const data = { round: request.roundId, assignment: request.assignmentId, wish: wish.number };
  if (about.type === 'support.wanted')
    return { type: about.type, data: { ...data, role: wish.by.roleId, of: wish.from } };
  const reply = wish.replies[about.reply];
  return reply && { type: about.type, data: { ...data, role: reply.by.roleId } };
}
