import type { Card } from '../base/messenger.ts';
import { translator } from '../language/language.ts';
import { confirmedCard, type PreviewState, previewCard } from '../plan-changes/preview-card.ts';
import type { Asked, Proposed } from '../plan-changes/propose-plan.ts';
import type { Settled } from '../plan-changes/settle-proposal.ts';
import type { ActionResult } from './action.ts';
import { noticeCard } from './reply-cards.ts';
import type { Turn } from './turn.ts';

/** Plans are changed by whoever has a plan to change, in their own chat; undefined where this turn is neither. */
export function askedIn({ actor, plan, language, where }: Turn): Asked | undefined {
  return plan && where === 'personal' ? { actor, plan, language } : undefined;
}

/** Why nothing of a plan is changed from here. */
export function notFromHere({ plan, language }: Turn): Card {
  return refusedCard(plan ? 'not-here' : 'no-plan', language);
}

export function refusedCard(reason: string, language: Turn['language']): Card {
  return noticeCard(translator(language)(`planChange.refused.${reason}`), language);
}

export function proposedCard(proposed: Proposed, { language }: Turn, state?: PreviewState): Card {
  if (proposed.view !== 'preview') return refusedCard(proposed.view, language);
  return previewCard(proposed, language, state);
}

/** The card becomes the receipt, wherever it is open; what is missing is said on it, with what was typed. */
export function settledResult(settled: Settled, turn: Turn, decision?: string): ActionResult {
  const { language } = turn;
  if (settled.view === 'again') {
    const { proposed, why } = settled;
    return { card: proposedCard(proposed, turn, { decision, why }) };
  }
  const card =
    settled.view === 'confirmed'
      ? confirmedCard(settled.version, settled.decision, language)
      : refusedCard(settled.view, language);
  const isDone = settled.view === 'confirmed' || settled.view === 'discarded';
  if (!isDone) return { card };
  return { card, forEverybody: { card, summary: '' }, workIsDue: settled.view === 'confirmed' };
}
