import type { Command } from '../command.ts';
import { healthCard, searchCard } from '../kolada.ts';

export const koladaCommands: readonly Command[] = [
  {
    name: 'koladaSearch',
    pattern: /^(?:sök|leta)(?: i)? kolada(?: efter)? (.{1,200})$|^search kolada(?: for)? (.{1,200})$/iu,
    run: async (ports, turn, said) => [await searchCard(ports, turn, (said[1] ?? said[2])!)],
  },
  {
    name: 'kolada',
    pattern: /^kolada\??$/iu,
    run: async (ports, turn) => [await healthCard(ports, turn)],
  },
];
