import type { Temporal } from 'temporal-polyfill';
import type { DocumentKind, DocumentStore } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp } from '../calendar/instants.ts';
import type { Following } from '../following/following.ts';
import { sendDueDigests } from '../following/send-due-digests.ts';
import { fetchDueKeyFigures } from '../kolada/fetch-due-key-figures.ts';
import type { Delivered } from '../messages/delivery.ts';
import type { Notice } from '../messages/notice.ts';
import type { RestoreQuestion } from '../messages/restore-hold.ts';
import type { WebhookMessage } from '../messages/webhook.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { adoptPlan, type PlanEvent } from '../plan-changes/adopt-plan.ts';
import { sendDueNotices } from '../reminders/send-due-notices.ts';
import { sendDueReminders } from '../reminders/send-due-reminders.ts';
import { type ShownEvent, showAnswered } from '../reminders/show-answered.ts';
import type { Ask } from '../rounds/ask.ts';
import { openDueRounds, type RoundEvent } from '../rounds/open-due-rounds.ts';
import { postDueSummaries, type SummaryEvent } from '../summaries/post-due-summaries.ts';
import { followSupport, type SupportEvent } from '../support-requests/follow-support.ts';
import { sendDueWebhooks } from '../webhooks/send-due-webhooks.ts';

export type WorkEvent =
  | PlanEvent
  | RoundEvent
  | SupportEvent
  | ShownEvent
  | SummaryEvent
  | Delivered<Ask>
  | Delivered<Notice>
  | Delivered<Following>
  | Delivered<RestoreQuestion>
  | Delivered<WebhookMessage>;

/**
 * Work may make further work due, which the same tick does too; after this many passes the rest waits for the next
 * tick.
 */
const maxPasses = 50;

/**
 * Does all due work for one tenant, even during a restore hold. The order follows the dependencies: plan, rounds,
 * support requests, then messages, then summaries, then digests, then receivers outside. The current plan is
 * read once per pass.
 */
export async function doDueWork(ports: Ports, tenantId: string): Promise<WorkEvent[]> {
  const all: WorkEvent[] = [];
  for (let pass = 0; pass < maxPasses; pass++) {
    const plan = await currentPlan(ports.store, tenantId);
    if (!plan) return all;
    const events = [
      ...(await adoptPlan(ports, tenantId, plan)),
      ...(await openDueRounds(ports, tenantId, plan)),
      ...(await followSupport(ports, tenantId, plan)),
      ...(await sendDueNotices(ports, tenantId, plan)),
      ...(await showAnswered(ports, tenantId, plan)),
      ...(await sendDueReminders(ports, tenantId, plan)),
      ...(await postDueSummaries(ports, tenantId, plan)),
      ...(await sendDueDigests(ports, tenantId, plan)),
      ...(await sendDueWebhooks(ports, tenantId, plan)),
    ];
    all.push(...events);
    if (events.every(({ what }) => what === 'waiting')) return all;
  }
  return all;
}

/** Every kind that uses `nextAt`: a clock that is moved stops at the earliest one. */
export const waiting: readonly DocumentKind[] = [
  'round',
  'ask',
  'summary',
  'notice',
  'supportRequest',
  'following',
  'webhookMessage',
];
const endOfTime = '9999-12-31T00:00:00.000Z';

/** The earliest `nextAt` of the tenant; undefined: nothing is scheduled. */
export async function earliestDue(
  store: DocumentStore,
  tenantId: string,
): Promise<Temporal.Instant | undefined> {
  const found = await Promise.all(
    waiting.map((kind) => store.due({ tenantId, kind, before: endOfTime, limit: 1 })),
  );
  const [first] = found.flatMap(([one]) => one?.nextAt ?? []).toSorted();
  return first ? fromTimestamp(first) : undefined;
}

/**
 * Fetches all that is due from external services for one tenant; runs beside the other work, since they may be slow.
 */
export async function fetchDue(ports: Ports, tenantId: string): Promise<void> {
  while (!ports.stopping?.aborted && (await fetchDueKeyFigures(ports, tenantId)) === 'step');
}
