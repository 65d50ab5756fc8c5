import { mayDo } from '../../permissions/may-do.ts';
import { comingCard, roundForm } from '../actions/round-actions.ts';
import type { Command } from '../command.ts';
import type { Turn } from '../turn.ts';

/** Rounds are the administrator's, in their own chat. */
const forAdministrator = ({ where, plan, actor }: Turn) =>
  where === 'personal' && mayDo(plan, actor, 'round/change');

export const roundCommands: readonly Command[] = [
  {
    name: 'coming',
    pattern: /^(?:visa )?(?:nästa|kommande) omgång$|^(?:show )?(?:the )?next round$/iu,
    isFor: forAdministrator,
    run: async (ports, turn) => [await comingCard(ports, turn)],
  },
  {
    name: 'postpone',
    pattern: /^(?:skjut upp|flytta|postpone)(?: (?:en |the |a )?(?:omgång|omgången|round))?$/iu,
    isFor: forAdministrator,
    run: async (ports, turn) => [await roundForm(ports, turn, 'postpone')],
  },
  {
    name: 'cancel',
    pattern: /^(?:ställ in|cancel)(?: (?:en |the |a )?(?:omgång|omgången|round))?$/iu,
    isFor: forAdministrator,
    run: async (ports, turn) => [await roundForm(ports, turn, 'cancel')],
  },
];
