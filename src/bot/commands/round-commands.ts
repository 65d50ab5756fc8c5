import { comingCard, roundForm } from '../actions/round-actions.ts';
import type { Command } from '../command.ts';

export const roundCommands: readonly Command[] = [
  {
    name: 'coming',
    pattern: /^(?:visa )?(?:nästa|kommande) omgång$|^(?:show )?(?:the )?next round$/iu,
    run: async (ports, turn) => [await comingCard(ports, turn)],
  },
  {
    name: 'postpone',
    pattern: /^(?:skjut upp|flytta|postpone)(?: (?:en |the |a )?(?:omgång|omgången|round))?$/iu,
    run: async (ports, turn) => [await roundForm(ports, turn, 'postpone')],
  },
  {
    name: 'cancel',
    pattern: /^(?:ställ in|cancel)(?: (?:en |the |a )?(?:omgång|omgången|round))?$/iu,
    run: async (ports, turn) => [await roundForm(ports, turn, 'cancel')],
  },
];
