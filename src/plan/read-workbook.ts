import type { Language } from '../language/language.ts';
import { nearest } from './nearest.ts';
import type { SheetContent } from './open-workbook.ts';
import type { CellPlace, FaultPath, Finding, PlaceOf, PlanFault } from './plan-fault.ts';
import { cellFault, type EntryRow, readSettings, readSheet, type SheetReading } from './read-sheet.ts';
import { putAt, type SheetName, tableOf, valueAt } from './workbook-sheets.ts';
import { sheetTables } from './workbook-tables.ts';
import {
  choiceWords,
  columnTitle,
  isAddedByProgram,
  isNote,
  sheetLanguage,
  sheetTitle,
  tableCalled,
} from './workbook-words.ts';

export interface WorkbookPlan {
  /** Plain data for `checkPlan`. */
  readonly input: object;
  readonly placeOf: PlaceOf;
  /** What is wrong with the book itself, beside what `checkPlan` finds. */
  readonly faults: readonly PlanFault[];
}

/** Those that are neither empty, nor marked as notes, nor another program's own. */
export function sheetsToRead(sheets: readonly SheetContent[]): readonly SheetContent[] {
  return sheets.filter((sheet) => sheet.rows.length > 0 && !isNote(sheet.name) && !isOfAnotherProgram(sheet));
}

/** What a program has put in the book for itself, where no person writes: passed over, and said to be. */
export function isOfAnotherProgram({ name, visibility }: SheetContent): boolean {
  return !tableCalled(name) && (visibility === 'very-hidden' || isAddedByProgram(name));
}

/** The sheets of a book as one plan. Nothing in the book is passed over in silence but what is marked as a note. */
export function planOfSheets(sheets: readonly SheetContent[]): WorkbookPlan {
  const { readings, faults } = readSheets(sheets);
  const { input, rows, orphans } = assembled(readings);
  return {
    input,
    placeOf: (finding) => placeIn(readings, rows, finding),
    faults: [...faults, ...[...readings.values()].flatMap((reading) => reading.faults), ...orphans],
  };
}

/** What a form's fields are called: by the words of the workbook's columns, as far as the fault has one. */
export function fieldPlaces(language: Language): PlaceOf {
  return ({ path, code }) => {
    const { name, rest } = sheetOf(path);
    const column = columnAt(name, rest);
    const title = column ? columnTitle(tableOf(name), column, language) : sheetTitle(name, language);
    const isChoice = code === 'not-allowed' && column?.choices;
    return {
      cell: { sheet: '', title },
      ...(isChoice && { expected: choiceWords(column, language).join(', ') }),
    };
  };
}

type Readings = ReadonlyMap<SheetName, SheetReading>;

function readSheets(sheets: readonly SheetContent[]): { readings: Readings; faults: PlanFault[] } {
  const readings = new Map<SheetName, SheetReading>();
  const faults: PlanFault[] = [];
  for (const sheet of sheets) {
    const table = tableCalled(sheet.name);
    const other = table && readings.get(table.name);
    if (other) faults.push(cellFault('double-sheet', { sheet: sheet.name }, sheet.name, other.sheet));
    else if (table)
      readings.set(table.name, table.list ? readSheet(table, sheet) : readSettings(table, sheet));
    else faults.push(unknownSheet(sheet));
  }
  return { readings, faults };
}

function unknownSheet({ name: sheet, visibility }: SheetContent): PlanFault {
  if (visibility === 'hidden') return cellFault('hidden-sheet', { sheet }, sheet);
  const titles = sheetTables.flatMap(({ name }) => [sheetTitle(name, 'sv'), sheetTitle(name, 'en')]);
  return cellFault('unknown-sheet', { sheet }, sheet, nearest(sheet, titles));
}

/** Which row an entry stood in: by sheet, then by its place in the plan's list, `2`, or `2/0` within another. */
type Rows = ReadonlyMap<SheetName, ReadonlyMap<string, number>>;

