import { RoderError } from '../base/errors.ts';
import { excelPaper } from './excel-paper.ts';
import type { Format, Paper } from './paper.ts';
import { csvPaper, jsonPaper } from './records.ts';
import { type Progress, wordPaper } from './word-paper.ts';

/** A paper as the bytes of its file. */
export async function writePaper(paper: Paper, format: Format, progress?: Progress): Promise<Buffer> {
  switch (format) {
    case 'word':
      return wordPaper(paper, progress);
    case 'excel':
      return excelPaper(paper);
    case 'csv':
      return csvPaper(paper);
    case 'json':
      return jsonPaper(paper);
    default:
      throw new RoderError('unknown-format', `There is no paper of the format ${format satisfies never}.`);
  }
}
