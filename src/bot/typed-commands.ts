import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { answerUnderstood, noPlanCard } from '../conversation/answer-question.ts';
import { understandWritten } from '../conversation/ask.ts';
import { askModel } from '../conversation/ask-model.ts';
import { forbidden } from '../conversation/catalog.ts';
import { maxRead } from '../conversation/clean.ts';
import { keepSpoken, spokenBefore } from '../conversation/context.ts';
import type { MenuGroup } from '../conversation/intent.ts';
import { languageMeant } from '../conversation/language-meant.ts';
import type { Meant, Understood } from '../conversation/meaning.ts';
import { noPlan } from '../conversation/no-plan.ts';
import { keepUnknownWords } from '../conversation/unknown-words.ts';
import { formatNumber } from '../language/numbers.ts';
import { persons } from '../people/person.ts';
import { typed } from '../permissions/entrances.ts';
import { timeZoneOf } from '../plan/plan-index.ts';
import { waitingBlock } from '../reminders/waiting-block.ts';
import { type Command, refusedHere, type Said } from './action.ts';
import { answerCommands } from './features/answers.ts';
import { exportCommands } from './features/exports.ts';
import { followingCommands } from './features/following.ts';
import { koladaCommands } from './features/kolada.ts';
import { peopleCommands } from './features/people.ts';
import { planCommands } from './features/plan.ts';
import { reminderCommands } from './features/reminders.ts';
import { roundCommands } from './features/rounds.ts';
import { isGreeting, isOutside, talks } from './features/talk.ts';
import { helpCard } from './help-card.ts';
import { noticeCard, withNote } from './reply-cards.ts';
import { askerOf, readingIn, type Turn } from './turn.ts';

const becomes = /^(?:byt till|byt|switch to|switch)(?: (.*))?$/iu;

/** "Byt ansvarig för hamnen" is of the plan. */
const ofPlan = /(?<!\p{L})(?:ansvarig|ägare|person|ersättare|plan|språk|tid|owner|deputy|language)/iu;

/** In the demo alone the clock is moved by a word, and one is somebody else. */
const demoCommands: readonly Command[] = [
  {
    name: 'next',
    intent: 'demo',
    example: 'nästa',
    when: ({ text }) => /^(?:nästa|next)$/iu.test(text),
    run: async (_ports, turn) => [await turn.demo!.next(turn)],
  },
  {
    name: 'become',
    intent: 'demo',
    example: 'byt till utredare',
    when: ({ text }) => becomes.test(text) && !ofPlan.test(text),
    run: async (ports, turn, { text }) => {
      const { is, card } = await turn.demo!.become(turn, becomes.exec(text)?.[1] ?? '');
      return is ? [card, ...(await showHelp(ports, await turnOf(ports, turn, is)))] : [card];
    },
  },
];

/** The turn as somebody else's. */
async function turnOf({ store }: Ports, turn: Turn, personId: string): Promise<Turn> {
  const actor = { ...turn.actor, personId };
  const record = await persons(store).find(actor.tenantId, personId);
  return { ...turn, actor, record };
}

/** Everything that is done for an intent and is no question. The first that fits is taken. */
export const commands: readonly Command[] = [
  ...answerCommands,
  ...followingCommands,
  ...exportCommands,
  ...koladaCommands,
  ...peopleCommands,
  ...reminderCommands,
  ...planCommands,
  ...roundCommands,
  { name: 'help', intent: 'help', run: (ports, turn) => showHelp(ports, turn) },
  ...demoCommands,
];

/**
 * What is written is understood, and answered or begun; without words it is thanks, or nothing that could be answered
 * but by help. `mentions`: how mentions look in it, where Teams says so.
 */
export async function runTypedCommand(
  ports: Ports,
  turn: Turn,
  written: string,
  mentions: readonly string[] = [],
): Promise<readonly Card[]> {
  const plan = turn.plan ?? noPlan;
  const conversationId = turn.conversationId ?? '';
  const byRules = understandWritten(
    written,
    {
      plan,
      today: localDate(ports.clock.now(), timeZoneOf(turn.plan, turn.timeZone)),
      before: spokenBefore(ports, turn.record, conversationId),
    },
    mentions,
  );
  const helped =
    turn.plan && !isOutside(byRules)
      ? await askModel(ports, { actor: turn.actor, plan, text: byRules.text, understood: onlyForm(byRules) })
      : undefined;
  const meant = { ...byRules, ...helped };
  const understood = { ...meant, ...(await asksWhich(ports, turn, meant)) };
  const language = languageMeant(understood);
  const answering = language
    ? { ...turn, ...readingIn(language, { plan: turn.plan, clock: ports.clock }) }
    : turn;
  const isSilent = understood.text === '' && understood.intent !== 'small-talk';
  const answers = isSilent ? await showHelp(ports, answering) : await answersTo(ports, answering, understood);
  if (turn.record) await keepSpoken(ports, turn.actor, { conversationId, record: turn.record }, understood);
  if (!isOutside(understood)) await keepUnknownWords(ports, turn.actor, turn.plan, onlyForm(understood));
  if (understood.helped) return answers.map((card) => withNote(card, 'talk.helped', answering.language));
  if (!understood.isCut) return answers;
  const max = formatNumber(maxRead, answering.language);
  return [noticeCard(answering.t('notice.cut', { max }), answering.language), ...answers];
}

