import type { Card } from '../../src/messenger.ts';
import type { Language } from '../../src/plan/plan-schema.ts';

/** One card as somebody meets it, filled with the demo's data. */
export interface CardSample {
  /** kebab-case; names the picture. */
  readonly name: string;
  readonly card: Card;
}

/** Every card of Roder's in every state worth looking at: pictured by `npm run cards`, checked by the tests. */
export function cardSamples(_language: Language): CardSample[] {
  return [];
}
