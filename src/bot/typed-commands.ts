import type { Card } from '../messenger.ts';
import { typed } from '../permissions/entrances.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Ports } from '../ports.ts';
import { answerQuestion } from '../questions/answer-question.ts';
import type { Command } from './command.ts';
import { answerCommands } from './commands/answer-commands.ts';
import { demoCommands } from './commands/demo-commands.ts';
import { exportCommands } from './commands/export-commands.ts';
import { followingCommands } from './commands/following-commands.ts';
import { koladaCommands } from './commands/kolada-commands.ts';
import { peopleCommands } from './commands/people-commands.ts';
import { planCommands } from './commands/plan-commands.ts';
import { reminderCommands } from './commands/reminder-commands.ts';
import { roundCommands } from './commands/round-commands.ts';
import { helpCard } from './reply-cards.ts';
import { askerOf, type Turn } from './turn.ts';

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
  { name: 'help', pattern: /^(hjälp|help|\?|hej|hello|hi)$/iu, run: showHelp },
  ...demoCommands,
];

/** What is written is a command, or else a question. */
export async function runTypedCommand(ports: Ports, turn: Turn, said: string): Promise<readonly Card[]> {
  const text = said.trim().replace(/[!.]+$/u, '');
  for (const { pattern, run } of commandsFor(turn)) {
    const found = pattern.exec(text);
    if (found) return run(ports, turn, found);
  }
  return [await answerQuestion(ports, askerOf(turn), text)];
}

export async function showHelp(_ports: Ports, turn: Turn): Promise<readonly Card[]> {
  return [helpCard(['status', ...commandsFor(turn).map((one) => one.name)], turn.language)];
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
