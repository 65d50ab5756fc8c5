import type { Card } from '../base/messenger.ts';
import type { Refusal } from '../reports/answer-context.ts';
import type { Round } from '../rounds/round.ts';

/** What the person meets next. */
export type AnswerView =
  | QuestionsView
  | { readonly view: 'preview' | 'collision' | 'receipt' | 'history'; readonly card: Card }
  | {
      readonly view: 'refused';
      readonly refused: Refusal | 'nothing-to-send';
      readonly round?: Round | undefined;
    }
  /** More was written than a card could show again: it stays on the screen, as it is. */
  | { readonly view: 'too-much' };

export interface QuestionsView {
  readonly view: 'questions';
  readonly card: Card;
  /** The items that the card holds. */
  readonly holds: readonly string[];
}
