import type { Card } from '../base/messenger.ts';

/** Teams refuses cards somewhere above 28 KB; a message has more around its card. */
const mostBytes = 23_500;

/** The roomiest of the cards that can be sent; the limits come roomiest first, and the last one is to fit. */
export function fitCard<L>(limits: readonly L[], make: (limit: L) => Card): Card {
  for (const limit of limits.slice(0, -1)) {
    const card = make(limit);
    if (fits(card)) return card;
  }
  return make(limits.at(-1)!);
}

/** Of a card, or of what it is filled with: a template only adds to that. */
export function fits(json: object): boolean {
  return Buffer.byteLength(JSON.stringify(json)) <= mostBytes;
}

/** The first so many of a list, each made once, however many cards are tried. */
export function madeOnce<T>(makers: readonly (() => T)[]): (count: number) => readonly T[] {
  const made: T[] = [];
  return (count) => {
    for (const make of makers.slice(made.length, count)) made.push(make());
    return made.slice(0, count);
  };
}
