import { translator } from '../../language/language.ts';
import { ownAsks } from '../../reports/answer-context.ts';
import { awayForm, backCard, settingsForm, whyCard } from '../actions/reminder-actions.ts';
import type { Command } from '../command.ts';
import { noticeCard } from '../reply-cards.ts';

export const reminderCommands: readonly Command[] = [
  {
    name: 'why',
    pattern: /^(?:varför får jag (?:den|det|de) här|why (?:do|did) i get (?:this|these))\??$/iu,
    run: async (ports, turn) => {
      const open = await ownAsks(ports, turn.actor);
      if (open.length === 0)
        return [noticeCard(translator(turn.language)('answer.refused.none'), turn.language)];
      return Promise.all(open.map((ask) => whyCard(ports, turn, ask.id)));
    },
  },
  {
    name: 'settings',
    pattern: /^(?:mina )?(?:inställningar|settings|my settings)$/iu,
    run: async (ports, turn) => [await settingsForm(ports, turn)],
  },
  {
    name: 'away',
    pattern: /^(?:jag är borta|jag ska vara borta|i am away|i'm away|i will be away)$/iu,
    run: async (ports, turn) => [awayForm(ports, turn, {})],
  },
  {
    name: 'back',
    pattern: /^(?:jag är tillbaka|i am back|i'm back)$/iu,
    run: async (ports, turn) => [await backCard(ports, turn)],
  },
];
