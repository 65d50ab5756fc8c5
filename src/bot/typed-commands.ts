import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { typed } from '../permissions/entrances.ts';
import { mayDo } from '../permissions/may-do.ts';
import { answerQuestion } from '../questions/answer-question.ts';
import { mostRead, readMessage } from '../questions/read-message.ts';
import { waitingBlock } from '../reminders/waiting-block.ts';
import type { Command } from './action.ts';
import { answerCommands } from './features/answers.ts';
import { exportCommands } from './features/exports.ts';
import { followingCommands } from './features/following.ts';
import { koladaCommands } from './features/kolada.ts';
import { peopleCommands } from './features/people.ts';
import { planCommands } from './features/plan.ts';
import { reminderCommands } from './features/reminders.ts';
import { roundCommands } from './features/rounds.ts';
import { helpCard, noticeCard } from './reply-cards.ts';
import { askerOf, type Turn } from './turn.ts';

export const demoCommands: readonly Command[] = [
  {
    name: 'next',
    pattern: /^(nästa|next)$/iu,
    run: async (_ports, turn) => [await turn.demo!.next(turn)],
  },
];

/** Everything that is a command, as help lists it. The first that fits is taken. */
export const commands: readonly Command[] = [
  ...answerCommands,
  ...followingCommands,
  ...exportCommands,
  ...koladaCommands,
  ...peopleCommands,
  ...reminderCommands,
  ...planCommands,
  ...roundCommands,
  { name: 'help', pattern: /^(hjälp|help|hej|hello|hi)$/iu, run: showHelp },
  ...demoCommands,
];

/**
 * What is written is a command, or else a question; without words it is thanks, or nothing that could be answered
 * but by help. `mentions`: how mentions look in it, where Teams says so.
 */
export async function runTypedCommand(
  ports: Ports,
  turn: Turn,
  written: string,
  mentions: readonly string[] = [],
): Promise<readonly Card[]> {
  const { text, isThanks, isCut } = readMessage(written, mentions);
  const said = (key: string, values = {}) =>
    noticeCard(translator(turn.language)(key, values), turn.language);
  if (isThanks || thanks.test(text)) return [said('notice.thanks')];
  const answers = text === '' ? await showHelp(ports, turn) : await answersTo(ports, turn, text);
  if (!isCut) return answers;
  return [said('notice.cut', { most: formatNumber(mostRead, turn.language) }), ...answers];
}

const thanks =
  /^(?:(?:stort |tusen |ok |okej )?tack(?: så mycket| för hjälpen)?|(?:many )?thanks(?: a lot)?|thank you(?: so much| very much)?)(?: roder)?$/iu;

async function answersTo(ports: Ports, turn: Turn, text: string): Promise<readonly Card[]> {
  for (const { pattern, run } of commandsFor(turn)) {
    const found = pattern.exec(text);
    if (found) return run(ports, turn, found);
  }
  return [await answerQuestion(ports, askerOf(turn), text)];
}

/** What is a person's own waits in their own chat alone. */
export async function showHelp(ports: Ports, turn: Turn): Promise<readonly Card[]> {
  const names = ['status', ...commandsFor(turn).map((one) => one.name)];
  const waiting = turn.where === 'personal' ? await waitingBlock(ports, turn) : [];
  return [helpCard(names, turn.language, waiting)];
}

/** Whoever may not, or not here, has no such command: neither in the help nor when they write it. */
function commandsFor({ plan, actor, where, demo }: Turn): readonly Command[] {
  return commands.filter(({ name }) => {
    const need = typed[name];
    if (!need || (need.where === 'own-chat' && where !== 'personal')) return false;
    if (name === 'next') return demo !== undefined;
    return need.by !== 'whole' || mayDo(plan, actor, need.deed!);
  });
}
