import { toTimestamp } from '../calendar/instants.ts';
import { channels } from '../people/channel.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import type { Ports } from '../ports.ts';
import { retryDelay } from '../reminders/retry-delay.ts';
import { claim } from '../storage/claim.ts';
import type { Stored } from '../storage/document-store.ts';
import { readSummary } from './read-summary.ts';
import { type Summary, summaries } from './summary.ts';
import { summaryCard } from './summary-card.ts';

export type SummaryEvent = {
  readonly what: 'posted' | 'updated' | 'waiting' | 'withdrawn';
  readonly roundId: string;
};

/** Posts the summaries whose time has come, and brings those already posted up to date in place. */
export async function postDueSummaries(ports: Ports, tenantId: string): Promise<SummaryEvent[]> {
  const before = toTimestamp(ports.clock.now());
  const plan = await currentPlan(ports.store, tenantId);
  if (!plan) return [];
  const events: SummaryEvent[] = [];
  for (const due of await summaries(ports.store).due({ tenantId, before, limit: 20 })) {
    const held = await claim(ports, summaries(ports.store), due);
    if (held) events.push(await post(ports, plan, held));
  }
  return events;
}

async function post(ports: Ports, plan: Plan, held: Stored<Summary>): Promise<SummaryEvent> {
  const { tenantId, roundId } = held;
  const summary = await readSummary(ports, { plan, summary: held });
  if (!summary) {
    await finish(ports, held, { nextAt: undefined });
    return { what: 'withdrawn', roundId };
  }
  const message = summaryCard({ summary, language: plan.content.language });
  const known = await channels(ports.store).find(tenantId, held.channelId);
  const sent = held.message
    ? await ports.messenger.update(held.message, message)
    : await ports.messenger.postToChannel(
        { tenantId, channelId: held.channelId, serviceUrl: known?.serviceUrl },
        message,
      );
  const now = ports.clock.now();
  if (sent.kind === 'sent') {
    const postedAt = held.postedAt ?? toTimestamp(now);
    await finish(ports, held, { message: held.message ?? sent.message, postedAt, nextAt: undefined });
    return { what: held.message ? 'updated' : 'posted', roundId };
  }
  ports.log.warn(
    { event: 'summary-not-sent', roundId, reason: sent.reason },
    'The summary was not taken; it is tried again.',
  );
  await finish(
    ports,
    held,
    { nextAt: toTimestamp(now.add(retryDelay(held.lease?.attempt ?? 1))) },
    held.lease,
  );
  return { what: 'waiting', roundId };
}

/** An answer that came while the card was being made: then it is made once more. */
async function finish(
  ports: Ports,
  held: Stored<Summary>,
  done: Partial<Summary>,
  lease?: Summary['lease'],
): Promise<void> {
  const again = toTimestamp(ports.clock.now());
  await summaries(ports.store).change(held.tenantId, held.id, (one) => {
    const overtaken = one.changes !== held.changes && !lease;
    return { ...one, ...done, lease, ...(overtaken ? { nextAt: again } : {}) };
  });
}
