import * as z from 'zod/v4';
import { namesInputs } from '../../language/card-inputs.ts';
import { translator } from '../../language/language.ts';
import type { Ports } from '../../ports.ts';
import { changeAnswer, correctAnswer, openAnswer, showParts, takeStep } from '../../reports/answer.ts';
import { answerHistory } from '../../reports/answer-history.ts';
import { stepNames } from '../../reports/answer-steps.ts';
import { settleCollision } from '../../reports/settle-collision.ts';
import { submitAnswer } from '../../reports/submit-answer.ts';
import { restoreWish, withdrawWish } from '../../support-requests/withdraw-wish.ts';
import { type Action, type ActionResult, type Actions, badCard, id, withData } from '../action.ts';
import { shown } from '../answering.ts';
import type { Turn } from '../turn.ts';

const ask = z.object({ ask: id });
const part = z.object({ ask: id, assignment: id });
/** Numbers come back as they were sent, or as text from some clients. */
const count = z.coerce.number().int().min(0).max(100_000);
const page = count.default(1).catch(1);
const reason = z.string().optional().catch(undefined);

/** The way through an answer: open, step by step, preview, sent in, changed, corrected. */
export const answerActions: Actions = {
  'answer/open': withData(ask, async (ports, turn, data) =>
    shown(await openAnswer(ports, move(turn, data.ask)), turn),
  ),
  'answer/next': stepAction('next'),
  'answer/back': stepAction('back'),
  'answer/preview': withData(ask.extend({ page }), async (ports, turn, data) =>
    shown(await showParts(ports, move(turn, data.ask), 'preview'), turn, data.page),
  ),
  'answer/receipt': withData(ask.extend({ page }), async (ports, turn, data) =>
    shown(await showParts(ports, move(turn, data.ask), 'receipt'), turn, data.page),
  ),
  'answer/change': withData(part.extend({ reason }), async (ports, turn, { ask, assignment, reason }) =>
    shown(await changeAnswer(ports, { ...move(turn, ask), assignmentId: assignment, reason }), turn),
  ),
  'answer/correct': withData(part, async (ports, turn, { ask, assignment }) =>
    shown(await correctAnswer(ports, { ...move(turn, ask), assignmentId: assignment }), turn),
  ),
  'answer/help-withdraw': withData(part, (ports, turn, given) =>
    helpChanged(ports, turn, given, withdrawWish),
  ),
  'answer/help-restore': withData(part, (ports, turn, given) => helpChanged(ports, turn, given, restoreWish)),
  'answer/history': withData(part.extend({ page }), async (ports, turn, { ask, assignment, page }) =>
    shown(await answerHistory(ports, { ...move(turn, ask), assignmentId: assignment }), turn, page),
  ),
  'answer/settle': withData(
    part.extend({ keep: z.enum(['mine', 'theirs']), revisions: count }),
    async (ports, turn, { ask, assignment, keep, revisions }) => {
      const settling = { ...move(turn, ask), assignmentId: assignment, keep, revisions };
      return shown(await settleCollision(ports, settling), turn);
    },
  ),
  'answer/submit': withData(ask.extend({ reason }), async (ports, turn, { ask, reason }) => {
    const view = await submitAnswer(ports, { ...move(turn, ask), reason });
    const result = shown(view, turn);
    if (view.view !== 'receipt' || !result.card) return result;
    const summary = translator(turn.language)('answer.receipt.title');
    return { ...result, forEverybody: { card: result.card, summary }, workIsDue: true };
  }),
};

/** Inputs come as text. */
const inputs = z
  .record(z.string(), z.unknown())
  .transform((data) =>
    Object.fromEntries(
      Object.entries(data).filter((one): one is [string, string] => typeof one[1] === 'string'),
    ),
  );

const step = z.object({
  ...{ ask: id, assignment: id, step: z.enum(stepNames), page },
  seen: z.string().max(200).optional().catch(undefined),
});

function stepAction(go: 'next' | 'back'): Action {
  return async (ports, turn, data) => {
    const read = step.safeParse(data);
    if (!read.success) return badCard(turn);
    const { ask, assignment, seen, page } = read.data;
    const at = { assignmentId: assignment, name: read.data.step, page };
    const { inputs: _names, ...typed } = inputs.parse(data);
    const isNamed = namesInputs(data as object);
    return shown(
      await takeStep(ports, { ...move(turn, ask), step: at, inputs: typed, isNamed, seen, go }),
      turn,
    );
  };
}

/** The receipt says at once what holds now, and so does the message it stands in. */
async function helpChanged(
  ports: Ports,
  turn: Turn,
  { ask, assignment }: z.output<typeof part>,
  change: typeof withdrawWish,
): Promise<ActionResult> {
  const changed = await change(ports, { actor: turn.actor, askId: ask, assignmentId: assignment });
  if (changed !== 'done') return shown({ view: 'refused', refused: changed }, turn);
  const result = shown(await showParts(ports, move(turn, ask), 'receipt'), turn);
  if (!result.card) return result;
  return { ...result, forEverybody: { card: result.card, summary: '' }, workIsDue: true };
}

function move({ actor, language }: Turn, askId: string) {
  return { actor, language, askId };
}
