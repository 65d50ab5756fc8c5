import * as z from 'zod/v4';
import { translator } from '../../language/language.ts';
import { type AnswerView, changeAnswer, openAnswer, takeStep } from '../../reports/answer.ts';
import { submitAnswer } from '../../reports/submit-answer.ts';
import { type Action, type ActionResult, type Actions, badCard, id, withData } from '../action.ts';
import { viewCard } from '../answering.ts';
import type { Turn } from '../turn.ts';

/** The way through an answer: open, step by step, preview, sent in, changed. */
export const answerActions: Actions = {
  'answer/open': withData(z.object({ ask: id }), async (ports, turn, { ask }) =>
    shown(await openAnswer(ports, move(turn, ask)), turn),
  ),
  'answer/next': stepAction('next'),
  'answer/back': stepAction('back'),
  'answer/change': withData(z.object({ ask: id, assignment: id }), async (ports, turn, { ask, assignment }) =>
    shown(await changeAnswer(ports, { ...move(turn, ask), assignmentId: assignment }), turn),
  ),
  'answer/submit': withData(z.object({ ask: id }), async (ports, turn, { ask }) => {
    const view = await submitAnswer(ports, move(turn, ask));
    const card = viewCard(view, turn);
    if (view.view !== 'receipt') return { card };
    const summary = translator(turn.language)('answer.receipt.title');
    return { card, forEverybody: { card, summary }, workIsDue: true };
  }),
};

const step = z.enum(['judgement', 'help', 'readings', 'aspects']);

/** Inputs come as text; a client may send nothing for an empty one. */
const inputs = z
  .record(z.string(), z.unknown())
  .transform((data) =>
    Object.fromEntries(
      Object.entries(data).filter((one): one is [string, string] => typeof one[1] === 'string'),
    ),
  );

function stepAction(go: 'next' | 'back'): Action {
  return async (ports, turn, data) => {
    const ids = z.object({ ask: id, assignment: id, step }).safeParse(data);
    if (!ids.success) return badCard(turn);
    const at = { assignmentId: ids.data.assignment, name: ids.data.step };
    const typed = inputs.parse(data);
    return shown(await takeStep(ports, { ...move(turn, ids.data.ask), step: at, inputs: typed, go }), turn);
  };
}

function move({ actor, language }: Turn, askId: string) {
  return { actor, language, askId };
}

function shown(view: AnswerView, turn: Turn): ActionResult {
  return { card: viewCard(view, turn) };
}
