import { describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { translator } from '../../src/language/language.ts';
import { canonical } from '../../src/plan/canonical.ts';
import { describeFault } from '../../src/plan/plan-fault.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { demoPlan } from './demo-plan.ts';
import { bookWith, bookWithPart, canonicalOf, checkedFile, demoBook } from './workbooks.ts';

const same = canonical(demoPlan());
const parts = { settings: 2, roles: 5, periods: 8, assignments: 9, milestones: 10, history: 12 } as const;

/** The demo plan's book with one cell's XML instead of what stood there; `{s}` in it is a style with `format`. */
async function bookWithCell(sheet: keyof typeof parts, cell: string, xml: string, format?: string) {
  const part = `xl/worksheets/sheet${parts[sheet]}.xml`;
  const old = new RegExp(`<c r="${cell}"(?: [^>]*)?(?:/>|>.*?</c>)`, 'u');
  let style = 0;
  let book = await demoBook();
  if (format !== undefined)
    book = await bookWithPart(book, 'xl/styles.xml', (text) => {
      style = Number(/<cellXfs count="(\d+)"/u.exec(text)![1]);
      const code = format.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
      return text
        .replace(/(<numFmts[^>]*>)/u, `$1<numFmt numFmtId="190" formatCode="${code}"/>`)
        .replace('</cellXfs>', '<xf numFmtId="190" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>');
    });
  return bookWithPart(book, part, (text) => {
    if (!old.test(text)) throw new TypeError(`There is no ${cell}.`);
    return text.replace(old, () => xml.replaceAll('{s}', `s="${style}"`));
  });
}

/** What comes of a plan's file: the part asked for, or the sentences of its faults. */
async function read<T>(book: Uint8Array, part: (plan: PlanContent) => T): Promise<T | string[]> {
  const checked = await checkedFile('plan.xlsx', book);
  return 'plan' in checked
    ? part(checked.plan)
    : checked.faults.map((fault) => describeFault(fault, translator('sv')));
}

const told = (text: string) => [expect.stringContaining(text)];

describe('a number in a cell', () => {
  /** `C5`, which is 17.1 in the demo plan. */
  const shownBy = async (xml: string, format?: string) =>
    read(
      await bookWithCell('history', 'C5', xml, format),
      ({ indicators }) => indicators.flatMap(({ history = [] }) => history).at(3)!.value,
    );

  test.each([
    ['0.171', '0.0%', 17.1],
    ['0.171', '0.0 %;[Red]-0.0 %', 17.1],
    ['17.1', '0.0"%"', 17.1],
    ['17.1', '0.0\\%', 17.1],
    ['17.1', '_-* 0.0\\ _%;-0.0', 17.1],
    ['17100', '0.0,', 17.1],
    ['17100000', '0.0,,"mnkr"', 17.1],
    ['17.1', '[$kr-41D] #,##0.00', 17.1],
    ['17.1', '#,##0.0\\ \\m\\k\\r', 17.1],
    ['17.1', '[Red][>100]0.0%;[Blue]0.0" d"', 17.1],
    ['17.1', '[>=10]0;[<10]0.0%', 17.1],
    ['-17.1', '0.0%;[Red]0.0', -17.1],
    ['17.1', '0.00E+00', 17.1],
    ['17.1', '# ?/?', 17.1],
    ['1.71E1', undefined, 17.1],
    ['17.100000000000001', undefined, 17.1],
    ['0.30000000000000004', undefined, 0.3],
    ['0', '0;-0', 0],
  ])('%s shown by %s', async (kept, format, value) => {
    expect(await shownBy(`<c r="C5" {s}><v>${kept}</v></c>`, format)).toBe(value);
  });

  test.each([
    ['0', '0;-0;;@', 'innehåller 0, men dess talformat visar något annat eller ingenting'],
    ['17.1', ';;;', 'innehåller 17.1, men'],
    ['0', '#', 'innehåller 0, men'],
    ['17.1', '[<5]0;[>100]0', 'innehåller 17.1, men'],
    ['17.1', '"hög";"låg"', 'här ska det stå ett tal, inte ”hög”'],
    ['46023', 'yyyy-mm-dd', 'här ska det stå ett tal, inte ”2026-01-01”'],
    ['abc', undefined, 'cellen visar felet abc'],
    ['-1', 'yyyy-mm-dd', 'cellen visar felet ########'],
  ])('%s that %s does not show as a number is refused with its place', async (kept, format, sentence) => {
    const faults = await shownBy(`<c r="C5" {s}><v>${kept}</v></c>`, format);
    expect(faults).toEqual([expect.stringMatching(/^Tidigare värden, rad 5, kolumn C \(Värde\): /u)]);
    expect(faults).toEqual(told(sentence));
  });

  test('is read from text as people write it, with or without an apostrophe before it', async () => {
    expect(await shownBy('<c r="C5" t="inlineStr"><is><t>17,1</t></is></c>')).toBe(17.1);
    expect(await shownBy('<c r="C5" t="str" {s}><v>17,1 %</v></c>', '@')).toBe(17.1);
  });

  test.each([
    ['584', '0000', '0584'],
    ['584', '"0"000', '0584'],
  ])('%s shown by %s is a text with its noughts where a text belongs', async (kept, format, text) => {
    const book = await bookWithCell('settings', 'B5', `<c r="B5" {s}><v>${kept}</v></c>`, format);
    expect(await read(book, ({ organisation }) => organisation.kolada)).toBe(text);
  });

  test('is a year without a space where a year belongs', async () => {
    const book = await bookWithCell('history', 'B5', '<c r="B5" {s}><v>2023</v></c>', '#,##0');
    expect(await canonicalOf('plan.xlsx', book)).toBe(same);
  });
});

describe('a date in a cell', () => {
  /** `E2`, which is 2025-10-31 in the demo plan: 45961 days. */
  const dueOf = async (xml: string, format?: string) =>
    read(
      await bookWithCell('milestones', 'E2', xml, format),
      ({ assignments }) => assignments.flatMap(({ milestones = [] }) => milestones).at(0)!.due,
    );

  test.each([
    ['45961', 'yyyy-mm-dd'],
    ['45961', '[$-41D]d mmmm yyyy;@'],
    ['45961', '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy'],
    ['45961', 'd/m'],
    ['45961', 'mmm-yy'],
    ['45961', 'yyyy-mm-dd hh:mm:ss'],
    ['45961.6', 'yyyy-mm-dd'],
  ])('%s shown by %s is its day', async (kept, format) => {
    expect(await dueOf(`<c r="E2" {s}><v>${kept}</v></c>`, format)).toBe('2025-10-31');
  });

  test.each(['2025-10-31', '2025-10-31T00:00:00', '2025-10-31T00:00:00.000Z'])(
    'written out as %s is that day',
    async (kept) => {
      expect(await dueOf(`<c r="E2" t="d"><v>${kept}</v></c>`)).toBe('2025-10-31');
    },
  );

  test.each([
    ['45961.5', 'yyyy-mm-dd hh:mm', '”2025-10-31 12:00” är inget datum'],
    ['0', 'yyyy-mm-dd', '”1900-01-00” är inget datum'],
    ['60', 'yyyy-mm-dd', '”1900-02-29” är inget datum'],
    ['0.5', 'hh:mm', '”12:00” är inget datum'],
    ['45961', 'General', 'här visas talet 45961, inget datum'],
  ])('%s shown by %s is refused', async (kept, format, sentence) => {
    expect(await dueOf(`<c r="E2" {s}><v>${kept}</v></c>`, format)).toEqual(told(sentence));
  });

  test('that no month has is refused', async () => {
    expect(await dueOf('<c r="E2" t="d"><v>2025-02-30</v></c>')).toEqual(told('”2025-02-30” är inget datum'));
  });

  test.each([
    ['yyyy', '2025'],
    ['mmm-yy', '2025-10'],
    ['yyyy-mm-dd', '2025-10-31'],
  ])('shown by %s names a period of earlier values as far as it is shown', async (format, period) => {
    const book = await bookWithCell('history', 'B4', '<c r="B4" {s}><v>45961</v></c>', format);
    const periods = await read(book, ({ indicators }) =>
      indicators.flatMap(({ history = [] }) => history.map((one) => one.period)),
    );
    expect(periods).toContain(period);
  });
});

describe('a time of day in a cell', () => {
  const fromOf = async (kept: string, format: string) =>
    read(
      await bookWithCell('settings', 'B9', `<c r="B9" {s}><v>${kept}</v></c>`, format),
      ({ workingHours }) => workingHours.from,
    );

  test.each(['hh:mm', 'h:mm AM/PM', '[h]:mm', 'General'])(
    'is read when it is shown by %s',
    async (format) => {
      expect(await fromOf('0.3333333333333333', format)).toBe('08:00');
    },
  );

  test.each([
    ['1.3333333333333333', '[h]:mm', '”32:00”'],
    ['46023.3333333333', 'yyyy-mm-dd', '”2026-01-01”'],
    ['0.3333333333333333', '0.00', '”0,33”'],
  ])('%s is refused when %s shows something else', async (kept, format, shown) => {
    expect(await fromOf(kept, format)).toEqual(told(shown));
  });
});

describe('a text in a cell', () => {
  const titleOf = async (xml: string, format?: string) =>
    read(await bookWithCell('assignments', 'C2', xml, format), ({ assignments }) => assignments[0]!.title.sv);

  test.each([
    ['<is><t>Vår</t></is>', 'Vår'],
    ['<is><r><t>Vå</t></r><r><rPr><b/></rPr><t>r</t></r></is>', 'Vår'],
    ['<is><r><t>Vår</t></r><rPh sb="0" eb="1"><t>ヴォ</t></rPh><phoneticPr fontId="1"/></is>', 'Vår'],
    ['<is><t>Vår_x000D_\n_x005F_x000D_</t></is>', 'Vår\n_x000D_'],
    ['<is><t><![CDATA[Vår & <sommar>]]></t></is>', 'Vår & <sommar>'],
    ['<is><t>V&#229;r&amp;</t></is>', 'Vår&'],
    ['<is><t>Va\u030ar \u200b\u00ad\u200e\ufeff👩\u200d👧</t></is>', 'Vår 👩\u200d👧'],
  ])('%s', async (inside, text) => {
    expect(await titleOf(`<c r="C2" t="inlineStr">${inside}</c>`)).toBe(text);
  });

  test('has what its format adds, and is refused where its format hides it', async () => {
    expect(await titleOf('<c r="C2" t="str" {s}><v>Vår</v></c>', '@" (ny)"')).toBe('Vår (ny)');
    expect(await titleOf('<c r="C2" t="str" {s}><v>Vår</v></c>', ';;;')).toEqual(
      told('cellen innehåller Vår, men'),
    );
    expect(await titleOf('<c r="C2" t="str" {s}><v>Vår</v></c>', '0.0')).toBe('Vår');
  });

  test('has noughts and ones for nothing where it is yes or no', async () => {
    const squeezeOf = async (xml: string) =>
      read(await bookWithCell('settings', 'B11', xml), ({ squeezeDaysFree }) => squeezeDaysFree);
    expect(await squeezeOf('<c r="B11" t="b"><v>1</v></c>')).toBe(true);
    expect(await squeezeOf('<c r="B11" t="b"><v>0</v></c>')).toBe(false);
    expect(await squeezeOf('<c r="B11" t="str"><f>IF(1,"ja","")</f><v>ja</v></c>')).toBe(true);
  });
});

describe('a formula in a cell', () => {
  test.each([
    ['<c r="B12"><f>10+8</f></c>', '=10+8'],
    ['<c r="B12"><f>10+8</f><v></v></c>', '=10+8'],
    ['<c r="B12"><f t="shared" si="3"/></c>', '=…'],
    ['<c r="B12" t="str"><f>A1</f></c>', '=A1'],
  ])('%s is named when it is saved without a value', async (xml, formula) => {
    const faults = await read(await bookWithCell('settings', 'B12', xml), () => '');
    expect(faults).toEqual([
      `Inställningar, rad 12, kolumn B (Svarstid per person, högst (minuter)): formeln ${formula} är sparad utan vad den blir. Öppna boken i Excel och spara den, eller skriv in värdet.`,
    ]);
  });

  test.each([
    ['settings', 'A12', '<c r="A12"><f>"Max"</f></c>', 'Inställningar, rad 12, kolumn A: formeln ="Max"'],
    [
      'settings',
      'A12',
      '<c r="A12" t="e"><v>#N/A</v></c>',
      'Inställningar, rad 12, kolumn A: cellen visar felet #N/A',
    ],
    ['roles', 'A1', '<c r="A1"><f>"Id"</f></c>', 'Roller, rad 1, kolumn A: formeln ="Id"'],
    ['roles', 'A1', '<c r="A1" t="e"><v>#N/A</v></c>', 'Roller, rad 1, kolumn A: cellen visar felet #N/A'],
  ] as const)('is named in a title too: %s %s', async (sheet, cell, xml, sentence) => {
    const faults = await read(await bookWithCell(sheet, cell, xml), () => []);
    expect(faults).toContainEqual(expect.stringContaining(sentence));
    expect(JSON.stringify(faults)).not.toContain('[object');
  });
});

describe('a sheet', () => {
  const changed = (change: (xml: string) => string, part = 'xl/worksheets/sheet9.xml') =>
    demoBook().then((book) => bookWithPart(book, part, change));

  test('may leave out where its rows and cells stand, if none is empty between', async () => {
    const withoutRows = await changed((xml) => xml.replaceAll(/<row r="\d+"/gu, '<row'));
    expect(await canonicalOf('plan.xlsx', withoutRows)).toBe(same);
    const bare = await changed((xml) => xml.replaceAll(/ r="[A-Z]*\d+"/gu, ''), 'xl/worksheets/sheet12.xml');
    expect(await canonicalOf('plan.xlsx', bare)).toBe(same);
  });

  test.each([
    ['rows out of order', (xml: string) => xml.replace('<row r="3"', '<row r="2"')],
    ['a cell twice', (xml: string) => xml.replace('<c r="C2"', '<c r="B2"')],
    ['a cell of another row', (xml: string) => xml.replace('<c r="C2"', '<c r="C3"')],
    ['a text that is nowhere', (xml: string) => xml.replace(/t="s"><v>\d+</u, 't="s"><v>99999<')],
    ['a kind of cell that Excel does not have', (xml: string) => xml.replace('t="s"', 't="x"')],
  ])('with %s is refused', async (_what, change) => {
    expect(await read(await changed(change), () => '')).toEqual(
      told('går inte att läsa som Excel-arbetsbok'),
    );
  });

  test('is read with its hidden rows and columns, which a filter may have hidden', async () => {
    const book = await changed((xml) =>
      xml.replace('<row r="3"', '<row hidden="1" r="3"').replaceAll('<col ', '<col hidden="1" '),
    );
    expect(await canonicalOf('plan.xlsx', book)).toBe(same);
  });

  test('is refused where cells are merged over several that are read, and not elsewhere', async () => {
    const merged = (ref: string) =>
      changed((xml) =>
        xml.replace(
          '</sheetData>',
          `</sheetData><mergeCells count="1"><mergeCell ref="${ref}"/></mergeCells>`,
        ),
      ).then((book) => read(book, canonical));
    expect(await merged('I2:I4')).toEqual([
      'Uppdrag, rad 2, kolumn I (Medverkande): cellerna I2:I4 är sammanfogade, så det går inte att se vilka rader och kolumner värdet gäller. Dela upp dem och fyll i varje cell för sig.',
    ]);
    expect(await merged('C3:D3')).toEqual(told('cellerna C3:D3 är sammanfogade'));
    for (const beside of ['A1:B1', 'X9:Z12', 'Z1:AA9', 'A20:X40']) expect(await merged(beside)).toBe(same);
  });

  test('that is there twice is said to be', async () => {
    const book = await bookWith((one) => one.addWorksheet('Assignments').addRow(['Id']));
    expect(await read(book, () => '')).toEqual(told('bladet finns två gånger, också som ”Uppdrag”'));
    const inCase = await changed((xml) => xml.replace('name="Läs mig"', 'name="UPPDRAG"'), 'xl/workbook.xml');
    expect(await read(inCase, () => '')).toContainEqual(
      expect.stringContaining('Uppdrag: bladet finns två gånger, också som ”UPPDRAG”'),
    );
  });

  test('that is hidden and no part of the format is said to be hidden; one that is part of it is read', async () => {
    const hidden = (name: string) =>
      bookWith((one) => {
        const sheet = one.getWorksheet(name) ?? one.addWorksheet(name);
        sheet.state = 'hidden';
        sheet.getCell('Z1').value = '# not read';
      }).then((book) => read(book, canonical));
    expect(await hidden('Uppdrag')).toBe(same);
    expect(await hidden('Listor')).toEqual(told('det finns ett dolt blad, ”Listor”'));
  });

  test('that holds a chart and no cells is passed by', async () => {
    const book = await bookWithPart(await demoBook(), 'xl/_rels/workbook.xml.rels', (xml) =>
      xml.replace(
        /worksheet" Target="worksheets\/sheet1.xml"/u,
        'chartsheet" Target="worksheets/sheet1.xml"',
      ),
    );
    expect(await canonicalOf('plan.xlsx', book)).toBe(same);
  });
});

describe('a package', () => {
  /** Every part of the demo plan's book, changed. */
  async function repacked(change: (content: Buffer, name: string) => Buffer | undefined): Promise<Buffer> {
    const [from, to] = [await JSZip.loadAsync(await demoBook()), new JSZip()];
    for (const name of Object.keys(from.files).filter((one) => !one.endsWith('/'))) {
      const content = change(await from.file(name)!.async('nodebuffer'), name);
      if (content) to.file(name, content);
    }
    return to.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
  }
  const asText = (change: (xml: string) => string) => (content: Buffer) =>
    Buffer.from(change(String(content)));

  test('may be of the strict standard', async () => {
    const strict = asText((xml) =>
      xml
        .replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006',
          'http://purl.oclc.org/ooxml/officeDocument',
        ),
    );
    expect(await canonicalOf('plan.xlsx', await repacked(strict))).toBe(same);
  });

  test('may have macros, which nobody runs', async () => {
    const macros = asText((xml) => xml.replace('sheet.main+xml', 'sheet.macroEnabled.main+xml'));
    expect(await canonicalOf('plan.xlsx', await repacked(macros))).toBe(same);
  });

  test.each(['utf-16le', 'utf-16be', 'latin1'] as const)('may be written in %s', async (encoding) => {
    const book = await repacked((content, name) => {
      if (!name.endsWith('.xml') || encoding === 'latin1') return asLatin(content, name);
      const xml = `\ufeff${String(content).replace('UTF-8', 'UTF-16')}`;
      const little = Buffer.from(xml, 'utf16le');
      return encoding === 'utf-16le' ? little : little.swap16();
    });
    expect(await canonicalOf('plan.xlsx', book)).toBe(same);
  });

  function asLatin(content: Buffer, name: string): Buffer {
    if (!name.endsWith('workbook.xml')) return content;
    return Buffer.from(String(content).replace('UTF-8', 'ISO-8859-1'), 'latin1');
  }

  test.each([
    ['a sheet', 'xl/worksheets/sheet10.xml'],
    ['shared texts', 'xl/sharedStrings.xml'],
    ['styles', 'xl/styles.xml'],
    ['relationships', 'xl/_rels/workbook.xml.rels'],
  ])('that names %s and does not hold them is refused', async (_what, missing) => {
    const book = await repacked((content, name) => (name === missing ? undefined : content));
    expect(await read(book, () => '')).toEqual(told('går inte att läsa som Excel-arbetsbok'));
  });

  test('has extensions, which are passed by with all that is in them', async () => {
    const extension =
      '<extLst><ext uri="x"><x:row xmlns:x="urn:x" r="1"><x:c r="A1"><v>1</v></x:c></x:row></ext></extLst>';
    const book = await repacked(asText((xml) => xml.replace('</worksheet>', `${extension}</worksheet>`)));
    expect(await canonicalOf('plan.xlsx', book)).toBe(same);
  });
});
