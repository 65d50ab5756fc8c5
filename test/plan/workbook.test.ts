import { readFile } from 'node:fs/promises';
import { Workbook } from '@cj-tech-master/excelts';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { languages, translator } from '../../src/language/language.ts';
import { canonical } from '../../src/plan/canonical.ts';
import { describeFault } from '../../src/plan/plan-fault.ts';
import { columnsOf } from '../../src/plan/workbook-sheets.ts';
import { sheetTables } from '../../src/plan/workbook-tables.ts';
import { columnHelp, columnTitle, sheetTitle } from '../../src/plan/workbook-words.ts';
import { writeWorkbook } from '../../src/plan/write-workbook.ts';
import { demoInput, demoPlan } from './demo-plan.ts';
import {
  bookWith,
  bookWithCells,
  type CellChange,
  canonicalOf,
  checkedFile,
  writtenByAnother,
} from './workbooks.ts';

const sentences = async (bytes: Uint8Array, language: 'sv' | 'en' = 'sv') => {
  const checked = await checkedFile('plan.xlsx', bytes);
  return 'faults' in checked
    ? checked.faults.map((fault) => describeFault(fault, translator(language)))
    : ['a sound plan'];
};

describe('the same plan in three formats', () => {
  let book: Buffer;
  const same = canonical(demoPlan());
  beforeAll(async () => {
    book = await writeWorkbook(demoPlan(), 'sv');
  });

  test('is the same, byte for byte, in canonical form', async () => {
    expect(await canonicalOf('plan.yaml', await readFile('demo/sjovik.yaml'))).toBe(same);
    expect(await canonicalOf('plan.json', Buffer.from(JSON.stringify(demoInput())))).toBe(same);
    expect(await canonicalOf('plan.xlsx', book)).toBe(same);
    expect(await canonicalOf('plan.xlsx', await writeWorkbook(demoPlan(), 'en'))).toBe(same);
  });

  test('is the same when another library has written the workbook', async () => {
    expect(await canonicalOf('plan.xlsx', await writtenByAnother(book))).toBe(same);
  });
});

describe.each(languages)('the empty workbook in %s', (language) => {
  let book: Workbook;
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await writeWorkbook(undefined, language);
    book = new Workbook();
    await book.xlsx.load(bytes);
  });

  test('explains every sheet and every column', () => {
    const readme = book.worksheets[0]!.getSheetValues().flat().map(String).join('\n');
    for (const table of sheetTables) {
      expect(readme).toContain(sheetTitle(table.name, language));
      for (const column of columnsOf(table)) {
        expect(readme).toContain(columnTitle(table, column, language));
        expect(readme).toContain(columnHelp(table, column, language));
      }
    }
  });

  test('has a drop-down where there is something to choose among', () => {
    const found = (sheet: 'assignments' | 'roles' | 'settings', cell: string) =>
      book.getWorksheet(sheetTitle(sheet, language))!.getCell(cell).dataValidation;
    const departments = sheetTitle('departments', language);
    expect(found('roles', 'E2')).toMatchObject({ type: 'list', formulae: [`'${departments}'!$A$2:$A$2000`] });
    const words = language === 'sv' ? 'grunduppdrag,lokalt politiskt uppdrag' : 'core,local political';
    expect(found('assignments', 'B2000')).toMatchObject({ type: 'list', formulae: [`"${words}"`] });
    expect(found('settings', 'B7')).toMatchObject({ type: 'list', formulae: ['"sv,en"'] });
  });

  test('has no title twice in a sheet, and no choice that Excel would cut', () => {
    for (const table of sheetTables) {
      const titles = columnsOf(table).map((column) => columnTitle(table, column, language));
      expect(new Set(titles).size).toBe(titles.length);
    }
    for (const sheet of book.worksheets)
      for (const { formulae } of Object.values(sheet.dataValidations.model) as { formulae?: string[] }[])
        expect((formulae?.[0] ?? '').length).toBeLessThan(256);
  });

  test('lacks only what every plan needs', async () => {
    const t = translator(language);
    const lacking = await sentences(bytes, language);
    const sheets = ['departments', 'roles', 'periods', 'assignments'] as const;
    const place = (sheet: (typeof sheets)[number]) =>
      t('planFaults:place-sheet', { sheet: sheetTitle(sheet, language) });
    expect(lacking).toEqual([
      expect.stringContaining(`${sheetTitle('settings', language)}, `),
      expect.stringContaining(`${sheetTitle('settings', language)}, `),
      ...sheets.map((sheet) => expect.stringContaining(place(sheet))),
    ]);
  });
});

