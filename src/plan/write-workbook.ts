import { type DataValidation, Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { type Language, translator } from '../language/language.ts';
import type { PlanContent } from './plan-schema.ts';
import { letterOf } from './read-sheet.ts';
import { type Column, columnsOf, entriesIn, type SheetTable, valueAt } from './workbook-sheets.ts';
import { sheetTables } from './workbook-tables.ts';
import { choiceWord, choiceWords, columnHelp, columnTitle, sheetTitle } from './workbook-words.ts';

/** How far down a sheet drop-downs and explanations reach. */
const lastRow = 2000;
const dateFormat = 'yyyy-mm-dd';
const colours = { head: 'FFDCE6F1', needed: 'FFB8CCE4' } as const;

/** The plan as a workbook; without one, an empty book to fill in, with explanations and drop-downs. */
export async function writeWorkbook(plan: PlanContent | undefined, language: Language): Promise<Buffer> {
  const workbook = new Workbook();
  workbook.title = translator(language)('workbook.readme.title');
  addReadme(workbook, language);
  for (const table of sheetTables) {
    const sheet = workbook.addWorksheet(sheetTitle(table.name, language), {
      views: [{ state: 'frozen', xSplit: table.list ? 1 : 0, ySplit: 1 }],
    });
    if (table.list) addRows(sheet, table, plan, language);
    else addSettings(sheet, table, plan, language);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Every sheet and column with what it is for: the book explains itself. */
function addReadme(workbook: Workbook, language: Language): void {
  const t = translator(language);
  const sheet = workbook.addWorksheet(sheetTitle('readme', language));
  sheet.columns = [{ width: 22 }, { width: 34 }, { width: 10 }, { width: 90 }];
  const words = (key: string) => t(`workbook.readme.${key}`);
  sheet.addRow([words('title')]).font = { bold: true, size: 16 };
  for (const key of ['intro', 'order', 'notes']) sheet.addRow([words(key)]);
  for (const table of sheetTables) {
    sheet.addRow([]);
    const title = sheetTitle(table.name, language);
    sheet.addRow([title, t(`workbook.about.${table.name}`)]).font = { bold: true };
    sheet.addRow(['', words('column'), words('needed'), words('about')]).font = { italic: true };
    for (const column of columnsOf(table)) {
      const needed = column.required ? words('yes') : '';
      const row = sheet.addRow([
        '',
        columnTitle(table, column, language),
        needed,
        columnHelp(table, column, language),
      ]);
      row.getCell(4).alignment = { wrapText: true, vertical: 'top' };
    }
  }
}

function addRows(
  sheet: Worksheet,
  table: SheetTable,
  plan: PlanContent | undefined,
  language: Language,
): void {
  const columns = columnsOf(table);
  sheet.columns = columns.map((column) => ({
    header: columnTitle(table, column, language),
    width: column.width ?? 16,
  }));
  for (const [index, column] of columns.entries()) {
    paint(sheet.getRow(1).getCell(index + 1), column);
    validate(sheet, `${letterOf(index + 1)}2:${letterOf(index + 1)}${lastRow}`, { table, column, language });
  }
  for (const { entry, of } of plan ? entriesIn(plan, table) : []) {
    const own = table.columns.map((column) => cellValue(entry, column, language));
    const row = sheet.addRow(table.within ? [of ?? null, ...own] : own);
    for (const [index, column] of columns.entries()) style(row.getCell(index + 1), column);
  }
}

function addSettings(
  sheet: Worksheet,
  table: SheetTable,
  plan: PlanContent | undefined,
  language: Language,
): void {
  const t = translator(language);
  const head = ['setting', 'value', 'about'].map((key) => t(`workbook.readme.${key}`));
  sheet.columns = head.map((header, index) => ({ header, width: [38, 50, 90][index]! }));
  for (const number of [1, 2, 3]) paint(sheet.getRow(1).getCell(number), { required: true });
  for (const column of table.columns) {
    const title = columnTitle(table, column, language);
    const value = plan ? cellValue(plan, column, language) : null;
    const row = sheet.addRow([title, value, columnHelp(table, column, language)]);
    if (column.required) row.getCell(1).font = { bold: true };
    style(row.getCell(2), column);
    validate(sheet, `B${row.number}:B${row.number}`, { table, column, language });
  }
}

function paint(cell: ReturnType<Worksheet['getCell']>, { required }: Pick<Column, 'required'>): void {
  const fgColor = { argb: required ? colours.needed : colours.head };
  cell.font = { bold: true };
  cell.fill = { type: 'pattern', pattern: 'solid', fgColor };
}

/** Text is kept as text: `2026-T1` is no date and `0584` no number. */
function style(cell: ReturnType<Worksheet['getCell']>, { kind, width = 16 }: Column): void {
  if (cell.value instanceof Date) cell.numFmt = dateFormat;
  else if (kind === 'text' || kind === 'time') cell.numFmt = '@';
  if (width >= 30) cell.alignment = { wrapText: true, vertical: 'top' };
}

function cellValue(
  entry: unknown,
  column: Column,
  language: Language,
): string | number | boolean | Date | null {
  const value = valueAt(entry, column.path);
  if (value === undefined || value === null || value === '') return null;
  if (isRepeated(entry, column)) return null;
  if (column.kind === 'number') return value as number;
  if (column.kind === 'yes-no') return translator(language)(`workbook.choice.${value ? 'yes' : 'no'}`);
  if (column.kind.startsWith('date') && /^\d{4}-\d\d-\d\d$/u.test(String(value)))
    return new Date(`${value}T00:00Z`);
  const words = (Array.isArray(value) ? value : [value]).map((one) =>
    column.choices ? choiceWord(column, String(one), language) : String(one),
  );
  return words.join(', ');
}

/** English that is the Swedish is left out, as it may be in any plan. */
function isRepeated(entry: unknown, { path }: Column): boolean {
  if (!path.endsWith('.en') && path !== 'en') return false;
  const swedish = path === 'en' ? 'sv' : path.replace(/en$/u, 'sv');
  return valueAt(entry, path) === valueAt(entry, swedish);
}

interface Explained {
  readonly table: SheetTable;
  readonly column: Column;
  readonly language: Language;
}

/** The explanation shows when the cell is chosen; where there are choices, they are in a drop-down. */
function validate(sheet: Worksheet, range: string, explained: Explained): void {
  const { table, column, language } = explained;
  const list = dropDown(column, language);
  const help = columnHelp(table, column, language);
  if (!list && !help) return;
  const prompt = {
    showInputMessage: true,
    // Excel's own limits.
    promptTitle: columnTitle(table, column, language).slice(0, 32),
    prompt: help.slice(0, 255),
  };
  const error = translator(language)('workbook.readme.notChoice');
  const validation: DataValidation = list
    ? {
        type: 'list',
        allowBlank: true,
        formulae: [list],
        ...prompt,
        // Several in one cell cannot be picked, only written; what is written is checked when the book is read.
        ...(column.list ? {} : { showErrorMessage: true, errorStyle: 'warning', error }),
      }
    : { type: 'any', ...prompt };
  sheet.dataValidations.add(range, validation);
}

function dropDown(column: Column, language: Language): string | undefined {
  if (column.refersTo) {
    const sheet = sheetTitle(column.refersTo, language);
    return `'${sheet}'!$A$2:$A$${lastRow}`;
  }
  if (column.kind === 'yes-no')
    return `"${['yes', 'no'].map((one) => translator(language)(`workbook.choice.${one}`)).join(',')}"`;
  return column.choices && `"${choiceWords(column, language).join(',')}"`;
}
