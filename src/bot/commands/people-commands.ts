import type { Command } from '../command.ts';
import { ownDataCard } from '../own-data.ts';
import { reachabilityCard } from '../reachability.ts';
import { sendLogCard } from '../send-log.ts';

export const peopleCommands: readonly Command[] = [
  {
    name: 'ownData',
    pattern: /^(?:visa )?mina (?:person)?uppgifter$|^(?:show )?my (?:personal )?data$/iu,
    run: async (ports, turn) => [await ownDataCard(ports, turn)],
  },
  {
    name: 'sentLog',
    pattern:
      /^(?:visa )?utskick(?:en)?(?: (?:till|för|i))?(?: (.{1,100}))?$|^(?:show )?(?:the )?send log(?: (?:of|for))?(?: (.{1,100}))?$/iu,
    run: async (ports, turn, said) => [await sendLogCard(ports, turn, (said[1] ?? said[2] ?? '').trim())],
  },
  {
    name: 'reach',
    pattern:
      /^(?:vem|vilka) (?:når du inte|kan (?:du|roder|jag) inte nå|går inte att nå)\??$|^who can(?:'t|not| not)? (?:you|roder) (?:not )?reach\??$|^nåbarhet$|^reachability$/iu,
    run: async (ports, turn) => [await reachabilityCard(ports, turn)],
  },
];
