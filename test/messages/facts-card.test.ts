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

  test('that is too long even so says how much of it is shown', () => {
    const card = factsCard({ language: 'sv' }, { title: 'Nytt', rows: rowsOf(500, 20) }, { all: true });
    expect(bytes(card)).toBeLessThan(longest);
    expect(textOf(card)).toContain('Här visas 8 av 500.');
    const some = factsCard({ language: 'en' }, { title: 'News', rows: rowsOf(9, 20) });
    expect(textOf(some)).toContain('8 of 9 are shown here.');
  });

  test.each([50, 200, 3000])(
    'with %i lines in a row is small enough too, and counts those that are left',
    (count) => {
      const lines = Array.from(
        { length: count },
        (_, place) => `Mått ${place + 1}: 12 % · 2026 · Förbättras`,
      );
      const rows = [{ lines }, { heading: 'Vad det betyder', lines }];
      const card = factsCard({ language: 'sv' }, { title: 'Ekonomisk', rows });
      expect(bytes(card)).toBeLessThan(longest);
      expect(textOf(card)).toContain('Vad det betyder');
      const shown =
        textOf(card)
          .split('\n')
          .filter((line) => line.startsWith('Mått ')).length / 2;
      if (shown < count) expect(textOf(card)).toContain(`… och ${count - shown} till.`);
      expect(shown).toBeGreaterThan(9);
    },
  );

  test('shows people’s words as they were typed', () => {
    const rows = [
      { heading: '**fet** [länk](https://x)', quote: '<at>alla</at> ${title} @question.unknown' },
    ];
    const card = JSON.stringify(factsCard({ language: 'sv' }, { title: 'Så', rows }));
    expect(card).toContain('${title} @question.unknown');
    expect(card).toContain(String.raw`\\*\\*fet\\*\\*`);
  });
});
