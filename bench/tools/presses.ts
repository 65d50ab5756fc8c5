import { askId } from '../../src/rounds/ask.ts';
import { personIdOfNumber } from '../../test/support/sending-world.ts';
import { executeActivity, messageActivity } from '../../test/support/teams-activities.ts';
import { memberIdOf, personalConversationId } from '../../test/support/teams-conversations.ts';
import { roundId, tenantId } from './municipality.ts';

/** The envelope of an activity from a manager's Teams. */
function envelopeOf(number: number, serviceUrl: string, id: number) {
  const aadObjectId = personIdOfNumber(number);
  const from = { id: memberIdOf(tenantId, aadObjectId), aadObjectId, tenantId, name: 'Chef' };
  const conversation = {
    id: personalConversationId(tenantId, from.id),
    type: 'personal' as const,
    tenantId,
    members: [from],
    presence: 'installed' as const,
  };
  return { id: String(id), serviceUrl, conversation, conversationId: conversation.id, from, locale: 'sv-SE' };
}

/** Managers take turns to answer the first question on their card, with different words each time. */
export function judgementPresses(people: number, serviceUrl: string): () => object {
  let count = 0;
  return () => {
    count += 1;
    const number = (count % people) + 1;
    const data = {
      ask: askId(roundId, personIdOfNumber(number)),
      assignment: `a${number}`,
      status: 'on_track',
      ownWords: `${words} ${count}`,
    };
    return executeActivity(envelopeOf(number, serviceUrl, count), { verb: 'answer/next', data });
  };
}

/** A manager answers their assignment whole: opens it, unfolds what may be new, answers everything and sends it in. */
export function wholeAssignment(number: number, serviceUrl: string): readonly object[] {
  const ask = askId(roundId, personIdOfNumber(number));
  const assignment = `a${number}`;
  const judgement = { status: 'on_track', forecast: 'expected', ownWords: `${words} ${number}` };
  const aspects = { 'aspect-economic': words, 'aspect-ecological': words, 'aspect-social': words };
  const readings = Object.fromEntries([0, 1, 2].map((place) => [`reading-i${number}-${place}`, '50']));
  const presses = [
    ['answer/open', {}],
    ['answer/unfold', { assignment, fold: 'aspects', ...judgement }],
    ['answer/next', { assignment, ...judgement, ...aspects, ...readings }],
    // Asked once about a value that is far from the last.
    ['answer/next', { assignment, ...judgement, ...aspects, ...readings }],
    ['answer/submit', {}],
  ] as const;
  return presses.map(([verb, data], index) =>
    executeActivity(envelopeOf(number, serviceUrl, number * 10 + index), { verb, data: { ask, ...data } }),
  );
}

/** Managers take turns to write a message. */
export function messages(
  people: number,
  serviceUrl: string,
  textOf: (count: number) => string,
): () => object {
  let count = 0;
  return () => {
    count += 1;
    return messageActivity(envelopeOf((count % people) + 1, serviceUrl, count), textOf(count));
  };
}

const words =
  'Vi följer planen. Bemanningen är bättre än i våras, men två tjänster är fortfarande vakanta och upphandlingen drar ut på tiden.';
