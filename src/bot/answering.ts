import { translator } from '../language/language.ts';
import { renderCard } from '../language/render-card.ts';
import type { Card } from '../messenger.ts';
import type { Ports } from '../ports.ts';
import { type AnswerView, openAnswer } from '../reports/answer.ts';
import { answerCard } from '../reports/answer-cards.ts';
import { ownAsks } from '../reports/answer-context.ts';
import { noticeCard } from './reply-cards.ts';
import type { Turn } from './turn.ts';

/** A view as the person meets it: the card, or the sentence that says why there is none. */
export function viewCard(view: AnswerView, turn: Turn): Card {
  if (view.view !== 'refused') return answerCard(view, turn.language);
  const t = translator(turn.language);
  const text = t(`answer.refused.${view.refused}`);
  if (view.refused !== 'away') return noticeCard(text, turn.language);
  const actions = [{ verb: 'reminders/back', title: t('away.back'), data: {} }];
  return renderCard('notice', { title: '', text, actions }, turn.language);
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
  const open = (await ownAsks(ports, actor)).filter(wanted);
  if (open.length === 0) return [noticeCard(translator(language)('answer.refused.none'), language)];
  return Promise.all(
    open.map(async (ask) => viewCard(await openAnswer(ports, { actor, askId: ask.id, language }), turn)),
  );
}
