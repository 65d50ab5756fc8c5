import * as z from 'zod/v4';
import type { Card } from '../../base/messenger.ts';
import type { Ports } from '../../base/ports.ts';
import {
  decideCard,
  decidedCard,
  decideNotMe,
  type NotMeView,
  notMeCard,
  offerNotMe,
  sayNotMe,
} from '../../reminders/not-me.ts';
import { type ActionResult, type Actions, id, withData } from '../action.ts';
import { noticeCard } from '../reply-cards.ts';
import type { Turn } from '../turn.ts';
import { moveOf, viewCard } from './answers.ts';

const typed = z.string().max(5000).optional();

/** "Det är inte jag", and what the administrator decides. */
export const notMeActions: Actions = {
  'reminders/not-me': withData(z.object({ ask: id }), async (ports, turn, { ask }) => ({
    card: shown(await offerNotMe(ports, moveOf(turn, ask)), turn),
  })),
  'reminders/not-me-send': withData(
    z.object({ ask: id, role: typed, words: typed }),
    async (ports, turn, { ask, role, words }) => {
      const view = await sayNotMe(ports, { ...moveOf(turn, ask), role, words });
      const card = shown(view, turn);
      if (view.view !== 'sent') return { card };
      const summary = turn.t('notMe.sent.title');
      return { card, forEverybody: { card, summary }, workIsDue: true };
    },
  ),
  'reminders/not-me-give': withData(z.object({ ask: id, role: typed }), (ports, turn, { ask, role }) =>
    decide(ports, turn, { ask, role, decide: 'given' }),
  ),
  'reminders/not-me-keep': withData(z.object({ ask: id }), (ports, turn, { ask }) =>
    decide(ports, turn, { ask, decide: 'kept' }),
  ),
};

function shown(view: NotMeView, turn: Turn): Card {
  if (view.view === 'refused') return viewCard({ view: 'refused', refused: view.refused }, turn);
  return notMeCard(view, turn.language);
}

async function decide(
  ports: Ports,
  turn: Turn,
  given: { ask: string; role?: string | undefined; decide: 'kept' | 'given' },
): Promise<ActionResult> {
  const { actor, plan, language, t } = turn;
  if (!plan) return { card: noticeCard(t('answer.refused.unknown-ask'), language) };
  const { ask, role } = given;
  const decided = await decideNotMe(ports, { actor, plan, askId: ask, decide: given.decide, role });
  if (!('ask' in decided)) {
    const text = decided.outcome === 'gone' ? t('notMe.gone') : t('notMe.notYours');
    return { card: noticeCard(text, language) };
  }
  if (decided.outcome === 'fault') {
    return { card: decideCard({ plan, ask: decided.ask, language, fault: decided.fault, typed: role }) };
  }
  const card = decidedCard(decided, plan, language);
  const summary = t('notMe.decided.before');
  return { card, forEverybody: { card, summary }, workIsDue: true };
}
