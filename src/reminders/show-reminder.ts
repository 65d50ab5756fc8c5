import type { OutgoingMessage } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { languageOf, persons } from '../people/person.ts';
import type { Refusal } from '../reports/answer-context.ts';
import { isSaidBefore } from '../reports/report.ts';
import type { Ask, Push } from '../rounds/ask.ts';
import { ownAsksOf } from './own-asks.ts';
import { reminderMessage } from './reminder-card.ts';

/** The message as it would be today, for the way back from a choice; `answered` where nothing is left of it. */
export async function showReminder(
  ports: Pick<Ports, 'store' | 'clock'>,
  { actor, askId }: { actor: Actor; askId: string },
): Promise<OutgoingMessage | { refused: Refusal } | 'answered'> {
  const own = await ownAsksOf(ports, actor, askId);
  if ('refused' in own) return own;
  if (own.bundle.length === 0) return 'answered';
  const { plan, bundle, asked } = own;
  const record = await persons(ports.store).find(actor.tenantId, actor.personId);
  const language = languageOf(plan, record, actor.personId);
  const subject = await Promise.all(
    bundle.map(async ({ ask, round }) => ({
      ask,
      round,
      push: latestPush(ask),
      saidBefore: await isSaidBefore(ports.store, ask, { round, rounds: asked.rounds }),
    })),
  );
  return reminderMessage({ plan, subject, now: ports.clock.now(), language, personId: actor.personId });
}

/** The one on the screen; before any has been sent, the one to come. */
export function latestPush({ pushes }: Ask): Push {
  return (
    pushes.findLast((push) => push.outcome === 'sent') ??
    pushes.find((push) => !push.outcome) ??
    pushes.at(-1)!
  );
}
