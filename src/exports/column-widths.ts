import type { PaperTable } from './paper-content.ts';

/** Of letters of a size of 1: a bold word is at most so wide, also in the font that stands in where ours is missing. */
const letterWidth = 0.66;
/** What a person wrote may hold an address that no column can take whole. */
const maxLetters = 34;

export interface Measure {
  /** What the columns share. */
  readonly width: number;
  /** Of the letters, in the same unit. */
  readonly letters: number;
  /** Around a cell's text, left and right together. */
  readonly padding: number;
}

/**
 * The columns of a table in the unit of its width: as its shares say, but none narrower than its longest word, which
 * is not broken. What a column needs more is taken of those that have more than they need.
 */
export function columnWidths(
  { header, widths, rows }: PaperTable,
  { width, letters, padding }: Measure,
): number[] {
  const shares = widths.reduce((sum, one) => sum + one, 0);
  const wanted = widths.map((one) => (one / shares) * width);
  const least = header.map((title, column) => {
    const words = [title, ...rows.map((cells) => cells[column] ?? '')].flatMap((text) => text.split(/\s+/u));
    const longest = Math.max(...words.map((word) => Math.min(word.length, maxLetters)));
    return longest * letters * letterWidth + padding;
  });
  const missing = wanted.map((one, column) => Math.max(0, least[column]! - one));
  const spare = wanted.map((one, column) => Math.max(0, one - least[column]!));
  const needed = missing.reduce((sum, one) => sum + one, 0);
  const there = spare.reduce((sum, one) => sum + one, 0);
  if (needed === 0) return wanted;
  // Where there is not enough for all, each gives and takes its part.
  const given = Math.min(1, there / needed);
  const taken = Math.min(1, needed / Math.max(there, 1));
  return wanted.map((one, column) => one + missing[column]! * given - spare[column]! * taken);
}
