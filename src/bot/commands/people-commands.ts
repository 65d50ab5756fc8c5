import { mayDo } from '../../permissions/may-do.ts';
import type { Command } from '../command.ts';
import { ownDataCard } from '../own-data.ts';
import { reachabilityCard } from '../reachability.ts';

export const peopleCommands: readonly Command[] = [
  {
    name: 'ownData',
    pattern: /^(?:visa )?mina (?:person)?uppgifter$|^(?:show )?my (?:personal )?data$/iu,
    run: async (ports, turn) => [await ownDataCard(ports, turn)],
    isFor: ({ where }) => where === 'personal',
  },
  {
    name: 'reach',
    pattern:
      /^(?:vem|vilka) (?:når du inte|kan (?:du|roder|jag) inte nå|går inte att nå)\??$|^who can(?:'t|not| not)? (?:you|roder) (?:not )?reach\??$|^nåbarhet$|^reachability$/iu,
    run: async (ports, turn) => [await reachabilityCard(ports, turn)],
    isFor: ({ plan, actor, where }) => where === 'personal' && mayDo(plan, actor, 'people/read'),
  },
];