function assembled(readings: Readings): { input: object; rows: Rows; orphans: PlanFault[] } {
  const input = {};
  const rows = new Map<SheetName, Map<string, number>>();
  const orphans: PlanFault[] = [];
  for (const { table } of inOrder(readings)) {
    const reading = readings.get(table.name)!;
    const placed = new Map<string, number>();
    rows.set(table.name, placed);
    if (!table.list) Object.assign(input, reading.entries[0]?.entry);
    else if (table.within) orphans.push(...putWithin(input, reading, placed));
    else {
      for (const [index, { row }] of reading.entries.entries()) placed.set(String(index), row);
      if (reading.entries.length > 0)
        putAt(
          input,
          table.list,
          reading.entries.map(({ entry }) => entry),
        );
    }
  }
  return { input, rows, orphans };
}

/** As the table of sheets has them, so that owners come before what belongs to them. */
function inOrder(readings: Readings): SheetReading[] {
  return sheetTables.flatMap(({ name }) => readings.get(name) ?? []);
}

function putWithin(
  input: object,
  { table, sheet, titles, entries }: SheetReading,
  placed: Map<string, number>,
) {
  const { sheet: owners, column } = table.within!;
  const list = (valueAt(input, tableOf(owners).list) ?? []) as { id?: unknown }[];
  const places = new Map(list.map(({ id }, place) => [String(id), place] as const).toReversed());
  const orphans: PlanFault[] = [];
  for (const { row, entry, of } of entries) {
    const place = places.get(of ?? '');
    if (place === undefined) {
      const title = titles.find((one) => one.column === column);
      const at = { sheet, row, column: title?.letter, title: title?.title };
      orphans.push(
        of ? cellFault('unknown-row', at, of, nearest(of, places.keys())) : cellFault('missing', at),
      );
      continue;
    }
    const owner = list[place] as Record<string, EntryRow['entry'][]>;
    owner[table.list] ??= [];
    const own = owner[table.list]!;
    placed.set(`${place}/${own.length}`, row);
    own.push(entry);
  }
  return orphans;
}

/** The cell a finding is about, in the book's own words; what is missing altogether has the place it should have. */
function placeIn(readings: Readings, rows: Rows, finding: Finding): ReturnType<PlaceOf> {
  const { name, key, rest } = sheetOf(finding.path);
  const table = tableOf(name);
  const reading = readings.get(name);
  const language = sheetLanguage(reading?.sheet ?? '') ?? 'sv';
  const column = columnAt(name, rest);
  const title = column && reading?.titles.find((one) => one.column === column);
  const row = title?.row ?? (table.list ? rows.get(name)?.get(key) : undefined);
  const cell: CellPlace = {
    sheet: reading?.sheet ?? sheetTitle(name, language),
    // A column that is not in the book is missing once, not in every row.
    row: column && !title ? undefined : row,
    column: title?.letter,
    title: title?.title ?? (column && columnTitle(table, column, language)),
  };
  const isChoice = finding.code === 'not-allowed' && column?.choices;
  return isChoice ? { cell, expected: choiceWords(column, language).join(', ') } : { cell };
}

function sheetOf(path: FaultPath): { name: SheetName; key: string; rest: FaultPath } {
  const [list, place, field, inner, ...deep] = path;
  const within = sheetTables.find((one) => one.within && one.list === field && one.within.sheet === list);
  if (within && typeof inner === 'number') return { name: within.name, key: `${place}/${inner}`, rest: deep };
  if (list === 'retention' && place === 'records')
    return { name: 'retention', key: String(field), rest: path.slice(3) };
  const table = sheetTables.find((one) => one.list === list);
  if (!table) return { name: 'settings', key: '', rest: path };
  return { name: table.name, key: String(place), rest: path.slice(2) };
}

/** The column that a part of an entry stands in: of `title` and `aspects` the first of theirs. */
function columnAt(name: SheetName, rest: FaultPath) {
  const wanted = rest.filter((key) => typeof key === 'string').join('.');
  if (!wanted) return undefined;
  const { columns } = tableOf(name);
  return (
    columns.find(({ path }) => path === wanted) ?? columns.find(({ path }) => path.startsWith(`${wanted}.`))
  );
}
