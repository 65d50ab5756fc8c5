import { openAnswer, showAnswer } from '../answers/answer.ts';
import type { AnswerView } from '../answers/view.ts';
import type { Move } from '../answers/work.ts';
import type { Card } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { joinWords, translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import { ownAsks } from '../reports/answer-context.ts';
import { readerOf } from '../reports/reader.ts';
import type { Ask } from '../rounds/ask.ts';
import type { ActionResult } from './action.ts';
import { noticeCard } from './reply-cards.ts';
import type { Turn } from './turn.ts';

/** What the turn has read is passed on. */
export function moveOf({ actor, language, plan, record }: Turn, askId: string): Move {
  return { actor, askId, language, known: { plan, record } };
}

/** A view as the person meets it: the card, or the sentence that says why there is none. */
export function viewCard(view: AnswerView, turn: Turn): Card {
  const t = translator(turn.language);
  if (view.view === 'too-much') return noticeCard(t('answer.tooMuch'), turn.language);
  if (view.view !== 'refused') return view.card;
  const text = t(`answer.refused.${view.refused}`);
  if (view.refused !== 'away') return noticeCard(text, turn.language);
  const actions = [{ verb: 'reminders/back', title: t('away.back'), data: {} }];
  return renderCard('notice', { title: '', text, actions }, turn.language);
}

/** The same as what a button does: where the card is to stay as it is, a sentence beside it. */
export function shown(view: AnswerView, turn: Turn): ActionResult {
  if (view.view === 'too-much') return { text: translator(turn.language)('answer.tooMuch') };
  return { card: viewCard(view, turn) };
}

/** "svara": everything that is open to the person, each round its own card. */
export async function answerNow(ports: Ports, turn: Turn): Promise<readonly Card[]> {
  return ownCards(ports, turn, async (open) => {
    if (open.length === 0)
      return [noticeCard(translator(turn.language)('answer.refused.none'), turn.language)];
    return Promise.all(open.map((ask) => askCard(ports, turn, ask)));
  });
}

/** "mina svar": what the person has sent in, in the rounds that are open; and what waits. */
export async function sentIn(ports: Ports, turn: Turn): Promise<readonly Card[]> {
  return ownCards(ports, turn, async (open) => {
    const sent = open.filter(({ parts }) => parts.some((part) => part.answeredAt));
    if (sent.length > 0) return Promise.all(sent.map((ask) => receiptCard(ports, turn, ask)));
    return [
      open.length > 0
        ? waitingCard(turn, open)
        : noticeCard(translator(turn.language)('answer.refused.none'), turn.language),
    ];
  });
}

function waitingCard({ plan, language }: Turn, open: readonly Ask[]): Card {
  const reader = readerOf(plan!, language);
  const { t } = reader;
  const titles = open.flatMap(({ parts }) =>
    parts.map(({ assignmentId }) => reader.say(plan!.assignment(assignmentId)!.title)),
  );
  const several = open.length > 1;
  const actions = open.map(({ id, roundId }) => ({
    verb: 'answer/open',
    title: several ? t('reminder.answerRound', { round: reader.roundName(roundId) }) : t('reminder.answer'),
    data: { ask: id },
  }));
  const text = t('answer.nothingSent', { count: titles.length, titles: joinWords(titles, language) });
  return renderCard('notice', { title: '', text, actions }, language);
}

async function askCard(ports: Ports, turn: Turn, { id }: Ask): Promise<Card> {
  return viewCard(await openAnswer(ports, moveOf(turn, id)), turn);
}

/** What is sent in, also where something is left to answer: the receipt says what. */
async function receiptCard(ports: Ports, turn: Turn, { id }: Ask): Promise<Card> {
  return viewCard(await showAnswer(ports, moveOf(turn, id), 'receipt'), turn);
}

async function ownCards(
  ports: Ports,
  turn: Turn,
  cards: (open: Awaited<ReturnType<typeof ownAsks>>) => Promise<readonly Card[]>,
): Promise<readonly Card[]> {
  const { actor, language, where } = turn;
  // Drafts and receipts are the person's own: others read a channel.
  if (where !== 'personal') return [noticeCard(translator(language)('question.onlyMine'), language)];
  return cards(await ownAsks(ports, actor));
}
