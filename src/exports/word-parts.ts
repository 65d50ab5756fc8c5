import {
  AlignmentType,
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

/** The parts a Word paper is put together from: all styles, so that a reader's own styles and aids take hold. */

export type Block = Paragraph | Table;

const levels = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

export function heading(text: string, level: 1 | 2 | 3 = 1): Paragraph {
  return new Paragraph({ text, heading: levels[level - 1]!, keepNext: true });
}

/** People's words may have several lines; each is a paragraph of its own. */
export function paragraphs(
  text: string,
  options: { readonly italics?: boolean; readonly small?: boolean } = {},
): Paragraph[] {
  const { italics = false, small = false } = options;
  return text.split('\n').map(
    (line) =>
      new Paragraph({
        style: small ? 'Source' : 'Normal',
        children: [new TextRun({ text: line, italics })],
      }),
  );
}

/** `Ansvarig: Socialchef` */
export function fact(name: string, value: string): Paragraph {
  return new Paragraph({
    children: [new TextRun({ text: `${name}: `, bold: true }), ...lines(value)],
    spacing: { before: 40, after: 40 },
  });
}

/** Twentieths of a point across a portrait A4 page with its margins. */
const pageWidth = 9638;
const border = { style: BorderStyle.SINGLE, size: 4, color: 'A0A0A0' };
const borders = { top: border, bottom: border, left: border, right: border };

export interface WordTable {
  readonly header: readonly string[];
  /** Shares of the page's width, one a column. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

/** A table of no more rows than this is kept on one page. */
const maxKept = 8;

/** The first row is a header: it is told to screen readers and comes again on the next page. */
export function table({ header, widths, rows }: WordTable): Table {
  const total = widths.reduce((sum, one) => sum + one, 0);
  const columnWidths = widths.map((one) => Math.floor((one / total) * pageWidth));
  const cell = (text: string, index: number, { isHeader, keepNext }: RowPlace) =>
    new TableCell({
      borders,
      width: { size: columnWidths[index]!, type: WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 90, right: 90 },
      ...(isHeader ? { shading: { type: ShadingType.CLEAR, fill: 'E8EDF3' } } : {}),
      children: [
        new Paragraph({
          style: 'TableText',
          keepNext,
          children: lines(text, isHeader),
        }),
      ],
    });
  const row = (texts: readonly string[], place: RowPlace) =>
    new TableRow({
      ...(place.isHeader ? { tableHeader: true } : {}),
      cantSplit: true,
      children: texts.map((text, index) => cell(text, index, place)),
    });
  const kept = rows.length <= maxKept;
  return new Table({
    width: { size: pageWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths,
    rows: [
      row(header, { isHeader: true, keepNext: true }),
      ...rows.map((texts, index) =>
        row(texts, { isHeader: false, keepNext: kept && index < rows.length - 1 }),
      ),
    ],
  });
}

interface RowPlace {
  readonly isHeader: boolean;
  readonly keepNext: boolean;
}

/** A picture that says in words what it shows. */
export function picture(
  png: Uint8Array,
  { alt, name, width, height }: { alt: string; name: string; width: number; height: number },
): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.LEFT,
    keepNext: true,
    spacing: { before: 120, after: 40 },
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width, height },
        altText: { name, title: name, description: alt },
      }),
    ],
  });
}

/** People's lines as lines of one paragraph: Word shows a line feed inside a text as a space. */
function lines(text: string, bold = false): TextRun[] {
  return text.split('\n').map((line, index) => new TextRun({ text: line, bold, break: index > 0 ? 1 : 0 }));
}
