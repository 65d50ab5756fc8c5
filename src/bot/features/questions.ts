import * as z from 'zod/v4';
import { answerButton, kinds } from '../../conversation/answer-question.ts';
import { intents } from '../../conversation/catalog.ts';
import { terms } from '../../questions/glossary.ts';
import { type Actions, id, withData } from '../action.ts';
import { askerOf } from '../turn.ts';

const kind = z.enum(kinds);
const from = z.int().min(0).max(100_000).optional();
const asked = z.union([
  z
    .object({ kind, from, type: z.enum(['assignment', 'indicator', 'role']), id })
    .transform(({ type, id: subject, ...rest }) => ({ ...rest, about: [{ type, id: subject }] })),
  z
    .object({ kind, from, type: z.literal('term'), id: z.enum(terms) })
    .transform(({ type, id: term, ...rest }) => ({ ...rest, about: [{ type, id: term }] })),
  z.object({ kind, from, type: z.undefined().optional() }).transform((rest) => ({ ...rest, about: [] })),
]);

/** What was chosen where one of several things may have been meant. */
export const meant = z
  .object({
    intent: z.enum(intents.map(({ id: name }) => name) as [string, ...string[]]),
    type: z.enum(['assignment', 'indicator', 'role']).optional(),
    id: id.optional(),
  })
  .transform(({ intent, type, id: subject }) => ({
    intent,
    subjects: type && subject ? [{ type, id: subject }] : [],
  }));

/** Questions asked by pressing: a choice, the rest of a long answer, what an answer leads on to. */
export const questionActions: Actions = {
  'questions/show': withData(asked, async (ports, turn, pressed) => ({
    card: await answerButton(ports, askerOf(turn), pressed),
  })),
  'questions/status': withData(z.object({ id }), async (ports, turn, data) => {
    const about = [{ type: 'assignment', id: data.id } as const];
    return { card: await answerButton(ports, askerOf(turn), { kind: 'status', about }) };
  }),
};
