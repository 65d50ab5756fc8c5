import type { Stored } from '../base/document-store.ts';
import { asError, RoderError } from '../base/errors.ts';
import type { SendOutcome, SentMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import {
  afterPause,
  forAnotherAttempt,
  isUntried,
  mostAttempts,
  resultOf,
  verdictOf,
} from '../messages/retry-delay.ts';
import { type PostRule, writeSendLog } from '../messages/send-log.ts';
import { channels, rememberChannel } from '../people/channel.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { isClosing, type Summary, summaries } from '../rounds/summary.ts';
import { claim } from '../storage/claim.ts';
import { readSummary, type SummaryNow } from './read-summary.ts';
import { summaryCard } from './summary-card.ts';
import { loseChannel } from './unreached-channel.ts';

export type SummaryEvent = {
  readonly what: 'posted' | 'updated' | 'waiting' | 'unreachable' | 'failed' | 'withdrawn';
  readonly roundId: string;
};

/**
 * Posts the summaries whose time has come, and brings those already posted up to date in place; one that is gone
 * from its channel is posted anew. What does not get through waits for its channel: `unreached-channel.ts`.
 */
export async function postDueSummaries(ports: Ports, tenantId: string): Promise<SummaryEvent[]> {
  const before = toTimestamp(ports.clock.now());
  const plan = await currentPlan(ports.store, tenantId);
  if (!plan) return [];
  const events: SummaryEvent[] = [];
  for (const due of await summaries(ports.store).due({ tenantId, before, limit: 20 })) {
    if (ports.stopping?.aborted) return events;
    const held = await claim(ports, summaries(ports.store), due);
    if (held) events.push(await postSafely(ports, { plan, held, dueAt: due.nextAt ?? before }));
  }
  return events;
}

interface Posting {
  readonly plan: Plan;
  readonly held: Stored<Summary>;
  /** When it was due, before it was claimed. */
  readonly dueAt: string;
}

/** What goes wrong with one is logged and leaves the others alone: its claim ends by itself, and it is tried again. */
async function postSafely(ports: Ports, posting: Posting): Promise<SummaryEvent> {
  const { id, roundId } = posting.held;
  try {
    return { what: await post(ports, posting), roundId };
  } catch (thrown) {
    const error = asError(thrown);
    if (error instanceof RoderError && error.code === 'store-unavailable') throw error;
    const facts = { event: 'summary-error', id, error: error.message, stack: error.stack };
    ports.log.error(facts, 'A summary could not be made.');
    return { what: 'waiting', roundId };
  }
}

async function post(ports: Ports, posting: Posting): Promise<SummaryEvent['what']> {
  const { plan, held } = posting;
  const { tenantId, channelId } = held;
  // Whoever held it so many times never came to an end: then it is the message itself that is wrong.
  if ((held.lease?.attempt ?? 0) > mostAttempts) {
    const outcome = { kind: 'refused', reason: 'never-ended' } as const;
    return settle(ports, posting, { push: held.message ? 'post-update' : 'post', outcome });
  }
  const summary = await readSummary(ports, { plan, summary: held });
  if (!summary) return withdraw(ports, held);
  const message = summaryCard({ summary, language: plan.content.language });
  if (held.message) {
    const outcome = await ports.messenger.update(held.message, message);
    if (outcome.kind !== 'message-gone') return settle(ports, posting, { push: 'post-update', outcome });
  }
  // A round that has ended has its closing post: the card that was kept up to date is not begun after it.
  if (isEnded(summary) && !isClosing(held)) return withdraw(ports, held);
  const known = await channels(ports.store).find(tenantId, channelId);
  const to = { tenantId, channelId, serviceUrl: known?.serviceUrl };
  return settle(ports, posting, { push: 'post', outcome: await ports.messenger.postToChannel(to, message) });
}

function isEnded({ view: { round } }: SummaryNow): boolean {
  return round.state === 'closed' || round.state === 'cancelled';
}

async function withdraw(ports: Ports, held: Stored<Summary>): Promise<'withdrawn'> {
  await finish(ports, held, { nextAt: undefined, message: undefined, unreached: undefined });
  return 'withdrawn';
}

interface Attempt {
  readonly push: 'post' | 'post-update';
  readonly outcome: SendOutcome;
}

/** Records what came of one attempt, as of a reminder; in the end nothing is given up: the channel is waited for. */
async function settle(ports: Ports, posting: Posting, attempt: Attempt): Promise<SummaryEvent['what']> {
  const { plan, held } = posting;
  const { tenantId, roundId, channelId } = held;
  const { outcome, push } = attempt;
  await logAttempt(ports, posting, attempt);
  if (outcome.kind === 'sent') {
    await keepPost(ports, held, { push, message: outcome.message });
    return push === 'post' ? 'posted' : 'updated';
  }
  const verdict = verdictOf(outcome, held.lease?.attempt ?? 1);
  const { reason } = outcome;
  const facts = { event: verdict === 'failed' ? 'summary-failed' : 'summary-not-sent', roundId, reason };
  if (verdict === 'failed') ports.log.error(facts, 'The summary could not be sent.');
  else ports.log.warn(facts, 'The summary was not taken; it is tried again.');
  if (verdict === 'waiting') {
    const { lease, nextAt } = forAnotherAttempt(ports, held.lease, outcome);
    await finish(ports, held, { nextAt }, lease);
    return 'waiting';
  }
  const unreached = outcome.kind === 'unreachable' ? outcome.reason : reason;
  const since = await loseChannel(ports, plan, { tenantId, channelId, reason: unreached });
  await finish(ports, held, { nextAt: afterPause(ports, since), unreached });
  return outcome.kind === 'unreachable' ? 'unreachable' : 'failed';
}

/** The post is what is kept up to date from now on, and its channel is well. */
async function keepPost(
  ports: Ports,
  held: Stored<Summary>,
  { push, message: sent }: { push: Attempt['push']; message: SentMessage },
): Promise<void> {
  const { tenantId, channelId } = held;
  const message = push === 'post' ? sent : held.message;
  const postedAt = held.postedAt ?? toTimestamp(ports.clock.now());
  await finish(ports, held, { message, postedAt, nextAt: undefined, unreached: undefined });
  if (sent.redirected) return;
  const known = await channels(ports.store).find(tenantId, channelId);
  const { serviceUrl } = sent;
  await rememberChannel(ports.store, { tenantId, id: channelId, serviceUrl }, known);
}

/**
 * Every post, and of what stands there only what did not get through, and that it then did. What is known to be so
 * is told once, however often it is tried.
 */
async function logAttempt(ports: Ports, { held, dueAt }: Posting, { push, outcome }: Attempt): Promise<void> {
  const { id, tenantId, roundId, channelId, lease, message, unreached } = held;
  if (isUntried(outcome)) return;
  const verdict = verdictOf(outcome, lease?.attempt ?? 1);
  const isFirst = (lease?.attempt ?? 1) === 1 && !unreached;
  if (outcome.kind === 'sent' && push === 'post-update' && isFirst) return;
  if (outcome.kind !== 'sent' && outcome.reason === unreached) return;
  await writeSendLog(ports, {
    tenantId,
    channelId,
    subject: id,
    askIds: [],
    roundIds: [roundId],
    push,
    rule: ruleOf(held, push),
    dueAt,
    outcome: resultOf(outcome, verdict),
    reason: outcome.kind === 'sent' ? undefined : outcome.reason,
    perhapsSecondCopy: outcome.kind === 'sent' && push === 'post' && lease?.unsure ? true : undefined,
    activityId: outcome.kind === 'sent' ? outcome.message.activityId : message?.activityId,
  });
}

function ruleOf(held: Summary, push: Attempt['push']): PostRule | undefined {
  if (push === 'post-update') return undefined;
  if (held.message) return 'message-gone';
  return isClosing(held) ? 'closing-summary' : 'first-summary';
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
    const overtaken = one.changes !== held.changes && !lease && !done.unreached;
    return { ...one, ...done, lease, ...(overtaken ? { nextAt: again } : {}) };
  });
}
