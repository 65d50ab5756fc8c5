import { Workbook } from '@cj-tech-master/excelts';
import { say, translator } from '../language/language.ts';
import type { Paper } from './paper.ts';
import { madeSentence, subtitleOf, titleOf } from './paper-words.ts';
import { type Cell, type Sheet, sheetsOf } from './sheets.ts';

/** Excel's own limit to a cell. */
const mostLetters = 32_767;

/**
 * A workbook with a sheet of each kind: numbers are numbers and dates dates, so that they can be reckoned with;
 * what people wrote is always text, whatever it begins with.
 */
export async function excelPaper(paper: Paper): Promise<Buffer> {
  const t = translator(paper.language);
  const workbook = new Workbook();
  workbook.creator = say(paper.view.plan.content.organisation.name, paper.language);
  workbook.title = titleOf(paper);
  workbook.subject = subtitleOf(paper);
  workbook.description = madeSentence(paper);
  workbook.created = new Date(paper.made.epochMilliseconds);
  for (const sheet of sheetsOf(paper)) addSheet(workbook, sheet, t(`sheet.${sheet.name}`));
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

const dateFormat = 'yyyy-mm-dd';
const momentFormat = 'yyyy-mm-dd hh:mm';

function addSheet(workbook: Workbook, sheet: Sheet, name: string): void {
  const added = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  added.columns = sheet.columns.map(({ title, width }) => ({ header: title, width }));
  added.getRow(1).font = { bold: true };
  for (const cells of sheet.rows) {
    const row = added.addRow(cells.map(excelValue));
    for (const [index, cell] of cells.entries()) {
      const target = row.getCell(index + 1);
      if (typeof cell === 'object' && cell !== null) {
        target.numFmt = cell.kind === 'date' ? dateFormat : momentFormat;
      }
      if (typeof cell === 'string' && cell.length > 40)
        target.alignment = { wrapText: true, vertical: 'top' };
    }
  }
  added.autoFilter = {
    from: { row: 1, col: 1 },
    to: { row: Math.max(1, sheet.rows.length + 1), col: sheet.columns.length },
  };
}

/** Excel knows no time zones: what is written is the clock where the organisation is. */
function excelValue(cell: Cell): string | number | Date | null {
  if (cell === null || typeof cell === 'number') return cell;
  // Half of a pair at the cut would make the file one that Excel mends.
  if (typeof cell === 'string') return cell.slice(0, mostLetters).toWellFormed();
  return new Date(`${cell.local}${cell.kind === 'date' ? 'T00:00' : ''}Z`);
}
