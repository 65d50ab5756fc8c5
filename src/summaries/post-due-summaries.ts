import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import {
  afterPause,
  type Delivered,
  deliverDue,
  type LogEntry,
  type MessageKind,
  type Rendered,
  type Result,
  type Settled,
} from '../messages/delivery.ts';
import type { PostRule } from '../messages/send-log.ts';
import { announce } from '../messages/webhook.ts';
import { channels, rememberChannel } from '../people/channel.ts';
import type { Plan } from '../plan/plan-index.ts';
import { isClosing, type Summary, summaries } from '../rounds/summary.ts';
import { readSummary } from './read-summary.ts';
import { summaryCard } from './summary-card.ts';
import { loseChannel } from './unreached-channel.ts';

export interface SummaryEvent {
  readonly what: 'posted' | 'updated' | 'waiting' | 'unreachable' | 'failed' | 'withdrawn';
  readonly roundId: string;
}

/**
 * Posts the summaries whose time has come, and brings those already posted up to date in place; one that is gone
 * from its channel is posted anew. What does not get through waits for its channel: `unreached-channel.ts`.
 */
export async function postDueSummaries(ports: Ports, tenantId: string, plan?: Plan): Promise<SummaryEvent[]> {
  const delivered = await deliverDue(ports, { tenantId, plan }, posts);
  await announceUpdated(ports, tenantId, delivered);
  return delivered.map(({ what, isUpdate, held }) => {
    const sent = isUpdate ? 'updated' : 'posted';
    return {
      what: what === 'sent' ? sent : what === 'skipped' ? 'withdrawn' : what,
      roundId: held[0]!.roundId,
    };
  });
}

/** Once for each round, however many channels have its card. */
async function announceUpdated(
  ports: Ports,
  tenantId: string,
  delivered: readonly Delivered<Summary>[],
): Promise<void> {
  const sent = delivered.filter(({ what }) => what === 'sent').map(({ held }) => held[0]!);
  for (const [roundId, [first]] of Map.groupBy(sent, (one) => one.roundId)) {
    const event = `summary:${first!.id}:${first!.changes}`;
    await announce(ports, { tenantId, event, about: { type: 'summary.updated', roundId } });
  }
}

function posts(ports: Ports, tenantId: string, plan: Plan): MessageKind<Summary> {
  return {
    name: 'summary',
    documents: summaries,
    maxPerPass: 20,
    maxAtOnce: 1,

    async render({ held }): Promise<Rendered<Summary>> {
      const [one] = held;
      const { channelId, message: existing } = one!;
      const summary = await readSummary(ports, { plan, summary: one! });
      if (!summary) return { covered: [] };
      // Of a round that was called off nothing is begun.
      const mayBegin = summary.view.round.state !== 'cancelled' || isClosing(one!);
      // A round about others' assignments is no news in a department's channel.
      const hasContent = summary.view.assignments.length > 0;
      if (!existing && !(mayBegin && hasContent)) return { covered: [] };
      const content = summaryCard({ summary, language: plan.content.language });
      return { covered: held, sending: { to: { channelId }, content, existing, anewIfGone: mayBegin } };
    },

    /** In the end nothing is given up: the channel is waited for. */
    async settle({ held: [one], dueAt }, result): Promise<Settled<Summary>> {
      const held = one!;
      const { what, reason } = result;
      const isLost = what === 'unreachable' || what === 'failed';
      if (what === 'waiting' || what === 'unreachable') {
        const facts = { event: 'summary-not-sent', roundId: held.roundId, reason };
        ports.log.warn(facts, 'The summary was not taken; it is tried again.');
      }
      const lost = { tenantId, channelId: held.channelId, reason: reason ?? what };
      const pausedTo = isLost ? afterPause(ports, await loseChannel(ports, plan, lost)) : undefined;
      const now = toTimestamp(ports.clock.now());
      return {
        change(summary) {
          if (isLost) return { ...summary, nextAt: pausedTo, unreached: lost.reason };
          // An answer that came while the card was being made: then it is made once more.
          const nextAt = summary.changes === held.changes ? undefined : now;
          const done = { ...summary, nextAt, unreached: undefined };
          if (what !== 'sent') return { ...done, message: undefined };
          const message = result.isUpdate ? held.message : result.message;
          return { ...done, message, postedAt: held.postedAt ?? now };
        },
        entry: isWorthTelling(held, result) ? entryOf(held, result, dueAt) : undefined,
      };
    },

    /** The channel is well. */
    async keepSent({ to }, { serviceUrl }) {
      if (!('channelId' in to)) return;
      const known = await channels(ports.store).find(tenantId, to.channelId);
      await rememberChannel(ports.store, { tenantId, id: to.channelId, serviceUrl }, known);
    },
  };
}

/**
 * Every post, and of what stands there only what did not get through, and that it then did. What is known to be so
 * is told once, however often it is tried.
 */
function isWorthTelling({ lease, unreached }: Summary, { what, reason, isUpdate }: Result<Summary>): boolean {
  if (what === 'sent') return !isUpdate || (lease?.attempt ?? 1) > 1 || unreached !== undefined;
  return reason !== unreached;
}

function entryOf(held: Summary, { isUpdate }: Result<Summary>, dueAt: string): LogEntry {
  const { id, roundId, channelId, message } = held;
  const push = (isUpdate ?? message !== undefined) ? 'post-update' : 'post';
  const rule = push === 'post' ? ruleOf(held) : undefined;
  return { channelId, subject: id, askIds: [], roundIds: [roundId], push, rule, dueAt };
}

function ruleOf(held: Summary): PostRule {
  if (held.message) return 'message-gone';
  return isClosing(held) ? 'closing-summary' : 'first-summary';
}
