import { setImmediate as breathe } from 'node:timers/promises';
import { AlignmentType, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import type { Language } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { nameWithUnit } from '../plan/names.ts';
import { aspects } from '../plan/plan-schema.ts';
import { valuePeriodName } from '../reports/indicator-series.ts';
import type { Reader } from '../reports/reader.ts';
import type { AssignmentView, IndicatorView } from '../summaries/round-view.ts';
import { type Chapter, sections } from '../summaries/sections.ts';
import {
  burdenText,
  countByStatus,
  headlineOf,
  stateText,
  unansweredText,
} from '../summaries/summary-words.ts';
import { drawChart, drawingSize, pngOf } from './chart-drawing.ts';
import type { Paper } from './paper.ts';
import { madeSentence, pointSource, stateSentence, subtitleOf, titleOf } from './paper-words.ts';
import { type Block, fact, heading, paragraphs, picture, table } from './word-parts.ts';

/** One assignment: its facts, how it goes in the manager's own words, what is new, and its measures with charts. */
async function assignmentBlocks(paper: Paper, one: AssignmentView, index: number): Promise<Block[]> {
  const { view, reader } = paper;
  const before = view.assignments[index - 1];
  const isFirst = before?.assignment.type !== one.assignment.type;
  const blocks: Block[] = [
    ...(isFirst && !paper.assignment ? [heading(reader.t(`types.${one.assignment.type}`))] : []),
    ...(paper.assignment ? [] : [heading(reader.say(one.assignment.title), 2)]),
    ...factBlocks(paper, one),
    ...wordBlocks(paper, one),
  ];
  for (const indicator of view.indicators.filter(
    (it) => it.indicator.assignments[0] === one.assignment.id || paper.assignment,
  )) {
    blocks.push(...(await measureBlocks(paper, indicator)));
  }
  return blocks;
}

function factBlocks({ reader }: Paper, one: AssignmentView): Block[] {
  const { t } = reader;
  const { assignment } = one;
  const state = one.ended?.state ?? one.state;
  const forecast = state.judgement?.answer.forecast;
  return [
    fact(t('paper.status'), stateText(reader, one)),
    ...(forecast ? [fact(t('paper.forecast'), t(`forecast.${forecast}`))] : []),
    fact(t('paper.responsible'), reader.ownerNames(assignment)),
    fact(t('paper.decisionShort'), assignment.decision),
  ];
}

function wordBlocks({ reader }: Paper, { state: own, ended }: AssignmentView): Block[] {
  const { t } = reader;
  const state = ended?.state ?? own;
  const { judgement } = state;
  if (!judgement) return [];
  const rows = aspects.flatMap((aspect): string[][] => {
    const answer = state.aspects?.answer[aspect];
    return answer && answer.kind !== 'absent'
      ? [[t(`aspect.${aspect}`), answer.kind === 'words' ? answer.words : t('paper.unchanged')]]
      : [];
  });
  const header = [t('summary.aspect'), t('paper.aspectsOf')];
  return [
    ...quoteBlocks(judgement.answer.ownWords && `”${judgement.answer.ownWords}”`, reader.by(judgement)),
    ...(rows.length > 0 ? [table({ header, widths: [1, 4], rows })] : []),
  ];
}

/** Somebody's own words, where there are any, and who said them. */
function quoteBlocks(words: string, by: string): Block[] {
  return [...(words ? paragraphs(words, { italics: true }) : []), ...paragraphs(by, { small: true })];
}

/** Values of the last years: a table always, a picture where there are enough of them to see a course. */
const maxValues = 12;
const minForPicture = 3;

async function measureBlocks(paper: Paper, view: IndicatorView): Promise<Block[]> {
  const { reader } = paper;
  const { t } = reader;
  const { indicator } = view;
  const series = view.series.slice(-maxValues);
  if (series.length === 0) return [];
  const rows = series.map((point) => [
    valuePeriodName(point, reader.plan, reader.language),
    reader.value(point.value, indicator),
    pointSource(paper, point),
  ]);
  const header = ['period', 'value', 'source'].map((one) => t(`column.${one}`));
  return [
    heading(reader.say(indicator.name), 3),
    ...(series.length >= minForPicture ? await chartBlocks(reader, { ...view, series }) : []),
    table({ header, widths: [2, 1, 3], rows }),
    ...(indicator.target ? [fact(t('column.target'), reader.target(indicator.target))] : []),
  ];
}

async function chartBlocks(reader: Reader, { indicator, series }: IndicatorView): Promise<Block[]> {
  const { t, plan, language } = reader;
  const named = nameWithUnit(indicator, language);
  const name = t('paper.figure', { name: named });
  const points = series.map((point) => ({
    name: valuePeriodName(point, plan, language),
    value: point.value,
  }));
  const svg = drawChart({ indicator, points, language, targetName: t('column.target') });
  const values = points
    .map(({ name: period, value }) =>
      t('paper.chartAltValue', { period, value: formatNumber(value, language) }),
    )
    .join('; ');
  const target = indicator.target
    ? t('paper.chartAltTarget', { target: reader.target(indicator.target) })
    : '';
  const alt = t('paper.chartAlt', { name: named, values, target });
  const png = await pngOf(svg);
  // Drawing holds the thread for some milliseconds: whoever else waits for an answer goes in between.
  await breathe();
  return [picture(png, { alt, name, ...drawingSize }), ...paragraphs(name, { small: true })];
}

/** The whole first: one sentence, then the sections that leadership reads, each with all there is of it. */
function summaryBlocks({ view, reader }: Paper): Block[] {
  const { t } = reader;
  const unanswered = unansweredText(reader, view);
  const types = ['core', 'political'] as const;
  const count = (status: string, type: string) =>
    view.assignments.filter((one) => one.status === status && one.assignment.type === type).length;
  return [
    heading(t('paper.summary')),
    ...paragraphs(headlineOf(reader, view)),
    table({
      header: [t('paper.status'), ...types.map((type) => t(`types.${type}`))],
      widths: [2, 1, 1],
      rows: [...countByStatus(view.assignments)].map(([status]) => [
        reader.status(status),
        ...types.map((type) => String(count(status, type))),
      ]),
    }),
    ...(unanswered ? paragraphs(unanswered, { small: true }) : []),
    ...sections.flatMap(({ chapter }) => chapterBlocks(chapter?.({ reader, view, corrections: [] }))),
  ];
}

function chapterBlocks(chapter: Chapter | undefined): Block[] {
  if (!chapter) return [];
  const { heading: title, intro, table: facts, quotes = [] } = chapter;
  return [
    heading(title),
    ...(intro ? paragraphs(intro) : []),
    ...(facts ? [table(facts)] : []),
    ...quotes.flatMap((one) => [heading(one.title, 3), ...quoteBlocks(one.words, one.by)]),
  ];
}

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
  const language = { value: locales[paper.reader.language] };
  const font = 'Calibri';
  return new Document({
    title: titleOf(paper),
    subject: subtitleOf(paper),
    creator: paper.reader.say(paper.view.plan.content.organisation.name),
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

function titleBlocks(paper: Paper): Block[] {
  return [
    new Paragraph({ text: titleOf(paper), heading: 'Title' }),
    ...paragraphs(subtitleOf(paper)),
    ...paragraphs(stateSentence(paper), { small: true }),
  ];
}

/** Where everything is from: without it the paper is somebody's word for it. */
function endBlocks(paper: Paper): Block[] {
  const { view, reader } = paper;
  const { t } = reader;
  const { plan } = view;
  const kolada = view.indicators.some(({ indicator }) => indicator.kolada);
  return [
    heading(t('paper.sources')),
    ...[
      t('paper.decision', { decision: plan.content.decision, version: plan.version }),
      t('paper.sourceReports', { period: reader.roundName(view.round.id) }),
      t('paper.sourceValues'),
      kolada ? t('paper.sourceKolada') : '',
      paper.assignment ? '' : burdenText(reader, view, 'paper.burden'),
      madeSentence(paper),
    ].flatMap((text) => (text ? paragraphs(text) : [])),
  ];
}
