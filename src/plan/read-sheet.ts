import type { FaultCode } from './fault-codes.ts';
import { nearest } from './nearest.ts';
import type { SheetContent } from './open-workbook.ts';
import type { PlanFault } from './plan-fault.ts';
import type { MergedCells, RowContent } from './sheet-cells.ts';
import { type CellContent, cellValueOf, isFault, textOf } from './workbook-cells.ts';
import { type Column, columnsOf, putAt, type SheetTable } from './workbook-sheets.ts';
import { columnCalled, columnTitle, isNote } from './workbook-words.ts';

/** One sheet as entries of the plan, with where each part of them stood. */
export interface SheetReading {
  readonly table: SheetTable;
  /** The sheet's name in the file. */
  readonly sheet: string;
  readonly titles: readonly TitleCell[];
  readonly entries: readonly EntryRow[];
  readonly faults: readonly PlanFault[];
}

/** Where a column's title stands. Settings lie down: their titles are in the first column, row by row. */
export interface TitleCell {
  readonly column: Column;
  readonly title: string;
  /** A column's letter. */
  readonly letter: string;
  /** Settings only. */
  readonly row?: number;
}

export interface EntryRow {
  readonly row: number;
  readonly entry: object;
  /** The entry of another sheet that it belongs to, as written. */
  readonly of?: string | undefined;
}

/** The first row has the titles, every other row that is not empty is an entry. */
export function readSheet(table: SheetTable, { name: sheet, rows, merged }: SheetContent): SheetReading {
  const head = rows[0]?.number === 1 ? rows[0] : undefined;
  const body = head ? rows.slice(1) : rows;
  const { titles, faults } = readTitles(table, sheet, head);
  const read = body.map((row) => readRow({ table, sheet, titles }, row, head));
  return {
    table,
    sheet,
    titles: [...titles.values()],
    entries: read.flatMap(({ entry }) => entry ?? []),
    faults: [
      ...faults,
      ...read.flatMap((row) => row.faults),
      ...mergedFaults({ table, sheet, titles }, body, merged),
    ],
  };
}

/** A setting is a row: its title, its value, and an explanation that is not read. */
export function readSettings(table: SheetTable, { name: sheet, rows }: SheetContent): SheetReading {
  const titles: TitleCell[] = [];
  const faults: PlanFault[] = [];
  const entry = {};
  for (const { number: row, cells } of rows.filter(({ number }) => number > 1)) {
    const content = cells.get(1) ?? '';
    const title = textOf(content);
    if (!isFault(content) && isNote(title)) continue;
    const column = columnCalled(table, title);
    const known = column && titles.some((one) => one.column === column);
    const place = { sheet, row, column: 'A', title };
    if (isFault(content)) faults.push(cellFault(content.fault, { sheet, row, column: 'A' }, content.found));
    else if (!column) faults.push(unknownTitle(table, title, place));
    else if (known) faults.push(cellFault('double-column', place, title));
    else {
      titles.push({ column, title, letter: 'B', row });
      faults.push(...put(entry, column, cells.get(2), { sheet, row, column: 'B', title }));
    }
  }
  return { table, sheet, titles, entries: [{ row: 1, entry }], faults };
}

type Place = NonNullable<PlanFault['cell']>;

function readTitles(table: SheetTable, sheet: string, head: RowContent | undefined) {
  const titles = new Map<number, TitleCell>();
  const faults: PlanFault[] = [];
  for (const [number, content] of head?.cells ?? []) {
    const title = textOf(content);
    if (!isFault(content) && isNote(title)) continue;
    const column = columnCalled(table, title);
    const letter = letterOf(number);
    const place = { sheet, row: 1, column: letter, title };
    if (isFault(content))
      faults.push(cellFault(content.fault, { sheet, row: 1, column: letter }, content.found));
    else if (!column) faults.push(unknownTitle(table, title, place));
    else if ([...titles.values()].some((one) => one.column === column))
      faults.push(cellFault('double-column', place, title));
    else titles.set(number, { column, title, letter });
  }
  return { titles, faults };
}

interface Titled {
  readonly table: SheetTable;
  readonly sheet: string;
  readonly titles: ReadonlyMap<number, TitleCell>;
}

function readRow(
  { table, sheet, titles }: Titled,
  { number: row, cells }: RowContent,
  head: RowContent | undefined,
): { entry?: EntryRow; faults: PlanFault[] } {
  const entry = {};
  const faults: PlanFault[] = [];
  for (const [number, content] of cells) {
    const letter = letterOf(number);
    const title = titles.get(number);
    const place = { sheet, row, column: letter, title: title?.title };
    if (title) faults.push(...put(entry, title.column, content, place));
    // Under a title that is a note, or that is told as unknown already, nothing more is said.
    else if (!head?.cells.has(number)) faults.push(cellFault('untitled-cell', place));
  }
  if (Object.keys(entry).length === 0) return { faults };
  if (!table.within) return { entry: { row, entry }, faults };
  const { path } = table.within.column;
  const { [path]: of, ...own } = entry as Record<string, unknown>;
  return { entry: { row, entry: own, of: of === undefined ? undefined : String(of) }, faults };
}

function put(entry: object, column: Column, content: CellContent | undefined, place: Place): PlanFault[] {
  if (content === undefined) return [];
  if (isFault(content)) return [cellFault(content.fault, place, content.found)];
  const isNumber = typeof content === 'number' || (typeof content === 'object' && 'number' in content);
  if (isNumber && column.kind.startsWith('date'))
    return [cellFault('number-for-date', place, textOf(content))];
  putAt(entry, column.path, cellValueOf(content, column));
  return [];
}

/**
 * Of merged cells Excel shows the first cell's content in the place of all. Whether it was meant for every row
 * and column they cover nobody knows but who merged them.
 */
function mergedFaults(
  { sheet, titles }: Titled,
  body: readonly RowContent[],
  merged: readonly MergedCells[],
): PlanFault[] {
  const rows = body.map(({ number }) => number);
  const columns = [...titles.keys()].toSorted((a, b) => a - b);
  return merged.flatMap(({ top, left, bottom, right }) => {
    const [row, nextRow] = twoFrom(rows, top);
    const [column, nextColumn] = twoFrom(columns, left);
    if (row > bottom || column > right) return [];
    if (nextRow > bottom && nextColumn > right) return [];
    const place = { sheet, row, column: letterOf(column), title: titles.get(column)!.title };
    return [cellFault('merged-cells', place, `${letterOf(left)}${top}:${letterOf(right)}${bottom}`)];
  });
}

/** The first two that are not before a place, in a list in order that may be long. */
function twoFrom(ordered: readonly number[], from: number): [number, number] {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ordered[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return [ordered[low] ?? Number.POSITIVE_INFINITY, ordered[low + 1] ?? Number.POSITIVE_INFINITY];
}

function unknownTitle(table: SheetTable, title: string, place: Place): PlanFault {
  const titles = (['sv', 'en'] as const).flatMap((language) =>
    columnsOf(table).map((column) => columnTitle(table, column, language)),
  );
  return cellFault('unknown-column', place, title, nearest(title, titles));
}

export function cellFault(
  code: FaultCode,
  { sheet, row, column, title }: Place,
  found = '',
  expected = '',
): PlanFault {
  const cell = { sheet, row, column, title };
  return { path: sheet, code, found: found.slice(0, 60), expected, cell };
}

/** 1 is A, 27 is AA. */
export function letterOf(column: number): string {
  const rest = (column - 1) % 26;
  const before = (column - 1 - rest) / 26;
  return (before > 0 ? letterOf(before) : '') + String.fromCharCode(65 + rest);
}
