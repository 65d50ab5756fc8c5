import { answerNow, sentIn } from '../answering.ts';
import type { Command } from '../command.ts';

export const answerCommands: readonly Command[] = [
  { name: 'answer', pattern: /^(svara|answer|mina frågor|my questions)$/iu, run: answerNow },
  { name: 'sent', pattern: /^(mina svar|my answers)$/iu, run: sentIn },
];
