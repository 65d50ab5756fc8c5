import { type Language, translator } from './language.ts';
import { formatNumber } from './numbers.ts';

/** What people type into a card: how much of it is taken, and what is said where something is amiss. */

/** A sentence beside an input: a text key and what goes into it. */
export interface Fault {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** It is only asked about, once: said again, it is right. */
  readonly isQuestion?: true;
}

/** How long what is written may be, in characters: own words, and a word beside a choice or a value. */
export const maxCharacters = { words: 1000, comment: 300 } as const;

/** All that a card's inputs may hold together, in bytes of JSON: more could not be shown on the card again. */
export const maxInputBytes = 11_000;

export function oneOf<T extends string>(known: readonly T[], given: string | undefined): T | undefined {
  return known.find((one) => one === given);
}

/** The sentence, with its numbers as the language writes them. */
export function faultText(fault: Fault | undefined, language: Language): string {
  if (!fault) return '';
  const values = Object.entries(fault.values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'number' ? formatNumber(value, language) : value,
  ]);
  return translator(language)(fault.key, Object.fromEntries(values));
}

export function tooLong(text: string, what: keyof typeof maxCharacters): Fault | undefined {
  const max = maxCharacters[what];
  return text.length > max
    ? { key: 'answer.fault.tooLong', values: { length: text.length, most: max } }
    : undefined;
}
