import type { Stored } from '../base/document-store.ts';
import type { OutgoingMessage, SendOutcome } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { roundIdOf } from '../base/round-id.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { type Notice, notices } from '../messages/notice.ts';
import { forAnotherAttempt, isUntried, resultOf, verdictOf } from '../messages/retry-delay.ts';
import { type SendLogEntry, type SendResult, writeSendLog } from '../messages/send-log.ts';
import { keepOwnCard } from '../people/own-cards.ts';
import { markUnreachable } from '../people/reachability.ts';

export type NoticeResult = 'told' | 'dropped' | 'waiting' | 'unreachable' | 'failed';

/** Records what came of one message about all that was held. */
export async function settleSending(
  ports: Ports,
  held: readonly Stored<Notice>[],
  { personId, outcome, message }: { personId: string; outcome: SendOutcome; message: OutgoingMessage },
): Promise<NoticeResult> {
  const attempt = Math.max(...held.map(({ lease }) => lease?.attempt ?? 1));
  const verdict = verdictOf(outcome, attempt);
  if (verdict === 'waiting') return tryAgain(ports, held, outcome, attempt);
  const { tenantId } = held[0]!;
  if (outcome.kind === 'unreachable') await markUnreachable(ports, { tenantId, personId }, outcome.reason);
  if (outcome.kind !== 'sent') return settleNotices(ports, held, { state: verdict, reason: outcome.reason });
  const together = held.length > 1 ? held.map(({ id }) => id) : undefined;
  const result = await settleNotices(ports, held, { state: 'sent', message: outcome.message, together });
  if (!outcome.message.redirected)
    await keepOwnCard(ports, { tenantId, personId }, outcome.message, message.card);
  return result;
}

/** Its result goes to the send log as well, beside the reminders': one entry a message. */
export async function settleNotices(
  ports: Ports,
  held: readonly Stored<Notice>[],
  settled: Pick<Notice, 'state' | 'reason' | 'message' | 'together'>,
): Promise<NoticeResult> {
  const settledAt = toTimestamp(ports.clock.now());
  for (const one of held) {
    await notices(ports.store).replace({
      ...one,
      ...settled,
      settledAt,
      lease: undefined,
      nextAt: undefined,
    });
  }
  const { state, reason } = settled;
  const outcome = state === 'dropped' ? 'skipped' : (state as SendResult);
  await logResult(ports, held, { outcome, reason, activityId: settled.message?.activityId });
  if (state === 'failed') {
    const [{ about, personId } = held[0]!] = held;
    const facts = {
      event: 'notice-failed',
      ids: held.map(({ id }) => id),
      type: about.type,
      personId,
      reason,
    };
    ports.log.error(facts, 'Somebody could not be told.');
  }
  return state === 'sent' || state === 'waiting' ? 'told' : state;
}

async function logResult(
  ports: Ports,
  held: readonly Stored<Notice>[],
  result: Pick<SendLogEntry, 'outcome' | 'reason' | 'activityId'>,
): Promise<void> {
  const { id, tenantId, personId, about, dueAt } = held[0]!;
  const isAgain = result.outcome === 'sent' && held.some(({ lease }) => lease?.unsure) ? true : undefined;
  await writeSendLog(ports, {
    tenantId,
    personId,
    subject: id,
    push: 'notice',
    notice: about.type,
    ...result,
    askIds: 'askId' in about ? [about.askId] : [],
    perhapsSecondCopy: isAgain,
    roundIds: roundsOf(held),
    rule: about.type === 'unanswered' ? 'day-after-due' : undefined,
    dueAt: dueAt ?? toTimestamp(ports.clock.now()),
  });
}

/** Of what is about no one ask. */
function roundsOf(held: readonly Stored<Notice>[]): string[] | undefined {
  const ids = held.flatMap(({ about }) => {
    if ('roundId' in about) return about.roundId;
    return 'requestId' in about ? roundIdOf(about.requestId) : [];
  });
  return ids.length > 0 ? [...new Set(ids)] : undefined;
}

/** All of it at the same time, so that it stays one message. */
async function tryAgain(
  ports: Ports,
  held: readonly Stored<Notice>[],
  outcome: SendOutcome,
  attempt: number,
): Promise<'waiting'> {
  const { lease, nextAt } = forAnotherAttempt(ports, { owner: ports.instance, attempt }, outcome);
  for (const one of held) {
    const unsure = one.lease?.unsure ?? lease.unsure;
    await notices(ports.store).replace({ ...one, lease: { ...lease, unsure }, nextAt });
  }
  if (!isUntried(outcome) && outcome.kind !== 'sent') {
    const { reason } = outcome;
    await logResult(ports, held, { outcome: resultOf(outcome, 'waiting'), reason });
  }
  return 'waiting';
}
