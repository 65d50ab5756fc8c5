import { RoderError } from '../base/errors.ts';
import { builtInFormat, type CellFormat, cellFormat } from './number-formats.ts';
import { readXml, type XmlElement } from './read-xml.ts';
import { visibleText } from './visible-text.ts';
import type { CellContent } from './workbook-cells.ts';

export interface RowContent {
  /** As Excel counts them: the first is 1. */
  readonly number: number;
  /** By column, the first being 1. */
  readonly cells: ReadonlyMap<number, CellContent>;
}

/** Cells that are one in Excel, which keeps what stands in the first of them. */
export interface MergedCells {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What a book's sheets refer to. */
export interface SharedContent {
  readonly strings: readonly string[];
  /** By what a cell names as its style. */
  readonly formats: readonly CellFormat[];
  readonly from1904: boolean;
}

const general = cellFormat('General');
const [lastRow, lastColumn] = [1_048_576, 16_384];
/** More than any table has, and few enough to look through. */
const maxMerged = 10_000;

export function sharedStrings(part: Buffer | undefined): string[] {
  const strings: string[] = [];
  if (part) readXml(part, { whole: { si: (element) => strings.push(richText(element)) } });
  return strings;
}

export function cellFormats(part: Buffer | undefined): CellFormat[] {
  const codes = new Map<string, string>();
  const ids: string[] = [];
  if (part)
    readXml(part, {
      whole: {
        numFmts: ({ children }) => {
          for (const { attributes } of children)
            codes.set(attributes.numFmtId ?? '', attributes.formatCode ?? '');
        },
        cellXfs: ({ children }) => {
          ids.push(...children.map(({ attributes }) => attributes.numFmtId ?? '0'));
        },
      },
    });
  const formats = new Map<string, CellFormat>();
  return ids.map((id) => {
    const known = formats.get(id) ?? cellFormat(codes.get(id) || builtInFormat(Number(id)));
    formats.set(id, known);
    return known;
  });
}

export interface SheetCells {
  readonly rows: readonly RowContent[];
  readonly merged: readonly MergedCells[];
}

/** The cells of a sheet that say something; throws `too-much` when there are more than `maxCells`. */
export function sheetCells(part: Buffer, shared: SharedContent, maxCells: number): SheetCells {
  const rows: RowContent[] = [];
  const merged: MergedCells[] = [];
  let [row, column, count] = [0, 0, 0];
  let cells = new Map<number, CellContent>();
  readXml(part, {
    begun: {
      row: ({ r }) => {
        row = following(row, r === undefined ? row + 1 : Number(r), lastRow);
        column = 0;
        cells = new Map();
      },
    },
    whole: {
      c: (cell) => {
        const at = cell.attributes.r === undefined ? undefined : placeOf(cell.attributes.r);
        if (at && at.row !== row) throw new RoderError('no-workbook', 'A cell stands in another row.');
        column = following(column, at ? at.column : column + 1, lastColumn);
        const content = contentOf(cell, shared);
        if (content === undefined) return;
        count += 1;
        if (count > maxCells) throw new RoderError('too-much', 'There are too many cells.');
        if (cells.size === 0) rows.push({ number: row, cells });
        cells.set(column, content);
      },
      mergeCell: ({ attributes: { ref = '' } }) => {
        const [from, to = from] = ref.split(':').map(placeOf);
        merged.push({ top: from!.row, left: from!.column, bottom: to!.row, right: to!.column });
        if (merged.length > maxMerged) throw new RoderError('too-much', 'There are too many merged cells.');
      },
    },
  });
  return { rows, merged };
}

/** Rows and cells without a place of their own follow the one before, and none goes back. */
function following(before: number, next: number, last: number): number {
  if (Number.isInteger(next) && next > before && next <= last) return next;
  throw new RoderError('no-workbook', 'Rows or cells are out of order.');
}

/** `B7`, `$B$7` */
function placeOf(reference: string): { row: number; column: number } {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/iu.exec(reference.trim()) ?? [];
  if (!letters || !digits) throw new RoderError('no-workbook', 'A cell stands nowhere.');
  const column = [...letters.toUpperCase()].reduce((sum, one) => sum * 26 + one.charCodeAt(0) - 64, 0);
  return { row: Number(digits), column };
}

function contentOf({ attributes, children }: XmlElement, shared: SharedContent): CellContent | undefined {
  const value = children.find(({ name }) => name === 'v')?.text;
  const formula = children.find(({ name }) => name === 'f');
  const format = shared.formats[Number(attributes.s ?? 0)] ?? general;
  const { t: type = 'n' } = attributes;
  // Of a formula only what it came to counts. A text that it came to may be empty; a number may not.
  if (formula && (value === undefined || (value.trim() === '' && type !== 'str')))
    return { fault: 'formula-unsaved', found: `=${formula.text || '…'}` };
  const content = typedContent(type, value, {
    format,
    shared,
    inline: children.find(({ name }) => name === 'is'),
  });
  return typeof content === 'string' && content.trim() === '' ? undefined : content;
}

interface CellParts {
  readonly format: CellFormat;
  readonly shared: SharedContent;
  readonly inline: XmlElement | undefined;
}

function typedContent(
  type: string,
  value: string | undefined,
  { format, shared, inline }: CellParts,
): CellContent | undefined {
  if (type === 'inlineStr') return format.text(inline ? richText(inline) : escapedText(value ?? ''));
  if (value === undefined) return undefined;
  const bare = value.trim();
  switch (type) {
    case 'str':
      return format.text(escapedText(value));
    case 's':
      if (bare !== '' && shared.strings[Number(bare)] === undefined)
        throw new RoderError('no-workbook', 'A text is nowhere.');
      return bare === '' ? undefined : format.text(shared.strings[Number(bare)]!);
    case 'b':
      return bare === '' ? undefined : bare === '1' || bare === 'true';
    case 'e':
      return { fault: 'cell-error', found: bare };
    case 'd':
      return dateOf(bare, format);
    case 'n':
      return numberOf(bare, format, shared.from1904);
    default:
      throw new RoderError('no-workbook', 'A cell of a kind that Excel does not have.');
  }
}

function numberOf(bare: string, format: CellFormat, from1904: boolean): CellContent | undefined {
  if (bare === '') return undefined;
  const number = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/iu.test(bare) ? Number(bare) : Number.NaN;
  return Number.isFinite(number) ? format.number(number, from1904) : { fault: 'cell-error', found: bare };
}

/** ISO 8601, as the strict standard writes days and hours. */
function dateOf(bare: string, format: CellFormat): CellContent | undefined {
  if (bare === '') return undefined;
  const written = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?$/u.test(bare);
  const date = new Date(bare.includes('T') && !bare.endsWith('Z') ? `${bare}Z` : bare);
  // A day that no month has would else become one in the next.
  const isThere =
    written && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(bare.slice(0, 10));
  return isThere ? format.date(date) : bare;
}

/** A text, or its pieces where parts of it are formatted. How it is pronounced (`rPh`) is not part of it. */
function richText({ children }: XmlElement): string {
  const texts = (elements: readonly XmlElement[]): string[] =>
    elements.flatMap(({ name, text, children: within }) =>
      name === 't' ? [text] : name === 'r' ? texts(within) : [],
    );
  return escapedText(texts(children).join(''));
}

/** `_x000B_` is how Excel writes what XML cannot hold, and `_x005F_` the line before what only looks like it. */
export function escapedText(text: string): string {
  if (!text.includes('_x')) return visibleText(text);
  const plain = text.replaceAll(/_x([0-9a-f]{4})_/giu, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return visibleText(plain);
}
