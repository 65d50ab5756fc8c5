import { describe, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { canonical } from '../../src/plan/canonical.ts';
import { unzip } from '../../src/plan/zip-bounds.ts';
import { demoPlan } from './demo-plan.ts';
import { bookWithPart, canonicalOf, checkedFile, demoBook } from './workbooks.ts';

const codesOf = async (bytes: Uint8Array) => {
  const checked = await checkedFile('plan.xlsx', bytes);
  return 'faults' in checked ? checked.faults.map(({ code }) => code) : [];
};
const zipped = async (parts: Readonly<Record<string, string | Buffer>>) => {
  const zip = new JSZip();
  for (const [name, content] of Object.entries(parts)) zip.file(name, content);
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
};
const oneSheet = 'xl/worksheets/sheet9.xml';

describe('what is called a workbook and is none', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('Uppdrag;Ansvarig')],
    ['an old or encrypted book', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['the end of a zip file alone', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
  ])('%s is refused', async (_what, bytes) => {
    expect(await codesOf(bytes)).toEqual(['file-not-workbook']);
  });

  test('a zip file without a book is refused', async () => {
    expect(await codesOf(await zipped({ 'readme.txt': 'hej' }))).toEqual(['file-not-workbook']);
  });

  test('half a book is refused', async () => {
    const whole = await demoBook();
    expect(await codesOf(whole.subarray(0, whole.length / 2))).toEqual(['file-not-workbook']);
  });

  test('a book with one byte wrong is refused, though its XML may still be read', async () => {
    const zip = await JSZip.loadAsync(await demoBook());
    const stored = await zip.generateAsync({ type: 'nodebuffer', compression: 'STORE' });
    const at = stored.indexOf('Socialchef');
    expect(at).toBeGreaterThan(0);
    stored[at] = 'T'.charCodeAt(0);
    expect(await codesOf(stored)).toEqual(['file-not-workbook']);
  });
});

describe('a workbook made to take too much', () => {
  test('a small file that unpacks into a huge one is refused before it is opened', async () => {
    const bomb = await zipped({ 'xl/worksheets/sheet1.xml': Buffer.alloc(90_000_000, ' ') });
    expect(bomb.byteLength).toBeLessThan(1_000_000);
    expect(await codesOf(bomb)).toEqual(['file-too-much']);
  });

  test('also where it says that it is small', async () => {
    const bomb = await zipped({ a: Buffer.alloc(2_000_000, ' ') });
    const entry = bomb.lastIndexOf('PK\u0001\u0002');
    bomb.writeUInt32LE(10, entry + 24);
    expect(unzip(bomb, 1_000_000)).toBe('too-much');
    expect(unzip(bomb, 3_000_000)).toBeInstanceOf(Map);
  });

  test('a zip file of very many parts is refused', async () => {
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`p${index}`, 'x']));
    expect(await codesOf(await zipped(many))).toEqual(['file-too-much']);
  });

  test.each([
    [
      'cells merged over a million rows beside the table',
      '</sheetData>',
      '</sheetData><mergeCells count="1"><mergeCell ref="Z1:XFD1048576"/></mergeCells>',
    ],
    [
      'a drop-down over a million rows',
      '<dataValidations',
      '<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation></dataValidations><dataValidations',
    ],
  ])('%s change nothing', async (_what, before, after) => {
    const book = await bookWithPart(await demoBook(), oneSheet, (xml) => xml.replace(before, after));
    expect(book.equals(await demoBook())).toBe(false);
    expect(await canonicalOf('plan.xlsx', book)).toBe(canonical(demoPlan()));
  });

  test('cells merged over a million rows and the table are named once', async () => {
    const book = await bookWithPart(await demoBook(), oneSheet, (xml) =>
      xml.replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    );
    expect(await codesOf(book)).toEqual(['merged-cells']);
  });

  test.each([
    ['half a million cells and one', '<row r="ROW">CELLS</row>', 'file-too-much'],
    ['cells merged in ten thousand places and one', '<mergeCell ref="A1"/>', 'file-too-much'],
    ['elements within each other without end', '<x>', 'file-not-workbook'],
  ])('%s are refused', async (_what, piece, code) => {
    const cells = '<c><v>1</v></c>'.repeat(10_000);
    const many = Array.from({ length: piece.includes('CELLS') ? 51 : 10_001 }, (_, index) =>
      piece.replace('ROW', String(index + 1)).replace('CELLS', cells),
    );
    const book = await bookWithPart(await demoBook(), oneSheet, (xml) =>
      xml.replace(/<sheetData>.*<\/sheetData>/u, `<sheetData>${many.join('')}</sheetData>`),
    );
    expect(await codesOf(book)).toEqual([code]);
  });

  test.each([
    ['unfold into each other', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>', '&b;'],
    ['are read from another file', '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>', '&b;'],
    ['nobody has said what are', '', '&b;'],
    ['are not even used', '<!DOCTYPE x>', 'Socialchef'],
  ])('entities that %s: the file is refused', async (_what, doctype, text) => {
    const book = await bookWithPart(await demoBook(), 'xl/sharedStrings.xml', (xml) =>
      xml.replace('<sst', `${doctype}<sst`).replace('Socialchef', text),
    );
    expect(await codesOf(book)).toEqual(['file-not-workbook']);
  });

  test('a part that is there twice is refused: readers do not agree on which is meant', async () => {
    const book = await demoBook();
    const zip = await JSZip.loadAsync(book);
    zip.file('XL/Worksheets/Sheet9.xml', '<worksheet/>');
    expect(await codesOf(await zip.generateAsync({ type: 'nodebuffer' }))).toEqual(['file-not-workbook']);
  });
});
