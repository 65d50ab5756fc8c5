import type { Card } from '../messenger.ts';

/** Teams refuses cards somewhere above 28 KB; a message has more around its card. */
const mostBytes = 23_500;

/** The roomiest of the cards that can be sent; the limits come roomiest first, and the last one is to fit. */
export function fitCard<L>(limits: readonly L[], make: (limit: L) => Card): Card {
  for (const limit of limits.slice(0, -1)) {
    const card = make(limit);
    if (Buffer.byteLength(JSON.stringify(card)) <= mostBytes) return card;
  }
  return make(limits.at(-1)!);
}
