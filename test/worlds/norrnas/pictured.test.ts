import { Workbook } from '@cj-tech-master/excelts';
import { afterAll, expect, test } from '@jest/globals';
import JSZip from 'jszip';
import { demoTenant as tenantId } from '../../../src/config.ts';
import { columnWidths } from '../../../src/exports/column-widths.ts';
import { makePaper } from '../../../src/exports/make-paper.ts';
import { textOf } from '../../support/card-form.ts';
import { livedNorrnas, norrnasSamples } from './norrnas-samples.ts';

afterAll(async () => {
  await (await livedNorrnas()).ports.store.close();
});

test('a round of values says how many of those it asks for have come, not of those within its time, and how they have moved', async () => {
  const samples = await norrnasSamples('sv');
  const headline = (id: string) =>
    textOf(samples.find(({ name }) => name === `norrnas-summary-${id}`)!.card).split('\n')[1];
  expect(headline('2026-Q3')).toMatch(/^(\d+) av 12 värden/u);
  const [, count] = /^(\d+) av/u.exec(headline('2026-Q3')!)!;
  expect(Number(count)).toBeLessThanOrEqual(12);
  expect(headline('2026-08')).toBe('7 av 7 värden har kommit in: 1 bättre, 4 sämre, 2 utan jämförelse.');
});

test('in the workbook, a row is as high as its text, so that no name lies over the next', async () => {
  const { ports } = await livedNorrnas();
  const order = { tenantId, roundId: '2026-D', format: 'excel', language: 'sv' } as const;
  const { body } = (await makePaper(ports, order))!;
  const zip = await JSZip.loadAsync(body);
  const sheet = await zip.file('xl/worksheets/sheet1.xml')!.async('string');
  const heights = [...sheet.matchAll(/<row r="(\d+)"[^>]*?(?: ht="(\d+)")?[^>]*>/gu)].map(([row]) =>
    Number(/ ht="(\d+)"/u.exec(row)?.[1] ?? 15),
  );
  // "Elever i åk 9 som är behöriga till yrkesprogram, kommunala skolor, andel (%)" takes three lines of 34 letters.
  expect(Math.max(...heights)).toBeGreaterThanOrEqual(45);
  expect(heights.filter((height) => height > 15).length).toBeGreaterThan(50);
});

test('in the workbook, a text keeps its distance from the number beside it', async () => {
  const { ports } = await livedNorrnas();
  const order = { tenantId, roundId: '2026-08', format: 'excel', language: 'sv' } as const;
  const workbook = new Workbook();
  await workbook.xlsx.load((await makePaper(ports, order))!.body);
  const sheet = workbook.worksheets[0]!;
  const place = (title: string) => (sheet.getRow(1).values as readonly unknown[]).indexOf(title);
  const [value, source] = [place('Värde'), place('Källa')];
  expect(sheet.getRow(1).getCell(value).alignment).toMatchObject({ horizontal: 'right' });
  expect(sheet.getRow(2).getCell(source).alignment).toMatchObject({ indent: 1 });
  expect(sheet.getRow(2).getCell(place('Mått')).alignment?.indent ?? 0).toBe(0);
});

test('a paper of a round for values alone says nothing of deviations and support, and of another that there are none', async () => {
  const { ports } = await livedNorrnas();
  const words = async (roundId: string) => {
    const { body } = (await makePaper(ports, { tenantId, roundId, format: 'word', language: 'sv' }))!;
    return (await JSZip.loadAsync(body)).file('word/document.xml')!.async('string');
  };
  expect(await words('2026-08')).not.toMatch(/avviker|önskar stöd|Avvikelser/u);
  expect(await words('2026-D')).toMatch(/Ingen önskar stöd.*Inget uppdrag avviker/su);
});

test('in a document, the longest word of Norrnäs stands whole, also in a wide font', () => {
  const table = {
    header: ['Mått', 'Värde', 'Förändring', 'Målvärde', 'Källa'],
    widths: [1, 1, 1, 1, 1],
    rows: [['Hållbart medarbetarengagemang (HME) i kommunen – totalindex', '78', '–', '–', 'Styrplanen']],
  };
  const wideLetter = 0.64;
  const [first] = columnWidths(table, { width: 9638, letters: 180, padding: 200 });
  expect(first! - 200).toBeGreaterThan('medarbetarengagemang'.length * wideLetter * 180);
});
