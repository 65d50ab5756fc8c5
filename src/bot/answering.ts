import { translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Card } from '../messenger.ts';
import type { Ports } from '../ports.ts';
import { openAnswer } from '../reports/answer.ts';
import { answerCard } from '../reports/answer-cards.ts';
import { ownAsks } from '../reports/answer-context.ts';
import { type HistoryView, historyCard } from '../reports/answer-history.ts';
import type { AnswerView } from '../reports/answer-views.ts';
import type { ActionResult } from './action.ts';
import { noticeCard } from './reply-cards.ts';
import type { Turn } from './turn.ts';

/** A view as the person meets it: the card, or the sentence that says why there is none. */
export function viewCard(view: AnswerView | HistoryView, turn: Turn, page = 1): Card {
  const t = translator(turn.language);
  if (view.view === 'too-much') return noticeCard(t('answer.tooMuch'), turn.language);
  if (view.view === 'history') return historyCard(view, turn.language, page);
  if (view.view !== 'refused') return answerCard(view, turn.language, page);
  const text = t(`answer.refused.${view.refused}`);
  if (view.refused !== 'away') return noticeCard(text, turn.language);
  const actions = [{ verb: 'reminders/back', title: t('away.back'), data: {} }];
  return renderCard('notice', { title: '', text, actions }, turn.language);
}

/** The same as what a button does: where the card is to stay as it is, a sentence beside it. */
export function shown(view: AnswerView | HistoryView, turn: Turn, page?: number): ActionResult {
  if (view.view === 'too-much') return { text: translator(turn.language)('answer.tooMuch') };
  return { card: viewCard(view, turn, page) };
}

/** "svara": everything that is open to the person, each round its own card. */
export async function answerNow(ports: Ports, turn: Turn): Promise<readonly Card[]> {
  return ownCards(ports, turn, () => true);
}

/** "mina svar": what the person has sent in, in the rounds that are open. */
export async function sentIn(ports: Ports, turn: Turn): Promise<readonly Card[]> {
  return ownCards(ports, turn, (ask) => ask.state === 'answered');
}

async function ownCards(
  ports: Ports,
  turn: Turn,
  wanted: (ask: Awaited<ReturnType<typeof ownAsks>>[number]) => boolean,
): Promise<readonly Card[]> {
  const { actor, language } = turn;
  // Drafts and receipts are the person's own: others read a channel.
  if (turn.where !== 'personal') return [noticeCard(translator(language)('question.onlyMine'), language)];
  const open = (await ownAsks(ports, actor)).filter(wanted);
  if (open.length === 0) return [noticeCard(translator(language)('answer.refused.none'), language)];
  return Promise.all(
    open.map(async (ask) => viewCard(await openAnswer(ports, { actor, askId: ask.id, language }), turn)),
  );
}
