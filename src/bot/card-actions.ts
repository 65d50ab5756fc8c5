import * as z from 'zod/v4';
import { measured } from '../base/measured.ts';
import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { menuGroups } from '../conversation/intent.ts';
import { menuLines, wordsFor } from '../conversation/menu.ts';
import { withEmptied } from '../language/card-inputs.ts';
import { type Language, translator } from '../language/language.ts';
import { cleanText } from '../language/people-text.ts';
import { buttons } from '../permissions/entrances.ts';
import {
  type Action,
  type ActionResult,
  type Actions,
  badCard,
  refusedHere,
  unknownAction,
  withData,
} from './action.ts';
import { answerActions } from './features/answers.ts';
import { exportActions } from './features/exports.ts';
import { followingActions } from './features/following.ts';
import { notMeActions } from './features/not-me.ts';
import { peopleActions } from './features/people.ts';
import { planActions, planChangeActions } from './features/plan.ts';
import { meant, questionActions } from './features/questions.ts';
import { reminderActions } from './features/reminders.ts';
import { restoreActions } from './features/restore.ts';
import { roundActions } from './features/rounds.ts';
import { summaryActions } from './features/summaries.ts';
import { supportActions, supportLaterActions } from './features/support.ts';
import type { Turn } from './turn.ts';
import { runMeant, runTypedCommand, showHelp } from './typed-commands.ts';

/** What Teams sends for an Action.Execute. Anything else is answered with a sentence. */
const invoke = z.object({
  action: z.object({
    verb: z.string().max(100),
    data: z.preprocess(
      (data) => withoutConstructor(withEmptied(data)),
      z.record(z.string().max(100), z.unknown().transform(withCleanText)).default({}),
    ),
  }),
});

/** A key of that name makes the schema library take the data for an object of some class, and throw. */
function withoutConstructor(data: unknown): unknown {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, 'constructor')) return data;
  return Object.fromEntries(Object.entries(data).filter(([key]) => key !== 'constructor'));
}

/** The one place where what people write comes in with a card. Inputs are texts, beside each other. */
function withCleanText(input: unknown): unknown {
  return typeof input === 'string' ? cleanText(input) : input;
}

const inMenu = z.object({
  intent: z.enum(menuLines.map(({ intent }) => intent) as [string, ...string[]]),
});

/** Every button of every card. */
export const actions: Actions = {
  ...answerActions,
  ...reminderActions,
  ...notMeActions,
  ...roundActions,
  ...restoreActions,
  ...planActions,
  ...planChangeActions,
  ...questionActions,
  ...followingActions,
  ...summaryActions,
  ...supportActions,
  ...supportLaterActions,
  ...exportActions,
  ...peopleActions,
  'questions/meant': withData(meant, async (ports, turn, chosen) => ({
    card: (await runMeant(ports, turn, chosen))[0]!,
  })),
  'help/show': withData(
    z.object({ group: z.enum(menuGroups).optional() }),
    async (ports, turn, { group }) => ({
      card: (await showHelp(ports, turn, group))[0]!,
    }),
  ),
  'help/say': withData(inMenu, async (ports, turn, { intent }) => ({
    card: (await runTypedCommand(ports, turn, wordsFor(intent, turn.language)!))[0]!,
  })),
};

export async function runCardAction(ports: Ports, turn: Turn, value: unknown): Promise<ActionResult> {
  const parsed = invoke.safeParse(value);
  if (!parsed.success) return badCard(turn);
  const { verb, data } = parsed.data.action;
  const action: Action | undefined = Object.hasOwn(actions, verb) ? actions[verb] : undefined;
  const need = Object.hasOwn(buttons, verb) ? buttons[verb] : undefined;
  if (!action || !need) return unknownAction(turn);
  const refused = refusedHere(turn, need);
  if (refused) return refused;
  return measured(ports, { name: 'roder.card_action', verb }, async () =>
    leadingOn(await action(ports, turn, data), turn.language),
  );
}

/** What takes a card's place has something to press, or the person would be left with nothing but the compose box. */
function leadingOn(result: ActionResult, language: Language): ActionResult {
  const { card, forEverybody } = result;
  if (!card || hasAction(card)) return result;
  const withWayOn = (one: Card) => (hasAction(one) ? one : { ...one, actions: [wayOn(language)] });
  const everywhere = forEverybody && { ...forEverybody, card: withWayOn(forEverybody.card) };
  return { ...result, card: withWayOn(card), ...(everywhere ? { forEverybody: everywhere } : {}) };
}

function hasAction(card: Card): boolean {
  return JSON.stringify(card).includes('"type":"Action.');
}

function wayOn(language: Language): object {
  const title = translator(language)('welcome.help');
  return { type: 'Action.Execute', verb: 'help/show', title, data: {} };
}
