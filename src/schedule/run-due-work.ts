import type { Ports } from '../base/ports.ts';
import { type DigestEvent, sendDueDigests } from '../following/send-due-digests.ts';
import { adoptPlan, type PlanEvent } from '../plan-changes/adopt-plan.ts';
import { type NoticeEvent, sendDueNotices } from '../reminders/send-due-notices.ts';
import { type ReminderEvent, sendDueReminders } from '../reminders/send-due-reminders.ts';
import { openDueRounds, type RoundEvent } from '../rounds/open-due-rounds.ts';
import { postDueSummaries, type SummaryEvent } from '../summaries/post-due-summaries.ts';
import { followSupport, type SupportEvent } from '../support-requests/follow-support.ts';

export type WorkEvent =
  | PlanEvent
  | RoundEvent
  | SupportEvent
  | NoticeEvent
  | ReminderEvent
  | SummaryEvent
  | DigestEvent;

/** A tick may find work that its own work made due; past this many rounds of it, the next tick goes on. */
const mostPasses = 50;

/** Does all that is due for one tenant, in the order it depends on: the plan, rounds, support requests, then messages, then summaries, then digests. */
export async function runDueWork(ports: Ports, tenantId: string): Promise<WorkEvent[]> {
  const all: WorkEvent[] = [];
  for (let pass = 0; pass < mostPasses; pass++) {
    const events = [
      ...(await adoptPlan(ports, tenantId)),
      ...(await openDueRounds(ports, tenantId)),
      ...(await followSupport(ports, tenantId)),
      ...(await sendDueNotices(ports, tenantId)),
      ...(await sendDueReminders(ports, tenantId)),
      ...(await postDueSummaries(ports, tenantId)),
      ...(await sendDueDigests(ports, tenantId)),
    ];
    all.push(...events);
    if (events.every(({ what }) => what === 'waiting')) return all;
  }
  return all;
}
