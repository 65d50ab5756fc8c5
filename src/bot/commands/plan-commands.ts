import { mayDo } from '../../permissions/may-do.ts';
import { showVersions } from '../actions/plan-actions.ts';
import { showMenu } from '../actions/plan-change-actions.ts';
import type { Command } from '../command.ts';
import type { Turn } from '../turn.ts';

/** The plan is the administrator's, in their own chat. */
const forAdministrator = ({ where, plan, actor }: Turn) =>
  where === 'personal' && mayDo(plan, actor, 'plan/change');

export const planCommands: readonly Command[] = [
  {
    name: 'plan',
    pattern: /^(?:ändra|byt|change|edit)(?: i)? (?:the |styr)?plan(?:en)?$/iu,
    isFor: forAdministrator,
    run: async (_ports, turn) => [showMenu(turn)],
  },
  {
    name: 'planVersions',
    pattern:
      /^(?:planens |planversioner|visa (?:planens )?)?versioner(?:na)?$|^planversioner$|^(?:the )?(?:plan(?:'s)? )?versions$/iu,
    isFor: forAdministrator,
    run: async (ports, turn) => [await showVersions(ports, turn)],
  },
];
