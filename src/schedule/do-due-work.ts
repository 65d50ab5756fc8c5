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
import { currentPlan } from '../plan/plan-store.ts';
import { adoptPlan, type PlanEvent } from '../plan-changes/adopt-plan.ts';
import { sendDueNotices } from '../reminders/send-due-notices.ts';
import { sendDueReminders } from '../reminders/send-due-reminders.ts';
import { type ShownEvent, showAnswered } from '../reminders/show-answered.ts';
import type { Ask } from '../rounds/ask.ts';
import { openDueRounds, type RoundEvent } from '../rounds/open-due-rounds.ts';
import { postDueSummaries, type SummaryEvent } from '../summaries/post-due-summaries.ts';
import { followSupport, type SupportEvent } from '../support-requests/follow-support.ts';

export type WorkEvent =
  | PlanEvent
  | RoundEvent
  | SupportEvent
  | ShownEvent
  | SummaryEvent
  | Delivered<Ask>
  | Delivered<Notice>
  | Delivered<Following>
  | Delivered<RestoreQuestion>;

/** A tick may find work that its own work made due; past this many rounds of it, the next tick goes on. */
const maxPasses = 50;

/**
 * Does all that is due for one tenant, in the order it depends on: the plan, rounds, support requests, then messages, then
 * summaries, then digests. The plan in force is read once a pass.
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
    ];
    all.push(...events);
    if (events.every(({ what }) => what === 'waiting')) return all;
  }
  return all;
}

/** Whatever waits for a moment: a clock that is moved stops at the earliest of them. */
export const waiting: readonly DocumentKind[] = [
  'round',
  'ask',
  'summary',
  'notice',
  'supportRequest',
  'following',
];
const endOfTime = '9999-12-31T00:00:00.000Z';

/** When something is next to be done for the tenant; undefined: never, as things are. */
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

/** All that is due from services outside, for one tenant: beside the other work, since they may be slow. */
export async function fetchDue(ports: Ports, tenantId: string): Promise<void> {
  while (!ports.stopping?.aborted && (await fetchDueKeyFigures(ports, tenantId)) === 'step');
}
