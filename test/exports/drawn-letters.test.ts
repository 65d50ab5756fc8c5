import { describe, expect, test } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { fonts } from '../../src/exports/chart-picture.ts';
import { asDrawn } from '../../src/exports/drawn-letters.ts';

/** What the library keeps of a font; its types do not have it. */
interface WithFont {
  readonly _font: { readonly font: { readonly characterSet: readonly number[] } };
}

describe('a text in a PDF', () => {
  test('holds letters alone that each of its fonts can draw', () => {
    const all = Array.from({ length: 0x3000 - 0x20 }, (_, index) => String.fromCodePoint(index + 0x20));
    const kept = all.filter((letter) => asDrawn(letter) === letter);
    expect(kept.length).toBeGreaterThan(400);
    for (const font of Object.values(fonts)) {
      const known = new Set((new PDFDocument({ font }) as unknown as WithFont)._font.font.characterSet);
      expect(kept.filter((letter) => !known.has(letter.codePointAt(0)!))).toEqual([]);
    }
  });

  test.each([
    ['74 → 81 dagar', '74 -> 81 dagar'],
    ['✓ Klart ▪ ett', '√ Klart • ett'],
    ['Bra jobbat 👍🏽👍 allihop', 'Bra jobbat [?] allihop'],
    ['Åtgärd på gång'.normalize('NFD'), 'Åtgärd på gång'],
    ['upp\u200bdrag\u00ad', 'uppdrag'],
    ['\ufb01nt, 10⁶ m², 2⅓, ⓶', 'fint, 10^6 m², 2 1/3, [?]'],
    ['Åtgärder för äldre, ”snart” – 12,5 % ≥ 9 €', 'Åtgärder för äldre, ”snart” – 12,5 % ≥ 9 €'],
  ])('of %j is %j', (text, drawn) => expect(asDrawn(text)).toBe(drawn));
});