/** What somebody chose of what they may have meant: the same as if it had been understood at once. */
export async function runMeant(
  ports: Ports,
  turn: Turn,
  { intent, subjects }: Pick<Understood, 'intent' | 'subjects'>,
): Promise<readonly Card[]> {
  const meant = { confidence: 1, outcome: 'answered', choices: [], language: undefined, words: [] } as const;
  const understood: Understood = { ...meant, intent, subjects, period: undefined };
  const answers = await answersTo(ports, turn, { ...understood, text: '', isCut: false });
  const { record, conversationId = '' } = turn;
  if (record) await keepSpoken(ports, turn.actor, { conversationId, record }, understood);
  return answers;
}

type Written = ReturnType<typeof understandWritten>;

/** Where it depends on who writes whether enough was said, as of what they may have in a file. */
async function asksWhich(ports: Ports, turn: Turn, understood: Written): Promise<Meant | undefined> {
  if (understood.outcome !== 'answered') return undefined;
  const said = saidIn(understood);
  return commandFor(understood.intent, said)?.asksWhich?.(ports, turn, said);
}

function commandFor(intent: string, said: Said): Command | undefined {
  return commands.find((one) => one.intent === intent && (one.when?.(said) ?? true));
}

function saidIn({ text, words, subjects, period }: Written): Said {
  return { text, words: words.join(' '), subjects, period };
}

async function answersTo(ports: Ports, turn: Turn, understood: Written): Promise<readonly Card[]> {
  const form = onlyForm(understood);
  const { intent, outcome } = form;
  const said = saidIn(form);
  const ofDemo = turn.demo && demoCommands.find(({ when }) => when!(said));
  if (ofDemo) return ofDemo.run(ports, turn, said);
  if (outcome === 'answered') {
    const refused = refusedFor(turn, intent);
    if (refused) return [refused];
    const command = commandFor(intent, said);
    if (command) return doneOrRefused(ports, turn, command, said);
    if (intent === 'capabilities' || isGreeting(understood)) return showHelp(ports, turn);
    const talk = talks[intent];
    if (talk) return talk(ports, turn, said);
  }
  if (!turn.plan) return [noPlanCard(turn.language)];
  if (isOutside(understood)) return [noticeCard(turn.t('talk.outside'), turn.language)];
  return answerUnderstood(ports, { ...askerOf(turn), plan: turn.plan }, understood);
}

/** Where the likeliest is a form to fill in, about the one thing that may be meant, the form asks better than a question. */
function onlyForm(understood: Written): Written {
  const { outcome, choices } = understood;
  const [first] = choices;
  const isOne = choices.every(({ subject }) => subject?.id === first?.subject?.id);
  if (outcome !== 'asked-back' || first?.intent !== 'answer' || !isOne) return understood;
  return {
    ...understood,
    intent: 'answer',
    outcome: 'answered',
    subjects: first.subject ? [first.subject] : [],
  };
}

/** Why this person may not have it done at all: said as that, with who can. */
function refusedFor(turn: Turn, intent: string): Card | undefined {
  const deed = turn.plan && forbidden(turn.plan, turn.actor, intent);
  if (!deed) return undefined;
  const refused = refusedHere({ ...turn, where: 'personal' }, { deed, by: 'whole' });
  return refused?.card;
}

/** What is for one's own chat is said to be so elsewhere. */
async function doneOrRefused(
  ports: Ports,
  turn: Turn,
  command: Command,
  said: Said,
): Promise<readonly Card[]> {
  const need = typed[command.name];
  if (need?.where === 'own-chat' && turn.where !== 'personal')
    return [noticeCard(turn.t('talk.ownChat'), turn.language)];
  const refused = need && refusedHere({ ...turn, where: 'personal' }, need);
  return refused?.card ? [refused.card] : command.run(ports, turn, said);
}

/** What is a person's own waits in their own chat alone. */
export async function showHelp(ports: Ports, turn: Turn, group?: MenuGroup): Promise<readonly Card[]> {
  const waiting = turn.where === 'personal' && !group ? await waitingBlock(ports, turn) : [];
  return [helpCard(turn, waiting, group)];
}
