import PDFDocument from 'pdfkit';
import type { Language } from '../language/language.ts';
import { withTexts } from '../language/people-text.ts';
import { chartPicture, fonts, pictureSize } from './chart-picture.ts';
import { columnWidths } from './column-widths.ts';
import { asDrawn } from './drawn-letters.ts';
import type { Paper } from './paper.ts';
import {
  type Figure,
  inAssignments,
  type PaperBlock,
  type PaperTable,
  type Progress,
  paperContent,
} from './paper-content.ts';
import { madeSentence, subtitleOf, titleOf } from './paper-words.ts';

const locales: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

/** Points: A4 with its margins. */
const margins = { top: 48, bottom: 56, left: 57, right: 57 } as const;
const pageWidth = 595.28 - margins.left - margins.right;
const colours = { text: '#1b1b1b', heading: '#1f3f66', small: '#4a4a4a', head: '#e8edf3', line: '#a0a0a0' };
/** The library's types do not know of it yet. */
const forReadingAloud: object = { subset: 'PDF/UA' };
const sizes = { title: 18, 1: 14, 2: 11.5, lead: 12.5, text: 10, small: 8.5, table: 9 } as const;

/** What a PDF is written with. */
interface Writing {
  readonly doc: PDFKit.PDFDocument;
  /** All that is read aloud hangs on it, in order. */
  readonly whole: PDFKit.PDFStructureElement;
  readonly language: Language;
}

/**
 * The same paper as in Word, as a PDF with its letters in it, tagged so that it can be read aloud (PDF/UA): headings,
 * tables with header cells, pictures with words, title and language.
 */
export async function pdfPaper(paper: Paper, progress: Progress = () => {}): Promise<Buffer> {
  const { language, say } = paper.reader;
  const doc = new PDFDocument({
    size: 'A4',
    margins,
    // Else the library reads a font of its own, which is not in the image.
    font: fonts.plain,
    bufferPages: true,
    pdfVersion: '1.7',
    ...forReadingAloud,
    tagged: true,
    displayTitle: true,
    lang: locales[language],
    info: {
      Title: titleOf(paper),
      Subject: subtitleOf(paper),
      Author: say(paper.view.plan.content.organisation.name),
      Keywords: madeSentence(paper),
      CreationDate: new Date(paper.made.epochMilliseconds),
    },
  });
  const written = collected(doc);
  const whole = doc.struct('Document');
  doc.addStructure(whole);
  const writing = { doc, whole, language };
  const content = withTexts(paperContent(paper), asDrawn);
  const tell = inAssignments(paper, content.length, progress);
  for (const [index, block] of content.entries()) {
    await write(writing, block);
    tell(index + 1);
  }
  whole.end();
  numberPages(doc, paper);
  doc.end();
  return written;
}

function collected(doc: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  doc.on('end', () => resolve(Buffer.concat(chunks)));
  doc.on('error', reject);
  return promise;
}

async function write(writing: Writing, block: PaperBlock): Promise<void> {
  const { doc } = writing;
  switch (block.kind) {
    case 'title':
      doc.font(fonts.bold).fontSize(sizes.title).fillColor(colours.text);
      return paragraph(writing, 'H1', block.text, 2);
    case 'heading': {
      if (block.onNewPage) doc.addPage();
      else roomFor(doc, 90);
      if (doc.y > margins.top) doc.y += block.level === 1 ? 12 : 8;
      doc.font(fonts.bold).fontSize(sizes[block.level]).fillColor(colours.heading);
      return paragraph(writing, block.level === 1 ? 'H2' : 'H3', block.text, 4);
    }
    case 'text':
      return text(writing, block);
    case 'table':
      return table(writing, block.table);
    case 'figures':
      return figures(writing, block.figures);
  }
}

/** A new page where less than this is left of it, in points. */
function roomFor(doc: PDFKit.PDFDocument, height: number): void {
  if (doc.y + height > doc.page.height - margins.bottom) doc.addPage();
}

function paragraph({ doc, whole }: Writing, tag: string, words: string, after: number): void {
  doc.text(words, margins.left, doc.y, { width: pageWidth, structParent: whole, structType: tag });
  doc.y += after;
}

