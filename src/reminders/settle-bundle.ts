import type { SendOutcome, SentMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { forAnotherAttempt, isUntried, resultOf, verdictOf } from '../messages/retry-delay.ts';
import { writeSendLog } from '../messages/send-log.ts';
import { persons } from '../people/person.ts';
import { markUnreachable } from '../people/reachability.ts';
import { type Ask, asks, nextPush, type Push } from '../rounds/ask.ts';
import { askedForLater } from '../rounds/push-plan.ts';
import type { PushDecision } from './decide-push.ts';
import type { Bundle } from './reader-bundles.ts';

/** A claimed ask, and what is to become of its due pushes. */
export interface DecidedAsk {
  readonly ask: Ask;
  readonly decision: PushDecision;
}

export interface Settlement {
  readonly bundle: Bundle;
  readonly decided: readonly DecidedAsk[];
  /** Absent: nothing was left to send. */
  readonly outcome?: SendOutcome | undefined;
}

/**
 * Records what came of a message and why something was left out. The asks and the log are written together, so
 * that a crash leaves both or neither (on Cosmos DB, where documents are written one by one: nearly always).
 */
export async function settleBundle(
  ports: Ports,
  settlement: Settlement,
): Promise<ReturnType<typeof verdictOf> | 'skipped'> {
  const { bundle, decided, outcome } = settlement;
  const attempt = Math.max(...decided.map(({ ask }) => ask.lease?.attempt ?? 1));
  const what = outcome ? verdictOf(outcome, attempt) : 'skipped';
  const isSent = ({ decision }: DecidedAsk) => decision.send !== undefined;
  await Promise.all([
    ...decided.map((one) =>
      what === 'waiting' && isSent(one)
        ? giveBack(ports, one.ask, outcome!)
        : recordPushes(ports, one, outcome, what),
    ),
    ...decided
      .filter((one) => what !== 'waiting' || !isSent(one))
      .map((one) => logSkipped(ports, bundle, one)),
    ...(outcome ? [logSending(ports, settlement, what), keepWhereabouts(ports, bundle, outcome)] : []),
  ]);
  if (what === 'failed') {
    const askIds = decided.map(({ ask }) => ask.id);
    const facts = { event: 'reminder-failed', askIds, attempt, reason: reasonOf(outcome) };
    ports.log.error(facts, 'A reminder could not be sent.');
  }
  return what;
}

async function giveBack(ports: Ports, held: Ask, outcome: SendOutcome): Promise<void> {
  const again = forAnotherAttempt(ports, held.lease, outcome);
  await asks(ports.store).change(held.tenantId, held.id, (ask) =>
    ask.state === 'open' ? { ...ask, ...again } : { ...ask, lease: undefined, nextAt: undefined },
  );
}

/** The person may have answered, or the round closed, while the message was on its way: their word stays. */
async function recordPushes(
  ports: Ports,
  { ask: held, decision }: DecidedAsk,
  outcome: SendOutcome | undefined,
  what: Awaited<ReturnType<typeof settleBundle>>,
): Promise<void> {
  const settledAt = toTimestamp(ports.clock.now());
  const left = leftOut(held, ports);
  await asks(ports.store).change(held.tenantId, held.id, (ask) => {
    const pushes = ask.pushes.map((push): Push => {
      const skipped = [...decision.skip, ...left].find((one) => one.push.kind === push.kind);
      if (skipped) return { ...push, outcome: 'skipped', settledAt, reason: skipped.reason };
      if (decision.send?.kind !== push.kind || what === 'waiting') return push;
      return { ...push, outcome: what, settledAt, reason: reasonOf(outcome) };
    });
    const next = nextPush({ state: ask.state, pushes });
    return { ...ask, pushes, nextAt: next?.at, lease: undefined, message: messageOf(outcome) ?? ask.message };
  });
}

/** One entry a message. What was held back has not been tried, and is not told. */
async function logSending(
  ports: Ports,
  { bundle, decided, outcome }: Settlement,
  what: Awaited<ReturnType<typeof settleBundle>>,
): Promise<void> {
  const sent = decided.filter(({ decision }) => decision.send);
  const push = sent[0]?.decision.send;
  if (!outcome || !push || isUntried(outcome)) return;
  const unsure = sent.some(({ ask }) => ask.lease?.unsure);
  await writeSendLog(ports, {
    tenantId: bundle.tenantId,
    personId: bundle.personId,
    askIds: sent.map(({ ask }) => ask.id),
    push: push.kind,
    rule: push.rule,
    dueAt: push.at,
    reason: reasonOf(outcome),
    outcome: resultOf(outcome, what),
    perhapsSecondCopy: unsure && outcome.kind === 'sent' ? true : undefined,
    activityId: messageOf(outcome)?.activityId,
  });
}

/** Left out because the person asked for a later day; told when that day's push is settled: until then they may undo it. */
function leftOut({ pushes }: Ask, { clock }: Pick<Ports, 'clock'>) {
  const now = toTimestamp(clock.now());
  return pushes
    .filter(({ reason, settledAt, at }) => reason === askedForLater && !settledAt && at <= now)
    .map((push) => ({ push, reason: askedForLater }));
}

async function logSkipped(ports: Ports, bundle: Bundle, { ask, decision }: DecidedAsk): Promise<void> {
  const { tenantId, personId } = bundle;
  await Promise.all(
    [...decision.skip, ...leftOut(ask, ports)].map(({ push, reason }) =>
      writeSendLog(ports, {
        tenantId,
        personId,
        askIds: [ask.id],
        push: push.kind,
        rule: push.rule,
        dueAt: push.at,
        outcome: 'skipped',
        reason,
      }),
    ),
  );
}

/** That somebody cannot be reached is kept for the administrator; a chat that was made for them, for next time. */
async function keepWhereabouts(
  ports: Ports,
  { tenantId, personId, record }: Bundle,
  outcome: SendOutcome,
): Promise<void> {
  if (outcome.kind === 'unreachable') return markUnreachable(ports, { tenantId, personId }, outcome.reason);
  if (outcome.kind !== 'sent' || outcome.message.redirected) return;
  const { conversationId, serviceUrl } = outcome.message;
  if (record?.conversationId === conversationId && !record.unreachable) return;
  const where = { conversationId, serviceUrl, unreachable: undefined };
  const known = await persons(ports.store).change(tenantId, personId, (one) => ({ ...one, ...where }));
  if (!known) await persons(ports.store).create({ tenantId, id: personId, ...where });
}

function reasonOf(outcome: SendOutcome | undefined): string | undefined {
  return outcome && outcome.kind !== 'sent' ? outcome.reason : undefined;
}

function messageOf(outcome: SendOutcome | undefined): SentMessage | undefined {
  return outcome?.kind === 'sent' ? outcome.message : undefined;
}
