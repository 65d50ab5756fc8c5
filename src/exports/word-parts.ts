import {
  BorderStyle,
  HeadingLevel,
  ImageRun,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { pictureSize } from './chart-picture.ts';
import { columnWidths } from './column-widths.ts';
import type { PaperBlock, PaperTable } from './paper-content.ts';

/** The parts a Word paper is put together from: all styles, so that a reader's own styles and aids take hold. */

export type Block = Paragraph | Table;

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2] as const;

export function heading(text: string, level: 1 | 2, onNewPage = false): Paragraph {
  return new Paragraph({ text, heading: levels[level - 1]!, keepNext: true, pageBreakBefore: onNewPage });
}

const styles = { lead: 'Lead', small: 'Source', quote: 'Normal', plain: 'Normal' } as const;

/** People's words may have several lines; each is a paragraph of its own. */
export function paragraphs({ text, style, name }: Extract<PaperBlock, { kind: 'text' }>): Paragraph[] {
  return text.split('\n').map((line, index) => {
    const named = name && index === 0 ? [new TextRun({ text: `${name}: `, bold: true })] : [];
    return new Paragraph({
      style: styles[style ?? 'plain'],
      children: [...named, new TextRun({ text: line, italics: style === 'quote' })],
    });
  });
}

/** Twentieths of a point across a portrait A4 page with its margins. */
const pageWidth = 9638;
const cellMargins = { top: 40, bottom: 40, left: 80, right: 80 };
const tableLetters = 180;
const border = { style: BorderStyle.SINGLE, size: 4, color: 'A0A0A0' };
const borders = { top: border, bottom: border, left: border, right: border };
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const noBorders = { top: none, bottom: none, left: none, right: none };

/** A table of no more rows than this is kept on one page. */
const maxKept = 8;

/** The first row is a header: it is told to screen readers and comes again on the next page. */
export function table(content: PaperTable): Block[] {
  const { header, rows } = content;
  const measure = {
    width: pageWidth,
    letters: tableLetters,
    padding: cellMargins.left + cellMargins.right + 20,
  };
  const columns = columnWidths(content, measure).map(Math.floor);
  const cell = (text: string, index: number, { isHeader, keepNext }: RowPlace) =>
    new TableCell({
      borders,
      width: { size: columns[index]!, type: WidthType.DXA },
      margins: cellMargins,
      ...(isHeader ? { shading: { type: ShadingType.CLEAR, fill: 'E8EDF3' } } : {}),
      children: [new Paragraph({ style: 'TableText', keepNext, children: lines(text, isHeader) })],
    });
  const row = (texts: readonly string[], place: RowPlace) =>
    new TableRow({
      ...(place.isHeader ? { tableHeader: true } : {}),
      cantSplit: true,
      children: texts.map((text, index) => cell(text, index, place)),
    });
  const kept = rows.length <= maxKept;
  const made = new Table({
    width: { size: pageWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: columns,
    rows: [
      row(header, { isHeader: true, keepNext: true }),
      ...rows.map((texts, index) =>
        row(texts, { isHeader: false, keepNext: kept && index < rows.length - 1 }),
      ),
    ],
  });
  return [made, gap()];
}

interface RowPlace {
  readonly isHeader: boolean;
  readonly keepNext: boolean;
}

/** Two tables that follow on each other would be one. */
function gap(): Paragraph {
  return new Paragraph({ spacing: { before: 0, after: 0, line: 120, lineRule: 'exact' }, children: [] });
}

interface Picture {
  readonly png: Uint8Array;
  /** What it shows, in words. */
  readonly alt: string;
  readonly caption: string;
}

/** Pictures beside each other, each with its words and its caption. */
export function figures(pictures: readonly Picture[]): Block[] {
  const width = Math.floor(pageWidth / 2);
  const cells = pictures.map(
    ({ png, alt, caption }) =>
      new TableCell({
        borders: noBorders,
        width: { size: width, type: WidthType.DXA },
        children: [
          new Paragraph({
            style: 'TableText',
            keepNext: true,
            children: [
              new ImageRun({
                type: 'png',
                data: png,
                transformation: { width: pictureSize.width * 0.95, height: pictureSize.height * 0.95 },
                altText: { name: caption, title: caption, description: alt },
              }),
            ],
          }),
          new Paragraph({ style: 'Source', children: [new TextRun({ text: caption })] }),
        ],
      }),
  );
  const empty = () =>
    new TableCell({
      borders: noBorders,
      width: { size: width, type: WidthType.DXA },
      children: [new Paragraph({})],
    });
  const all = cells.length < 2 ? [...cells, empty()] : cells;
  const made = new Table({
    width: { size: pageWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [width, width],
    borders: { ...noBorders, insideHorizontal: none, insideVertical: none },
    rows: [new TableRow({ cantSplit: true, children: all })],
  });
  return [made, gap()];
}

/** People's lines as lines of one paragraph: Word shows a line feed inside a text as a space. */
function lines(text: string, bold = false): TextRun[] {
  return text.split('\n').map((line, index) => new TextRun({ text: line, bold, break: index > 0 ? 1 : 0 }));
}
