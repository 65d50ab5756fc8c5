import { writeFile } from 'node:fs/promises';
import { Workbook } from '@cj-tech-master/excelts';
import { writeWorkbook } from '../../src/plan/write-workbook.ts';
import { demoPlan } from '../plan/demo-plan.ts';

/**
 * The demo plan's workbook as bare rows, for programs that write it in their own way: a cell is null, a text,
 * a number, or a day as `{ "day": "2026-01-01" }`. `node test/counterparts/plan-rows.ts rows.json`.
 */
const book = new Workbook();
await book.xlsx.load(await writeWorkbook(demoPlan(), 'sv'));
const sheets = book.worksheets.slice(1).map((sheet) => ({
  name: sheet.name,
  rows: Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (_, column) => {
      const { value } = sheet.getRow(row + 1).getCell(column + 1);
      return value instanceof Date ? { day: value.toISOString().slice(0, 10) } : (value ?? null);
    }),
  ),
}));
await writeFile(process.argv[2]!, JSON.stringify(sheets));
