import type { OutgoingMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { languageOf } from '../people/person.ts';
import type { AskOfActor, Refusal } from '../reports/answer-context.ts';
import { isSaidBefore } from '../reports/report.ts';
import type { Ask, Push } from '../rounds/ask.ts';
import { ownAsksOf } from './own-asks.ts';
import { reminderMessage } from './reminder-card.ts';

/** The message as it would be today, for the way back from a choice; `answered` where nothing is left of it. */
export async function showReminder(
  ports: Pick<Ports, 'store' | 'clock'>,
  request: AskOfActor,
): Promise<OutgoingMessage | { refused: Refusal } | 'answered'> {
  const own = await ownAsksOf(ports, request);
  if ('refused' in own) return own;
  if (own.bundle.length === 0) return 'answered';
  const { plan, bundle, asked, record } = own;
  const { personId } = request.actor;
  const language = languageOf(plan, record, personId);
  const subject = await Promise.all(
    bundle.map(async ({ ask, round }) => ({
      ask,
      round,
      push: latestPush(ask),
      saidBefore: await isSaidBefore(ports.store, ask, { round, rounds: asked.rounds }),
    })),
  );
  return reminderMessage({ plan, subject, now: ports.clock.now(), language, personId });
}

/** The one on the screen; before any has been sent, the one to come. */
export function latestPush({ pushes }: Ask): Push {
  return (
    pushes.findLast((push) => push.outcome === 'sent') ??
    pushes.find((push) => !push.outcome) ??
    pushes.at(-1)!
  );
}
