import { AlignmentType, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { type Language, say, translator } from '../language/language.ts';
import { periodName } from '../reports/indicator-series.ts';
import type { Paper } from './paper.ts';
import { madeSentence, stateSentence, subtitleOf, titleOf } from './paper-words.ts';
import { assignmentBlocks } from './word-assignment.ts';
import { type Block, heading, paragraphs } from './word-parts.ts';
import { summaryBlocks } from './word-summary.ts';

const locales: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

export type Progress = (done: number, of: number) => void;

/** A briefing that can go before a committee as it is. `progress` is told of each assignment that is done. */
export async function wordPaper(paper: Paper, progress: Progress = () => {}): Promise<Buffer> {
  const { assignments } = paper.view;
  const blocks: Block[] = [...titleBlocks(paper), ...(paper.assignment ? [] : summaryBlocks(paper))];
  for (const [index, one] of assignments.entries()) {
    blocks.push(...(await assignmentBlocks(paper, one, index)));
    progress(index + 1, assignments.length);
  }
  return Packer.toBuffer(documentOf(paper, [...blocks, ...endBlocks(paper)]));
}

function documentOf(paper: Paper, children: readonly Block[]): Document {
  const language = { value: locales[paper.language] };
  const font = 'Calibri';
  return new Document({
    title: titleOf(paper),
    subject: subtitleOf(paper),
    creator: say(paper.view.plan.content.organisation.name, paper.language),
    description: madeSentence(paper),
    styles: {
      default: {
        document: {
          run: { font, size: 22, language },
          paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
        },
        title: {
          run: { font, size: 44, bold: true, color: '1B1B1B' },
          paragraph: { spacing: { after: 60 } },
        },
        heading1: {
          run: { font, size: 32, bold: true, color: '1F3F66' },
          paragraph: { spacing: { before: 360, after: 120 } },
        },
        heading2: {
          run: { font, size: 26, bold: true, color: '1F3F66' },
          paragraph: { spacing: { before: 280, after: 80 } },
        },
        heading3: {
          run: { font, size: 22, bold: true, color: '1B1B1B' },
          paragraph: { spacing: { before: 160, after: 60 } },
        },
      },
      paragraphStyles: [
        {
          id: 'Source',
          name: 'Source',
          basedOn: 'Normal',
          run: { size: 18, color: '4A4A4A' },
          paragraph: { spacing: { after: 80 } },
        },
        {
          id: 'TableText',
          name: 'Table Text',
          basedOn: 'Normal',
          run: { size: 19 },
          paragraph: { spacing: { after: 0, line: 252, lineRule: LineRuleType.AUTO } },
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1134, bottom: 1134, left: 1134, right: 1134 },
          },
        },
        footers: { default: footerOf(paper) },
        children,
      },
    ],
  });
}

function footerOf(paper: Paper): Footer {
  const t = translator(paper.language);
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

function titleBlocks(paper: Paper): Block[] {
  return [
    new Paragraph({ text: titleOf(paper), heading: 'Title' }),
    ...paragraphs(subtitleOf(paper)),
    ...paragraphs(stateSentence(paper), { small: true }),
  ];
}

/** Where everything is from: without it the paper is somebody's word for it. */
function endBlocks(paper: Paper): Block[] {
  const { view, language } = paper;
  const t = translator(language);
  const { plan, burden } = view;
  const period = periodName(view.round.id, plan, language);
  const { people, questions, averageMinutes: average, mostMinutes: most, capMinutes: cap } = burden;
  const kolada = view.indicators.some(({ indicator }) => indicator.kolada);
  return [
    heading(t('paper.sources')),
    ...[
      t('paper.decision', { decision: plan.content.decision, version: plan.version }),
      t('paper.sourceReports', { period }),
      t('paper.sourceValues'),
      ...(kolada ? [t('paper.sourceKolada')] : []),
      ...(people > 0 && !paper.assignment
        ? [t('paper.burden', { people, questions, average, most, cap })]
        : []),
      madeSentence(paper),
    ].flatMap((text) => paragraphs(text)),
  ];
}
