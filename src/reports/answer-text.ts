/** What comes in with a card, and what is said of it. */

export type Inputs = Readonly<Record<string, string>>;

/** A sentence beside an input: a text key and what goes into it. */
export interface Fault {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** By input id. */
export type Faults = Readonly<Record<string, Fault>>;

/** How long what is written may be, in characters: own words, and a word beside a choice or a value. */
export const mostCharacters = { words: 1000, comment: 300 } as const;

/** All that a step's inputs may hold together, in bytes: more could not be shown on the card again. */
export const mostInputBytes = 8000;

export function oneOf<T extends string>(known: readonly T[], given: string | undefined): T | undefined {
  return known.find((one) => one === given);
}

/** An input that the card did not have leaves what was there; one that was left empty comes as ''. */
export function textOf(given: string | undefined, before: string | undefined): string {
  return (given ?? before ?? '').trim();
}

export function tooLong(text: string, what: keyof typeof mostCharacters): Fault | undefined {
  const most = mostCharacters[what];
  return text.length > most
    ? { key: 'answer.fault.tooLong', values: { length: text.length, most } }
    : undefined;
}