/** One thing a line that an analyst may do, and the very sentence they get. */
// biome-ignore format: a table is read by its lines
const slips: readonly (readonly [what: string, changes: readonly CellChange[], sentence: string])[] = [
  ['an owner that is no role', [['Uppdrag', 'H5', 'socialchefen']], 'Uppdrag, rad 5, kolumn H (Ansvarig): rollen ”socialchefen” finns inte i planen. Närmast är ”socialchef”.'],
  ['an empty title', [['Uppdrag', 'C3', null]], 'Uppdrag, rad 3, kolumn C (Uppdrag): här saknas något. Fyll i det.'],
  ['an aspect that is not described', [['Uppdrag', 'N4', null]], 'Uppdrag, rad 4, kolumn N (Ekologiskt): här saknas något. Varje uppdrag ska säga vad det betyder ekonomiskt, ekologiskt och socialt.'],
  ['a type that cannot be chosen', [['Uppdrag', 'B2', 'kärnuppdrag']], 'Uppdrag, rad 2, kolumn B (Typ): ”kärnuppdrag” går inte att välja. Välj något av: grunduppdrag, lokalt politiskt uppdrag.'],
  ['words where a number belongs', [['Indikatorer', 'T2', 'ganska många']], 'Indikatorer, rad 2, kolumn T '],
  ['a date that is none', [['Perioder', 'E2', '30 februari']], 'Perioder, rad 2, kolumn E (Gäller från): ”30 februari” är inget datum. Skriv som 2026-09-18.'],
  ['a formula that failed', [['Uppdrag', 'E2', { error: '#REF!' }]], 'Uppdrag, rad 2, kolumn E (Beslut): cellen visar felet #REF!. Skriv in ett värde i stället.'],
  ['a milestone of nothing', [['Milstolpar', 'A2', 'pu9']], 'Milstolpar, rad 2, kolumn A (Uppdrag): ”pu9” hör inte till något'],
  ['a title that is misspelt', [['Roller', 'D1', 'Behörigheter']], 'Roller, rad 1, kolumn D (Behörigheter): rubriken ”Behörigheter” finns inte i formatet. Närmast är ”Behörighet”.'],
  ['a title twice', [['Roller', 'E1', 'Id']], 'Roller, rad 1, kolumn E (Id): rubriken ”Id” finns två gånger. Ta bort den ena.'],
  ['words beside the table', [['Roller', 'J7', 'kolla med HR']], 'Roller, rad 7, kolumn J: här står något i en kolumn utan rubrik.'],
  ['a setting that is misspelt', [['Inställningar', 'A4', 'Planens besluut']], 'Inställningar, rad 4, kolumn A (Planens besluut): rubriken'],
  ['a setting that cannot be', [['Inställningar', 'B11', 'kanske']], 'Inställningar, rad 11, kolumn B (Klämdagar är lediga): här ska det stå ja eller nej, inte ”kanske”.'],
  ['an end for a core assignment', [['Uppdrag', 'K2', new Date('2026-12-31')]], 'Uppdrag, rad 2, kolumn K (Slut): ett grunduppdrag har inget slutdatum (2026-12-31).'],
];

