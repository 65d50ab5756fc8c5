import { type Language, languages, rawText, translator } from '../language/language.ts';
import { visibleText } from './visible-text.ts';
import { type Column, columnsOf, type SheetName, type SheetTable } from './workbook-sheets.ts';
import { sheetTables } from './workbook-tables.ts';

/** What the workbook's parts are called. A book is written in one language and read in either. */

export function sheetTitle(sheet: SheetName | 'readme', language: Language): string {
  return translator(language)(`workbook.sheet.${sheet}`);
}

export function columnTitle({ name }: SheetTable, column: Column, language: Language): string {
  return translator(language)(`${columnKey(name, column)}.title`);
}

/** How to fill in a column: what it is, what may stand there, and where that is to be found. */
export function columnHelp(table: SheetTable, column: Column, language: Language): string {
  const t = translator(language);
  const { choices, list, refersTo } = column;
  return [
    rawText(language, `${columnKey(table.name, column)}.help`) ?? '',
    choices && t('workbook.readme.choices', { choices: choiceWords(column, language).join(', ') }),
    refersTo && t('workbook.readme.refers', { sheet: sheetTitle(refersTo, language) }),
    list && t('workbook.readme.list'),
  ]
    .filter(Boolean)
    .join(' ');
}

export function choiceWords(column: Column, language: Language): string[] {
  return (column.choices ?? []).map((choice) => choiceWord(column, choice, language));
}

/** A choice as the book shows it. One word of the schema may mean different things in different columns. */
export function choiceWord({ path }: Column, choice: string, language: Language): string {
  const own = rawText(language, `workbook.choice.${path}-${choice}`);
  return own ?? translator(language)(`workbook.choice.${choice}`);
}

/** The schema's word for what stands in a cell, in either language or as the schema has it. */
export function choiceMeant(column: Column, written: string): string | undefined {
  const word = plain(written);
  return column.choices?.find(
    (choice) =>
      plain(choice) === word ||
      languages.some((language) => plain(choiceWord(column, choice, language)) === word),
  );
}

export function yesNoMeant(written: string): boolean | undefined {
  const says = (choice: 'yes' | 'no') =>
    languages.map((language) => plain(translator(language)(`workbook.choice.${choice}`)));
  const word = plain(written);
  if (word === 'true' || says('yes').includes(word)) return true;
  return word === 'false' || says('no').includes(word) ? false : undefined;
}

const tablesByTitle = new Map(
  [...languages].flatMap((language) =>
    sheetTables.map((table) => [plain(sheetTitle(table.name, language)), table] as const),
  ),
);

/** The sheets that are written for people to read, and that hold nothing of the plan. */
const readmeTitles = languages.map((language) => plain(sheetTitle('readme', language)));

export function tableCalled(title: string): SheetTable | undefined {
  return tablesByTitle.get(plain(title));
}

/** The language that a sheet is written in, as its name tells. */
export function sheetLanguage(title: string): Language | undefined {
  const table = tableCalled(title);
  return table && languages.find((one) => plain(sheetTitle(table.name, one)) === plain(title));
}

/** What begins with # is somebody's own notes. */
export function isNote(title: string): boolean {
  return title.trim().startsWith('#') || readmeTitles.includes(plain(title));
}

/** Sheets that programs add of themselves when they save a workbook: Numbers, and two libraries on trial. */
const addedByPrograms: readonly string[] = [
  'export summary',
  'exportsammanfattning',
  'evaluation warning',
  'evaluation version',
];

export function isAddedByProgram(title: string): boolean {
  return addedByPrograms.includes(plain(title));
}

/** A book that was made before a column was renamed still says what it was called `before`. */
export function columnCalled(table: SheetTable, title: string): Column | undefined {
  const wanted = plain(title);
  const titles = (column: Column) =>
    languages.flatMap((language) => [
      columnTitle(table, column, language),
      rawText(language, `${columnKey(table.name, column)}.before`),
    ]);
  return columnsOf(table).find((column) =>
    titles(column).some((one) => one !== undefined && plain(one) === wanted),
  );
}

/** The same for words that differ in case, in spaces, in what cannot be seen, or in how their letters are composed. */
function plain(words: string): string {
  return visibleText(words).trim().replaceAll(/\s+/gu, ' ').toLowerCase();
}

function columnKey(sheet: SheetName, { path }: Column): string {
  return `workbook.column.${sheet}.${path.replaceAll('.', '-')}`;
}
