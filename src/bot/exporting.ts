import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { chooseFormatCard, exportReadyCard } from '../exports/export-cards.ts';
import { orderExport, refusalOf } from '../exports/order-export.ts';
import type { Format } from '../exports/paper.ts';
import { translator } from '../language/language.ts';
import { noticeCard } from './reply-cards.ts';
import type { Turn } from './turn.ts';

export interface WantedPaper {
  readonly roundId: string;
  readonly assignmentId?: string | undefined;
}

/** The link as a card, or the sentence that says why there is none. */
export async function linkCard(
  ports: Ports,
  turn: Turn,
  paper: WantedPaper & { format: Format },
): Promise<Card> {
  const { actor, language, plan } = turn;
  const ordered = await orderExport(ports, { actor, language, ...paper });
  if (ordered.outcome !== 'ready') return refusedCard(ordered.outcome, turn);
  return exportReadyCard({ plan: plan!, language, ...paper }, ordered);
}

/** The formats to choose from, for those who may have them. */
export async function choiceCard(
  ports: Ports,
  turn: Turn,
  paper: WantedPaper & { summaryId?: string; intro?: string },
): Promise<Card> {
  const { roundId, assignmentId, ...shown } = paper;
  const refused = await refusalOf(ports, { actor: turn.actor, roundId, assignmentId });
  if (refused) return refusedCard(refused, turn);
  return chooseFormatCard({ plan: turn.plan!, roundId, assignmentId, language: turn.language }, shown);
}

export function refusedCard(reason: string, { language }: Turn): Card {
  return noticeCard(translator(language)(`export.refused.${reason}`), language);
}
