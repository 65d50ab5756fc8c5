import { showVersions } from '../actions/plan-actions.ts';
import { showMenu } from '../actions/plan-change-actions.ts';
import type { Command } from '../command.ts';

export const planCommands: readonly Command[] = [
  {
    name: 'plan',
    pattern: /^(?:ändra|byt|change|edit)(?: i)? (?:the |styr)?plan(?:en)?$/iu,
    run: async (_ports, turn) => [showMenu(turn)],
  },
  {
    name: 'planVersions',
    pattern:
      /^(?:planens |planversioner|visa (?:planens )?)?versioner(?:na)?$|^planversioner$|^(?:the )?(?:plan(?:'s)? )?versions$/iu,
    run: async (ports, turn) => [await showVersions(ports, turn)],
  },
];
