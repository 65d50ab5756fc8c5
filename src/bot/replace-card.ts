import type { TurnContext } from 'botbuilder';
import { asError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import { isOwnCard, isSamePlace, type MessagePlace } from '../people/own-cards.ts';
import { persons } from '../people/person.ts';
import { subjectOf } from '../permissions/entrances.ts';
import { asks } from '../rounds/ask.ts';
import { activityOf, type ShownMessage } from './teams-messenger.ts';
import type { Turn } from './turn.ts';

/**
 * The person may have the chat open elsewhere: the message itself becomes the receipt too, where it is the very card
 * that was meant. What they did is done and answered: that Teams does not take this changes nothing of it, and an older
 * card shows today's when pressed.
 */
export async function replaceForEverybody(
  ports: Ports,
  turn: Turn,
  context: TurnContext,
  message: ShownMessage,
): Promise<void> {
  const { conversation, replyToId: activityId = '', value } = context.activity;
  try {
    const place = { conversationId: conversation.id, activityId };
    if (!(await isMeant(ports, turn, place, value))) return;
    await context.updateActivity({ ...activityOf(message), id: activityId });
  } catch (thrown) {
    const facts = { event: 'card-not-replaced', error: asError(thrown).message };
    ports.log.warn(facts, 'A card could not be brought up to date.');
  }
}

/**
 * Whether Roder itself put a card about this there, for this person. Where a button was pressed is only what the
 * request says: leadership's card, or somebody else's, is not to become whatever another button shows.
 */
async function isMeant(
  { store }: Ports,
  { actor: { tenantId, personId } }: Turn,
  place: MessagePlace,
  value: { action: { verb: string; data?: Record<string, unknown> } },
): Promise<boolean> {
  const { verb, data = {} } = value.action;
  const about = subjectOf(verb, data);
  if (about === undefined) return false;
  const person = await persons(store).find(tenantId, personId);
  if (isOwnCard(person?.cards, place, about)) return true;
  if (about !== `ask:${data.ask}`) return false;
  const ask = await asks(store).find(tenantId, String(data.ask));
  const { message } = ask ?? {};
  // Messages from before this was kept were for whoever is asked.
  return (
    message !== undefined && isSamePlace(message, place) && (message.personId ?? ask!.personId) === personId
  );
}
