import type { Localised } from '../language/language.ts';
import { inPages } from './pages.ts';
import type { Inputs, PartSubject } from './parts/part.ts';

/**
 * The cards of version 0.1.0 asked in steps, each a card of its own, and lie in people's chats. What they bring
 * is taken as any card's: this says which questions a step held, so that one that came back without an input is
 * known to be empty there.
 */

export const stepNames = ['judgement', 'help', 'milestones', 'readings', 'aspects'] as const;

export interface StepCard {
  readonly step: (typeof stepNames)[number];
  /** Of milestones and readings, where they were many; counted from 1. */
  readonly page: number;
}

/** By item: the inputs that stood on the step's card, as they came back. */
export function inputsOfStep(
  { step, page }: StepCard,
  subject: PartSubject,
  sent: Inputs,
): ReadonlyMap<string, Inputs> {
  const held = (ids: readonly string[]): Inputs => Object.fromEntries(ids.map((id) => [id, sent[id] ?? '']));
  switch (step) {
    case 'judgement':
      return new Map([['judgement', held(['status', 'forecast', 'ownWords'])]]);
    case 'help':
      return new Map([['help', held(['helpWhat', 'helpFrom', 'helpWho'])]]);
    case 'aspects':
      return new Map([['aspects', held(['aspect-economic', 'aspect-ecological', 'aspect-social'])]]);
    case 'milestones':
      return new Map(
        onPage(subject.milestones, page, 4, ({ name }) => bytesOfWords(name)).map(({ id }) => [
          `milestone-${id}`,
          held([`milestone-${id}`, `moved-${id}`, `word-${id}`]),
        ]),
      );
    case 'readings':
      return new Map(
        onPage(
          subject.indicators,
          page,
          5,
          ({ name, definition, unit }) =>
            bytesOfWords(name) + bytesOfWords(definition) + 4 * bytesOfWords(unit),
        ).map(({ id }) => [`reading-${id}`, held([`reading-${id}`, `skip-${id}`, `comment-${id}`])]),
      );
  }
}

/** How a draft of 0.1.0 names the step. */
export function stepKey({ step, page }: StepCard): string {
  return page === 1 ? step : `${step}-${page}`;
}

/** As the card of 0.1.0 was cut. */
function onPage<T>(items: readonly T[], page: number, max: number, size: (item: T) => number): readonly T[] {
  return inPages(items, { items: max, bytes: 5000 }, size)[page - 1] ?? [];
}

function bytesOfWords(words: Localised | undefined): number {
  return words ? Math.max(Buffer.byteLength(words.sv), Buffer.byteLength(words.en)) : 0;
}
