import { type Language, translator } from '../language/language.ts';
import type { ChangeRow } from './describe-changes.ts';

/** What is long is read a piece at a time, and every piece can be reached: a change nobody can see is none they agreed to. */
const maxLines = 12;
const linesShown = 4;

/** The rows, where one with many lines is several. */
export function inPieces(rows: readonly ChangeRow[], language: Language): readonly ChangeRow[] {
  return rows.flatMap((row) => {
    if (row.lines.length <= maxLines) return [row];
    const starts = Array.from(
      { length: Math.ceil(row.lines.length / maxLines) },
      (_, part) => part * maxLines,
    );
    return starts.map((start) => ({
      ...row,
      heading:
        start === 0 ? row.heading : translator(language)('planChange.continued', { heading: row.heading }),
      lines: row.lines.slice(start, start + maxLines),
    }));
  });
}

/** A row as a card shows it: its first lines, and the rest where somebody unfolds it. */
export interface FoldedRow {
  readonly heading: string;
  readonly lines: readonly string[];
  readonly more: readonly string[];
  /** The card's own name for what is folded. */
  readonly moreId: string;
  readonly unfold: string;
}

/** `id`: the row's own on its card. */
export function foldedRow({ heading, lines }: ChangeRow, id: string, language: Language): FoldedRow {
  // To fold a single line saves nothing.
  const shown = lines.length > linesShown + 1 ? linesShown : lines.length;
  const more = lines.slice(shown);
  const unfold = translator(language)('planChange.unfold', { count: more.length });
  return { heading, lines: lines.slice(0, shown), more, moreId: `more-${id}`, unfold };
}
