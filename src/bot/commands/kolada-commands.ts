import { mayDo } from '../../permissions/may-do.ts';
import type { Command } from '../command.ts';
import { healthCard, searchCard } from '../kolada.ts';
import type { Turn } from '../turn.ts';

/** Who makes indicators looks for what can be measured. */
const isForPlanMakers = ({ plan, actor, where }: Turn) =>
  where === 'personal' && mayDo(plan, actor, 'plan/change');

export const koladaCommands: readonly Command[] = [
  {
    name: 'koladaSearch',
    pattern: /^(?:sök|leta)(?: i)? kolada(?: efter)? (.{1,200})$|^search kolada(?: for)? (.{1,200})$/iu,
    run: async (ports, turn, said) => [await searchCard(ports, turn, (said[1] ?? said[2])!)],
    isFor: isForPlanMakers,
  },
  {
    name: 'kolada',
    pattern: /^kolada\??$/iu,
    run: async (ports, turn) => [await healthCard(ports, turn)],
    isFor: isForPlanMakers,
  },
];
