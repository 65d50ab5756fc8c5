import type { Card } from '../../src/base/messenger.ts';
import { answerWritten } from '../../src/conversation/answer-question.ts';

/** The card, or the first of several, that answers a question of its own. */
export async function answerQuestion(
  ...[ports, asker, text]: Parameters<typeof answerWritten>
): Promise<Card> {
  const { cards } = await answerWritten(ports, asker, text);
  return cards[0]!;
}
