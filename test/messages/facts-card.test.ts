import { describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { factsCard } from '../../src/messages/facts-card.ts';
import { textOf } from '../support/card-form.ts';

const bytes = (card: Card) => Buffer.byteLength(JSON.stringify(card));
const longest = 24 * 1024;

function rowsOf(count: number, letters: number) {
  return Array.from({ length: count }, (_, index) => ({
    heading: `Uppdrag ${index + 1}.`,
    quote: 'å'.repeat(letters),
    lines: ['▲ Pågår med avvikelse'],
    by: 'Socialchef, 1 september 2026',
  }));
}

/** Every card a person gets by pressing "Visa fler" to the end. */
function pages(rows: ReturnType<typeof rowsOf>): Card[] {
  const facts = { title: 'Önskat stöd', rows, asked: { kind: 'help' } as const };
  const cards: Card[] = [];
  let from: number | undefined = 0;
  while (from !== undefined) {
    const card = factsCard({ language: 'sv', from }, facts);
    cards.push(card);
    const actions = (card.actions ?? []) as { title: string; data: { from?: number } }[];
    from = actions.find(({ title }) => title === 'Visa fler')?.data.from;
  }
  return cards;
}

describe('a long answer', () => {
  test.each([
    [3, 100],
    [8, 2000],
    [60, 500],
    [300, 2000],
  ])('of %i rows with %i letters each is shown whole, in cards that Teams takes', (count, letters) => {
    const rows = rowsOf(count, letters);
    const cards = pages(rows);
    expect(Math.max(...cards.map(bytes))).toBeLessThan(longest);
    const text = cards.map(textOf).join('\n');
    const shown = rows.filter(({ heading }) => text.includes(heading));
    expect(shown).toHaveLength(count);
  });

  test('that comes at once names everything, and leaves long words out rather than names', () => {
    const rows = rowsOf(50, 2000);
    const card = factsCard({ language: 'sv' }, { title: 'Nytt', rows }, { all: true });
    expect(bytes(card)).toBeLessThan(longest);
    for (const { heading } of rows) expect(textOf(card)).toContain(heading);
    expect(textOf(card)).not.toContain('åååå');
  });

  test('shows people’s words as they were typed', () => {
    const rows = [
      { heading: '**fet** [länk](https://x)', quote: '<at>alla</at> ${title} @question.unknown' },
    ];
    const card = JSON.stringify(factsCard({ language: 'sv' }, { title: 'Så', rows }));
    expect(card).toContain('${title} @question.unknown');
    expect(card).toContain(String.raw`\\*\\*fet\\*\\*`);
  });
});
