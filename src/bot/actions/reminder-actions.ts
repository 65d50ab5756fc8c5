import * as z from 'zod/v4';
import { explainAsk } from '../../reminders/explain-ask.ts';
import { type Actions, id, withData } from '../action.ts';

/** What a person can say about a reminder other than answering it. */
export const reminderActions: Actions = {
  'reminders/why': withData(z.object({ ask: id }), async (ports, turn, { ask }) => ({
    card: await explainAsk(ports, { actor: turn.actor, askId: ask, language: turn.language }),
  })),
};
