import { AlignmentType, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { Language } from '../language/language.ts';
import { chartPicture } from './chart-picture.ts';
import type { Paper } from './paper.ts';
import { inAssignments, type PaperBlock, type Progress, paperContent } from './paper-content.ts';
import { madeSentence, subtitleOf, titleOf } from './paper-words.ts';
import { type Block, figures, heading, paragraphs, table } from './word-parts.ts';

const locales: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

/** A briefing that can go before a committee as it is. `progress` is told of each assignment that is done. */
export async function wordPaper(paper: Paper, progress: Progress = () => {}): Promise<Buffer> {
  const content = paperContent(paper);
  const blocks: Block[] = [];
  const tell = inAssignments(paper, content.length, progress);
  for (const [index, one] of content.entries()) {
    blocks.push(...(await written(paper, one)));
    tell(index + 1);
  }
  return Packer.toBuffer(documentOf(paper, blocks));
}

async function written({ reader: { language } }: Paper, block: PaperBlock): Promise<Block[]> {
  switch (block.kind) {
    case 'title':
      return [new Paragraph({ text: block.text, heading: 'Title' })];
    case 'heading':
      return [heading(block.text, block.level, block.onNewPage)];
    case 'text':
      return paragraphs(block);
    case 'table':
      return table(block.table);
    case 'figures': {
      const pictures = block.figures.map(async ({ chart, caption }) => {
        return { png: await chartPicture(chart, language), alt: chart.words, caption };
      });
      return figures(await Promise.all(pictures));
    }
  }
}

function documentOf(paper: Paper, children: readonly Block[]): Document {
  const language = { value: locales[paper.reader.language] };
  const font = 'Calibri';
  return new Document({
    title: titleOf(paper),
    subject: subtitleOf(paper),
    creator: paper.reader.say(paper.view.plan.content.organisation.name),
    description: madeSentence(paper),
    // Word knows where a Swedish word is divided; without this a long one would be cut anywhere.
    hyphenation: { autoHyphenation: true, doNotHyphenateCaps: true },
    styles: {
      default: {
        document: {
          run: { font, size: 20, language },
          paragraph: { spacing: { after: 80, line: 252, lineRule: LineRuleType.AUTO } },
        },
        title: {
          run: { font, size: 36, bold: true, color: '1B1B1B' },
          paragraph: { spacing: { after: 40 } },
        },
        heading1: {
          run: { font, size: 28, bold: true, color: '1F3F66' },
          paragraph: { spacing: { before: 240, after: 80 } },
        },
        heading2: {
          run: { font, size: 23, bold: true, color: '1F3F66' },
          paragraph: { spacing: { before: 160, after: 60 } },
        },
      },
      paragraphStyles: [
        {
          id: 'Lead',
          name: 'Lead',
          basedOn: 'Normal',
          run: { size: 25, bold: true },
          paragraph: { spacing: { before: 80, after: 80 } },
        },
        {
          id: 'Source',
          name: 'Source',
          basedOn: 'Normal',
          run: { size: 17, color: '4A4A4A' },
          paragraph: { spacing: { after: 60 } },
        },
        {
          id: 'TableText',
          name: 'Table Text',
          basedOn: 'Normal',
          run: { size: 18 },
          paragraph: { spacing: { after: 0, line: 240, lineRule: LineRuleType.AUTO } },
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 964, bottom: 964, left: 1134, right: 1134, footer: 500 },
          },
        },
        footers: { default: footerOf(paper) },
        children,
      },
    ],
  });
}

function footerOf(paper: Paper): Footer {
  const { t } = paper.reader;
  const [before, between] = t('paper.page', { page: '\u0000', pages: '\u0000' }).split('\u0000') as [
    string,
    string,
  ];
  const children = [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES];
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        style: 'Source',
        children: [new TextRun({ children: [titleOf(paper), ' · ', ...children] })],
      }),
    ],
  });
}
