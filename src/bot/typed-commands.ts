import type { Card } from '../messenger.ts';
import type { Ports } from '../ports.ts';
import { questionCard } from '../questions/answer-card.ts';
import { answerQuestion } from '../questions/answer-question.ts';
import { answerNow, sentIn } from './answering.ts';
import { helpCard } from './reply-cards.ts';
import type { Turn } from './turn.ts';

interface Command {
  readonly name: string;
  readonly pattern: RegExp;
  readonly run: (ports: Ports, turn: Turn) => Promise<readonly Card[]>;
  readonly demoOnly?: true;
}

/** Everything that is a command; whatever else is written is a question. The first that fits is taken. */
const commands: readonly Command[] = [
  { name: 'answer', pattern: /^(svara|answer|mina frågor|my questions)$/iu, run: answerNow },
  { name: 'sent', pattern: /^(mina svar|my answers)$/iu, run: sentIn },
  { name: 'help', pattern: /^(hjälp|help|\?|hej|hello|hi)$/iu, run: showHelp },
  {
    name: 'next',
    pattern: /^(nästa|next)$/iu,
    run: async (_ports, turn) => [await turn.demo!.next(turn)],
    demoOnly: true,
  },
];

export async function runTypedCommand(ports: Ports, turn: Turn, typed: string): Promise<readonly Card[]> {
  const text = typed.trim().replace(/[!.]+$/u, '');
  const command = commands.find((one) => one.pattern.test(text) && (turn.demo || !one.demoOnly));
  if (command) return command.run(ports, turn);
  const answer = await answerQuestion(ports, { tenantId: turn.actor.tenantId, text });
  return [questionCard(answer, { language: turn.language, now: ports.clock.now() })];
}

export async function showHelp(_ports: Ports, turn: Turn): Promise<readonly Card[]> {
  const known = commands.filter((one) => turn.demo || !one.demoOnly).map((one) => one.name);
  return [helpCard(['status', ...known], turn.language)];
}
