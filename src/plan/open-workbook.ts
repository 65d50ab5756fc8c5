import type { Cell, Worksheet } from '@cj-tech-master/excelts';
import { asError } from '../errors.ts';
import type { CellContent } from './workbook-cells.ts';
import { zipFault } from './zip-bounds.ts';

/** A sheet as it stands in the file: only what is written in it. */
export interface SheetContent {
  readonly name: string;
  readonly rows: readonly RowContent[];
}

export interface RowContent {
  /** As Excel counts them: the first is 1. */
  readonly number: number;
  /** By column, the first being 1. */
  readonly cells: ReadonlyMap<number, CellContent>;
}

export type OpenedWorkbook =
  | { readonly sheets: readonly SheetContent[] }
  | { readonly fault: 'too-much' }
  | { readonly fault: 'not-workbook'; readonly why: string };

/** A plan of thousands of indicators with their history unpacks to a tenth of this. */
const mostBytes = 80_000_000;
const mostCells = 500_000;

/** How a book looks is nobody's concern here, and some of it may be made to cover a million rows. */
const notRead = [
  ...['dataValidations', 'conditionalFormatting', 'mergeCells', 'hyperlinks', 'extLst', 'drawing'],
  ...['legacyDrawing', 'tableParts', 'cols', 'sheetProtection', 'rowBreaks', 'colBreaks', 'picture'],
];

/** What the sheets of an .xlsx file say, or why it cannot be read. */
export async function openWorkbook(bytes: Uint8Array): Promise<OpenedWorkbook> {
  const packed = zipFault(bytes, mostBytes);
  if (packed === 'too-much') return { fault: 'too-much' };
  if (packed) return { fault: 'not-workbook', why: 'zip' };
  try {
    // Loaded when needed: most starts of Roder read no workbook.
    const { Workbook } = await import('@cj-tech-master/excelts');
    const workbook = new Workbook();
    await workbook.xlsx.load(bytes, { ignoreNodes: notRead });
    if (workbook.worksheets.length === 0) return { fault: 'not-workbook', why: 'xlsx' };
    const sheets = workbook.worksheets.map(contentOf);
    const cells = sheets.flatMap(({ rows }) => rows).reduce((sum, row) => sum + row.cells.size, 0);
    return cells > mostCells ? { fault: 'too-much' } : { sheets };
  } catch (error) {
    // The library throws of many kinds for a file that is not what it should be.
    return { fault: 'not-workbook', why: asError(error).message };
  }
}

function contentOf(sheet: Worksheet): SheetContent {
  const rows: RowContent[] = [];
  sheet.eachRow((row, number) => {
    const cells = new Map<number, CellContent>();
    row.eachCell((cell, column) => {
      const content = cellContent(cell);
      if (content !== undefined) cells.set(column, content);
    });
    if (cells.size > 0) rows.push({ number, cells });
  });
  return { name: sheet.name, rows };
}

function cellContent(cell: Cell): CellContent | undefined {
  const content = plain(cell.value);
  if (typeof content === 'string' && content.trim() === '') return undefined;
  const isPercent = typeof content === 'number' && typeof cell.numFmt === 'string' && /%/u.test(cell.numFmt);
  return isPercent ? { percent: content } : content;
}

function plain(value: unknown): CellContent | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'object' || value instanceof Date) return value as CellContent;
  const rich = value as {
    error?: unknown;
    richText?: readonly { text?: unknown }[];
    formula?: unknown;
    sharedFormula?: unknown;
    result?: unknown;
    text?: unknown;
    checkbox?: unknown;
  };
  if (rich.error !== undefined) return { error: String(rich.error) };
  if (rich.formula !== undefined || rich.sharedFormula !== undefined) {
    // Some programs save a formula without what it comes to.
    return plain(rich.result) ?? { error: `=${rich.formula ?? rich.sharedFormula}` };
  }
  if (Array.isArray(rich.richText)) return rich.richText.map(({ text }) => String(text ?? '')).join('');
  if (typeof rich.checkbox === 'boolean') return rich.checkbox;
  return rich.text === undefined ? undefined : plain(rich.text);
}
