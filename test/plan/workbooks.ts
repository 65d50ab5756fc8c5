import { Workbook } from '@cj-tech-master/excelts';
import JSZip from 'jszip';
import writeExcelFile from 'write-excel-file/node';
import { canonical } from '../../src/plan/canonical.ts';
import { checkPlanFile } from '../../src/plan/check-plan-aside.ts';
import { openWorkbook } from '../../src/plan/open-workbook.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { parsePlanFile } from '../../src/plan/read-plan-file.ts';
import type { CellContent } from '../../src/plan/workbook-cells.ts';
import { writeWorkbook } from '../../src/plan/write-workbook.ts';
import { demoPlan } from './demo-plan.ts';

/** A file as the bot and the command line take it: a plan, or its faults. */
export async function checkedFile(name: string, bytes: Uint8Array) {
  return checkPlanFile(await parsePlanFile(name, bytes));
}

/** The canonical form of a file's plan, or its faults as they are. */
export async function canonicalOf(name: string, bytes: Uint8Array): Promise<unknown> {
  const checked = await checkedFile(name, bytes);
  return 'plan' in checked ? canonical(checked.plan) : checked.faults;
}

let demo: Promise<Buffer> | undefined;

/** The demo plan as a Swedish book. */
export function demoBook(): Promise<Buffer> {
  demo ??= writeWorkbook(demoPlan(), 'sv');
  return demo;
}

/** The demo plan's book, opened, changed by `change` and saved. */
export async function bookWith(change: (book: Workbook) => void): Promise<Buffer> {
  const book = new Workbook();
  await book.xlsx.load(await demoBook());
  change(book);
  return Buffer.from(await book.xlsx.writeBuffer());
}

export type CellChange = readonly [sheet: string, cell: string, value: unknown];

export function bookWithCells(...changes: readonly CellChange[]): Promise<Buffer> {
  return bookWith((book) => {
    for (const [sheet, cell, value] of changes)
      book.getWorksheet(sheet)!.getCell(cell).value = value as never;
  });
}

/** The same cells in a book that another library has written. */
export async function writtenByAnother(bytes: Uint8Array): Promise<Buffer> {
  const opened = await openWorkbook(bytes);
  if (!('sheets' in opened)) throw new TypeError(JSON.stringify(opened));
  const sheets = opened.sheets.map(({ name, rows }) => ({
    sheet: name,
    data: Array.from({ length: rows.at(-1)!.number }, (_, index) =>
      rowOf(rows.find(({ number }) => number === index + 1)?.cells ?? new Map()),
    ),
  }));
  return writeExcelFile(sheets).toBuffer();
}

function rowOf(cells: ReadonlyMap<number, CellContent>) {
  const width = Math.max(0, ...cells.keys());
  return Array.from({ length: width }, (_, index) => {
    const value = cells.get(index + 1);
    if (value === undefined) return null;
    if (typeof value !== 'object') return { value };
    if (!('date' in value)) throw new TypeError(JSON.stringify(value));
    return { value: value.date, type: Date, format: 'yyyy-mm-dd' };
  });
}

/** One part of the book's zip, put through `change`. */
export async function bookWithPart(
  bytes: Uint8Array,
  part: string,
  change: (text: string) => string,
): Promise<Buffer> {
  const zip = await JSZip.loadAsync(bytes);
  zip.file(part, change(await zip.file(part)!.async('string')));
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' });
}

/** As large as a large municipality's: made from the demo's entries. */
export function largePlan(assignments = 300, indicators = 1500): PlanContent {
  const plan = demoPlan();
  const some = <T>(list: readonly T[], index: number) => list[index % list.length]!;
  const made = Array.from({ length: assignments }, (_, index) => {
    const { milestones, ...one } = some(plan.assignments, index);
    const title = { sv: `${one.title.sv} ${index}`, en: `${one.title.en} ${index}` };
    return { ...one, id: `a${index}`, title, ...(milestones && { milestones }) };
  });
  const measures = Array.from({ length: indicators }, (_, index) => {
    const one = some(plan.indicators, index);
    const name = { sv: `${one.name.sv} ${index}`, en: `${one.name.en} ${index}` };
    return { ...one, id: `m${index}`, name, assignments: [`a${index % assignments}`] };
  });
  return { ...plan, assignments: made, indicators: measures };
}