function text(writing: Writing, { text: words, style, name }: Extract<PaperBlock, { kind: 'text' }>): void {
  const { doc } = writing;
  const isSmall = style === 'small';
  const font = style === 'lead' ? fonts.bold : style === 'quote' ? fonts.italic : fonts.plain;
  const size = style === 'lead' ? sizes.lead : isSmall ? sizes.small : sizes.text;
  doc
    .font(font)
    .fontSize(size)
    .fillColor(isSmall ? colours.small : colours.text);
  paragraph(writing, 'P', name ? `${name}: ${words}` : words, isSmall ? 3 : 4);
}

const cellPadding = { x: 4, y: 2.5 } as const;

/** What does not fit on the page goes on on the next, under the same headings. */
function table({ doc, whole }: Writing, content: PaperTable): void {
  const { header, rows } = content;
  const measure = { width: pageWidth, letters: sizes.table, padding: 2 * cellPadding.x + 1 };
  const columns = columnWidths(content, measure);
  const padding = { top: cellPadding.y, bottom: cellPadding.y, left: cellPadding.x, right: cellPadding.x };
  const cell = (words: string) => ({ text: words, padding, border: 0.5, borderColor: colours.line });
  const font = (src: string) => ({ src, size: sizes.table });
  const headings = header.map((title) => ({
    ...cell(title),
    type: 'TH' as const,
    font: font(fonts.bold),
    backgroundColor: colours.head,
  }));
  const heightOf = (cells: readonly string[]) => {
    doc.font(fonts.plain).fontSize(sizes.table);
    const heights = cells.map((words, column) =>
      doc.heightOfString(words, { width: columns[column]! - measure.padding }),
    );
    return Math.max(...heights) + 2 * cellPadding.y;
  };
  const begin = () => {
    doc.fontSize(sizes.table).fillColor(colours.text);
    doc.x = margins.left;
    const tagged: object = { structParent: whole };
    return doc.table({ ...tagged, maxWidth: pageWidth, columnStyles: columns }).row(headings);
  };
  roomFor(doc, 60);
  let written = begin();
  for (const cells of rows) {
    if (doc.y + heightOf(cells) > doc.page.height - margins.bottom) {
      written.end();
      doc.addPage();
      written = begin();
    }
    written.row(cells.map((words) => ({ ...cell(words), font: font(fonts.plain) })));
  }
  written.end();
  doc.y += 6;
}

/** Beside each other, each with its words and its caption below. */
async function figures({ doc, whole, language }: Writing, shown: readonly Figure[]): Promise<void> {
  const gap = 12;
  const width = (pageWidth - gap) / 2;
  const height = (width / pictureSize.width) * pictureSize.height;
  roomFor(doc, height + 30);
  const top = doc.y;
  let bottom = top;
  for (const [index, { chart, caption }] of shown.entries()) {
    const png = Buffer.from(await chartPicture(chart, language));
    const left = margins.left + index * (width + gap);
    const box: [number, number, number, number] = [left, top, left + width, top + height];
    const figure = doc.struct('Figure', { alt: chart.words, bbox: box } as object, () => {
      doc.image(png, left, top, { width, height });
    });
    whole.add(figure);
    doc.font(fonts.plain).fontSize(sizes.small).fillColor(colours.small);
    doc.text(caption, left, top + height + 1, { width, structParent: whole, structType: 'Caption' });
    bottom = Math.max(bottom, doc.y);
  }
  doc.y = bottom + 6;
}

function numberPages(doc: PDFKit.PDFDocument, paper: Paper): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page);
    const said = paper.reader.t('paper.page', { page: page + 1, pages: count });
    // Below the margin, where a text would else begin a new page.
    doc.page.margins = { ...margins, bottom: 0 };
    doc.markContent('Artifact', { type: 'Pagination' });
    doc.font(fonts.plain).fontSize(sizes.small).fillColor(colours.small);
    doc.text(asDrawn(`${titleOf(paper)} · ${said}`), margins.left, doc.page.height - 36, {
      width: pageWidth,
      align: 'right',
      lineBreak: false,
    });
    doc.endMarkedContent();
  }
}
