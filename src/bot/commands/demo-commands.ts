import type { Command } from '../command.ts';

export const demoCommands: readonly Command[] = [
  {
    name: 'next',
    pattern: /^(nästa|next)$/iu,
    run: async (_ports, turn) => [await turn.demo!.next(turn)],
  },
];