describe('a faulty workbook', () => {
  test.each(slips)('tells of %s with sheet, row and column', async (_what, changes, sentence) => {
    const told = await sentences(await bookWithCells(...changes));
    expect(told.filter((one) => one.startsWith(sentence))).toHaveLength(1);
  });

  test('tells everything at once', async () => {
    const changes = slips.filter(([what]) => !/title/u.test(what)).flatMap(([, cells]) => cells);
    const told = await sentences(await bookWithCells(...changes));
    expect(told.length).toBeGreaterThanOrEqual(changes.length);
  });

  test('tells of a whole column that is missing once', async () => {
    const told = await sentences(await bookWith((book) => book.getWorksheet('Uppdrag')!.spliceColumns(5, 1)));
    expect(told).toEqual(['Uppdrag, kolumnen Beslut: här saknas något. Fyll i det.']);
  });

  test('tells of a sheet that is unknown, unless it is marked as notes', async () => {
    const told = (name: string) =>
      bookWith((book) => book.addWorksheet(name).addRow(['något'])).then((book) => sentences(book));
    expect(await told('Indikator')).toEqual([
      expect.stringContaining(
        'Bladet Indikator: bladet ”Indikator” finns inte i formatet. Närmast är ”Indikatorer”.',
      ),
    ]);
    expect(await told('# Mina anteckningar')).toEqual(['a sound plan']);
  });

  test('has its places in English when it is English', async () => {
    const book = new Workbook();
    await book.xlsx.load(await writeWorkbook(demoPlan(), 'en'));
    book.getWorksheet('Assignments')!.getCell('B2').value = 'kernel';
    const told = await sentences(Buffer.from(await book.xlsx.writeBuffer()), 'en');
    expect(told).toEqual([
      'Assignments, row 2, column B (Type): "kernel" is not a choice. Choose one of: core, local political.',
    ]);
  });
});

describe('what people type in cells', () => {
  const valueAfter = async (sheet: string, cell: string, value: unknown, format?: string) => {
    const bytes = await bookWith((book) => {
      const target = book.getWorksheet(sheet)!.getCell(cell);
      target.value = value as never;
      if (format) target.numFmt = format;
    });
    const checked = await checkedFile('plan.xlsx', bytes);
    if ('faults' in checked) return checked.faults[0]!.code;
    return checked.plan;
  };
  const capAfter = async (value: unknown, format?: string) => {
    const plan = await valueAfter('Inställningar', 'B12', value, format);
    return typeof plan === 'string' ? plan : plan.burdenCapMinutes;
  };

  test.each([
    ['a number as text with a comma', '20,0', undefined, 20],
    ['a number as text with spaces', '1 200', undefined, 1200],
    ['a formula, by what it shows', { formula: '10+8', result: 18 }, undefined, 18],
    ['a formula that was never reckoned', { formula: '10+8' }, undefined, 'formula-unsaved'],
    ['rich text', { richText: [{ text: '2' }, { text: '5', font: { bold: true } }] }, undefined, 25],
    ['per cent as people see it', 0.07, '0%', 7],
    ['nothing but spaces: as if empty', '   ', undefined, 15],
  ])('%s', async (_what, value, format, result) => {
    expect(await capAfter(value, format)).toBe(result);
  });

  test.each([
    ['a time of day as Excel keeps it', 8 / 24],
    ['a time of day as text', '8:00'],
    ['a time of day with a point', '08.00'],
  ])('%s', async (_what, value) => {
    const plan = await valueAfter('Inställningar', 'B9', value);
    expect(typeof plan === 'string' ? plan : plan.workingHours.from).toBe('08:00');
  });

  test.each([
    ['ja', true],
    ['nej', false],
    ['', undefined],
  ])('whether unknown words are kept: %p', async (said, keepUnknownWords) => {
    const bytes = await bookWith((book) => {
      const sheet = book.getWorksheet('Inställningar')!;
      const rows = Array.from({ length: sheet.rowCount }, (_, row) => row + 1);
      const row = rows.find((one) => sheet.getCell(one, 1).text === 'Spara ord som Roder inte känner igen')!;
      sheet.getCell(row, 2).value = said;
    });
    expect(await canonicalOf('plan.xlsx', bytes)).toBe(canonical({ ...demoPlan(), keepUnknownWords }));
  });

  test('rows between that are empty, and a list on lines of its own', async () => {
    const bytes = await bookWith((book) => {
      book.getWorksheet('Uppdrag')!.insertRow(3, []);
      const cell = book.getWorksheet('Personer')!.getCell('C2');
      cell.value = String(cell.value).replaceAll(', ', '\n');
    });
    expect(await canonicalOf('plan.xlsx', bytes)).toBe(canonical(demoPlan()));
  });
});
