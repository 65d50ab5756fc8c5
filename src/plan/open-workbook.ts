import { asError } from '../base/errors.ts';
import type { MergedCells, RowContent } from './sheet-cells.ts';
import type { SheetPart } from './workbook-package.ts';
import { unzip } from './zip-bounds.ts';

/** A sheet as Excel shows it: only what is written in it. */
export interface SheetContent extends Pick<SheetPart, 'name' | 'visibility'> {
  readonly rows: readonly RowContent[];
  readonly merged: readonly MergedCells[];
}

export type OpenedWorkbook =
  | { readonly sheets: readonly SheetContent[] }
  | { readonly fault: 'too-much' }
  | { readonly fault: 'not-workbook'; readonly why: string };

/** A plan of thousands of indicators with their history unpacks to a tenth of this. */
const maxBytes = 80_000_000;
const maxCells = 500_000;

/**
 * What the sheets of an .xlsx file show, or why it cannot be read. It is read part by part as Excel reads it
 * (see docs/decisions/0020): what Excel would not open is refused, and nothing is left out.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<OpenedWorkbook> {
  const parts = unzip(bytes, maxBytes);
  if (parts === 'too-much') return { fault: 'too-much' };
  if (parts === 'no-zip') return { fault: 'not-workbook', why: 'zip' };
  try {
    // Loaded when needed: most starts of Roder read no workbook.
    const { workbookPackage } = await import('./workbook-package.ts');
    const { cellFormats, escapedText, sharedStrings, sheetCells } = await import('./sheet-cells.ts');
    const book = workbookPackage(parts);
    if (book.sheets.length === 0) return { fault: 'not-workbook', why: 'no sheets' };
    const shared = {
      strings: sharedStrings(book.sharedStrings),
      formats: cellFormats(book.styles),
      from1904: book.from1904,
    };
    let left = maxCells;
    const sheets = book.sheets.map(({ name, visibility, content }) => {
      const { rows, merged } = sheetCells(content, shared, left);
      left -= rows.reduce((sum, row) => sum + row.cells.size, 0);
      return { name: escapedText(name), visibility, rows, merged };
    });
    return { sheets };
  } catch (error) {
    // Every kind of damage is found by being read, by us or by the parser of XML.
    const { message, code } = asError(error) as NodeJS.ErrnoException;
    return code === 'too-much' ? { fault: 'too-much' } : { fault: 'not-workbook', why: message };
  }
}
