import type { Ports } from '../base/ports.ts';
import { mostAttempts } from '../messages/retry-delay.ts';
import { languageOf } from '../people/person.ts';
import type { Plan } from '../plan/plan-index.ts';
import { isSaidBefore } from '../reports/report.ts';
import type { Ask } from '../rounds/ask.ts';
import type { Round } from '../rounds/round.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { decidePush } from './decide-push.ts';
import { type Bundle, claimBundle } from './reader-bundles.ts';
import { reminderMessage } from './reminder-card.ts';
import { type DecidedAsk, settleBundle } from './settle-bundle.ts';

export interface ReminderEvent {
  readonly what: 'sent' | 'skipped' | 'waiting' | 'unreachable' | 'failed';
  readonly personId: string;
  readonly askIds: readonly string[];
}

export interface Sending {
  readonly plan: Plan;
  readonly rounds: ReadonlyMap<string, Round>;
  readonly bundle: Bundle;
}

/** Claims, decides, renders, sends and records. Undefined: another instance has it. */
export async function sendBundle(ports: Ports, sending: Sending): Promise<ReminderEvent | undefined> {
  const { plan, rounds, bundle } = sending;
  const open = [...rounds.values()].filter(({ state }) => state === 'open');
  const held = await claimBundle(ports, bundle, open);
  if (held.length === 0) return undefined;
  const [now, calendar] = [ports.clock.now(), calendarOf(plan)];
  const decided = held.map((ask) => {
    return { ask, decision: decidePush(ask, { round: rounds.get(ask.roundId), now, calendar }) };
  });
  const outcome = await sendDecided(ports, sending, decided);
  const what = await settleBundle(ports, { bundle, decided, outcome });
  return { what, personId: bundle.personId, askIds: held.map((ask) => ask.id) };
}

async function sendDecided(ports: Ports, { plan, rounds, bundle }: Sending, decided: readonly DecidedAsk[]) {
  const subject = decided.flatMap(({ ask, decision: { send } }) =>
    send ? [{ ask, round: rounds.get(ask.roundId)!, push: send }] : [],
  );
  if (subject.length === 0) return undefined;
  // Whoever held it so many times never came to an end: then it is the message itself that is wrong.
  if (subject.some(({ ask }) => isExhausted(ask))) return { kind: 'refused', reason: 'never-ended' } as const;
  const { tenantId, personId, record } = bundle;
  const language = languageOf(plan, record, personId);
  const all = [...rounds.values()];
  const asked = await Promise.all(
    subject.map(async (one) => {
      const saidBefore = await isSaidBefore(ports.store, one.ask, { round: one.round, rounds: all });
      return { ...one, saidBefore };
    }),
  );
  const message = reminderMessage({ plan, subject: asked, now: ports.clock.now(), language, personId });
  const { conversationId, serviceUrl } = record ?? {};
  return ports.messenger.sendToPerson({ tenantId, personId, conversationId, serviceUrl }, message);
}

function isExhausted({ lease }: Ask): boolean {
  return (lease?.attempt ?? 0) > mostAttempts;
}
