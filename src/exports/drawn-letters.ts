/**
 * What the letters of a PDF can draw; without one a box stands in the paper, and nothing is read aloud. The fonts'
 * own set, but for rarities.
 */
const isDrawn =
  /^[\t\n\u0020-\u007e\u00a0-\u0109\u010c-\u0113\u0116-\u011f\u0122-\u0127\u012a\u012b\u012e-\u0131\u0134-\u0137\u0139-\u013e\u0141-\u0148\u014c\u014d\u0150-\u0165\u016a-\u0173\u0178-\u017f\u0218-\u021b\u0401-\u040c\u040e-\u044f\u0451-\u045c\u045e\u045f\u1e9e\u2011\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u2044\u2081-\u2084\u20ac\u2116\u2122\u2202\u2206\u2211\u2212\u221a\u221e\u2248\u2260\u2264\u2265\u25ca]*$/u;

const instead: Readonly<Record<string, string>> = {
  '→': '->',
  '←': '<-',
  '↔': '<->',
  '⇒': '=>',
  '➔': '->',
  '➜': '->',
  '➡': '->',
  '▪': '•',
  '■': '•',
  '●': '•',
  '○': '•',
  '◦': '•',
  '‣': '•',
  '∙': '·',
  '⋅': '·',
  '✓': '√',
  '✔': '√',
  '☐': '[ ]',
  '‐': '-',
  '‒': '–',
  '―': '—',
  '′': "'",
  '″': '"',
  // A number made plain would be another number.
  '⁰': '^0',
  '⁴': '^4',
  '⁵': '^5',
  '⁶': '^6',
  '⁷': '^7',
  '⁸': '^8',
  '⁹': '^9',
  '⅓': ' 1/3',
  '⅔': ' 2/3',
  '⅛': ' 1/8',
};
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
const missing = '[?]';

/** A text as it can be drawn: by other letters where there are such, and else with a mark that says that something stood there. */
export function asDrawn(text: string): string {
  if (isDrawn.test(text)) return text;
  // Macs part å in two, which are drawn apart.
  const letters = Array.from(text.normalize().replaceAll(invisible, ''), drawnLetter);
  return letters.join('').replaceAll(/(?:\[\?\])+/gu, missing);
}

function drawnLetter(letter: string): string {
  if (isDrawn.test(letter)) return letter;
  const plain = instead[letter] ?? (/\p{L}/u.test(letter) ? letter.normalize('NFKC') : letter);
  return isDrawn.test(plain) ? plain : missing;
}
