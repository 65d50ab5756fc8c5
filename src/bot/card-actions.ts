import * as z from 'zod/v4';
import { translator } from '../language/language.ts';
import type { Card, OutgoingMessage } from '../messenger.ts';
import type { Ports } from '../ports.ts';
import { questionCard } from '../questions/answer-card.ts';
import { assignmentStatus } from '../questions/answer-question.ts';
import { explainAsk } from '../reminders/explain-ask.ts';
import { type AnswerView, changeAnswer, openAnswer, takeStep } from '../reports/answer.ts';
import { submitAnswer } from '../reports/submit-answer.ts';
import { viewCard } from './answering.ts';
import { noticeCard } from './reply-cards.ts';
import type { Turn } from './turn.ts';
import { showHelp } from './typed-commands.ts';

export interface ActionResult {
  readonly card?: Card;
  readonly text?: string;
  /** The message itself is to become this, wherever it is open. */
  readonly forEverybody?: OutgoingMessage;
  readonly workIsDue?: boolean;
}

/** What Teams sends for an Action.Execute. Anything else is answered with a sentence. */
const invoke = z.object({
  action: z.object({
    verb: z.string().max(100),
    data: z.record(z.string().max(100), z.unknown()).default({}),
  }),
});

const id = z.string().min(1).max(200);
const step = z.enum(['judgement', 'help', 'readings', 'aspects']);
/** Inputs come as text; a client may send nothing for an empty one. */
const inputs = z
  .record(z.string(), z.unknown())
  .transform((data) =>
    Object.fromEntries(
      Object.entries(data).filter((one): one is [string, string] => typeof one[1] === 'string'),
    ),
  );

type Action = (ports: Ports, turn: Turn, data: unknown) => Promise<ActionResult>;

/** Every button of every card, by its verb: `feature/use-case`. */
const actions: Readonly<Record<string, Action>> = {
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
  'reminders/why': withData(z.object({ ask: id }), async (ports, turn, { ask }) => ({
    card: await explainAsk(ports, { actor: turn.actor, askId: ask, language: turn.language }),
  })),
  'questions/status': withData(z.object({ id }), async (ports, turn, { id: assignmentId }) => {
    const assignment = turn.plan?.assignment(assignmentId);
    if (!turn.plan || !assignment) return unknownAction(turn);
    const subject = { tenantId: turn.actor.tenantId, plan: turn.plan, assignment };
    const answer = await assignmentStatus(ports, subject);
    return { card: questionCard(answer, { language: turn.language, now: ports.clock.now() }) };
  }),
  'help/show': async (ports, turn) => ({ card: (await showHelp(ports, turn))[0]! }),
};

export async function runCardAction(ports: Ports, turn: Turn, value: unknown): Promise<ActionResult> {
  const parsed = invoke.safeParse(value);
  if (!parsed.success) return badCard(turn);
  const { verb, data } = parsed.data.action;
  const action = Object.hasOwn(actions, verb) ? actions[verb] : undefined;
  return action ? action(ports, turn, data) : unknownAction(turn);
}

function withData<T>(
  schema: z.ZodType<T>,
  act: (ports: Ports, turn: Turn, data: T) => Promise<ActionResult>,
): Action {
  return async (ports, turn, data) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? act(ports, turn, parsed.data) : badCard(turn);
  };
}

function stepAction(go: 'next' | 'back'): Action {
  return async (ports, turn, data) => {
    const ids = z.object({ ask: id, assignment: id, step }).safeParse(data);
    if (!ids.success) return badCard(turn);
    const at = { assignmentId: ids.data.assignment, name: ids.data.step };
    const view = await takeStep(ports, {
      ...move(turn, ids.data.ask),
      step: at,
      inputs: inputs.parse(data),
      go,
    });
    return shown(view, turn);
  };
}

function move({ actor, language }: Turn, askId: string) {
  return { actor, language, askId };
}

function shown(view: AnswerView, turn: Turn): ActionResult {
  return { card: viewCard(view, turn) };
}

/** The card stays on the screen and a sentence stands beside it: nothing that was typed is lost. */
function badCard(turn: Turn): ActionResult {
  return { text: translator(turn.language)('notice.badCard') };
}

function unknownAction(turn: Turn): ActionResult {
  return { card: noticeCard(translator(turn.language)('notice.unknownAction'), turn.language) };
}
