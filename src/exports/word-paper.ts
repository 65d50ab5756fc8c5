import { setImmediate as breathe } from 'node:timers/promises';
import { AlignmentType, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, TextRun } from 'docx';
import { type Language, say, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { nameWithUnit } from '../plan/names.ts';
import { aspects } from '../plan/plan-schema.ts';
import { periodName } from '../reports/indicator-series.ts';
import { authorName, helpFromText, roleName, statusWord, targetText } from '../reports/report-block.ts';
import type { IndicatorView } from '../summaries/indicator-view.ts';
import type { AssignmentView } from '../summaries/round-view.ts';
import { countByStatus, headlineOf, isForLeadership, unansweredText } from '../summaries/summary-words.ts';
import type { Wish } from '../support-requests/support-request.ts';
import { drawChart, drawingSize, pngOf } from './chart-drawing.ts';
import type { Paper } from './paper.ts';
import {
  assessmentWords,
  dateOf,
  madeSentence,
  pointName,
  pointSource,
  stateSentence,
  subtitleOf,
  targetWords,
  titleOf,
  trendWords,
  valueText,
} from './paper-words.ts';
import { type Block, fact, heading, paragraphs, picture, table } from './word-parts.ts';

/** One assignment: its facts, how it goes in the manager's own words, what is new, and its measures with charts. */
export async function assignmentBlocks(paper: Paper, one: AssignmentView, index: number): Promise<Block[]> {
  const { view, language } = paper;
  const t = translator(language);
  const before = view.assignments[index - 1];
  const isFirst = before?.assignment.type !== one.assignment.type;
  const blocks: Block[] = [
    ...(isFirst && !paper.assignment ? [heading(t(`types.${one.assignment.type}`))] : []),
    ...(paper.assignment ? [] : [heading(say(one.assignment.title, language), 2)]),
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

function factBlocks({ view, language }: Paper, { assignment, state, status }: AssignmentView): Block[] {
  const t = translator(language);
  const forecast = state.judgement?.answer.forecast;
  return [
    fact(t('paper.status'), statusWord(status, t)),
    ...(forecast ? [fact(t('paper.forecast'), t(`forecast.${forecast}`))] : []),
    fact(t('paper.responsible'), roleName(view.plan, assignment.owner, language)),
    fact(t('paper.decisionShort'), assignment.decision),
  ];
}

function wordBlocks({ view, language }: Paper, { state }: AssignmentView): Block[] {
  const t = translator(language);
  const { judgement } = state;
  if (!judgement) return [];
  const who = `${authorName(view.plan, judgement.by, language)}, ${dateOf({ view, language }, judgement.at)}`;
  const rows = aspects.flatMap((aspect): string[][] => {
    const answer = state.aspects?.answer[aspect];
    return answer && answer.kind !== 'absent'
      ? [[t(`aspect.${aspect}`), answer.kind === 'words' ? answer.words : t('paper.unchanged')]]
      : [];
  });
  const header = [t('summary.aspect'), t('paper.aspectsOf')];
  return [
    ...(judgement.answer.ownWords ? paragraphs(`”${judgement.answer.ownWords}”`, { italics: true }) : []),
    ...paragraphs(who, { small: true }),
    ...(rows.length > 0 ? [table({ header, widths: [1, 4], rows })] : []),
  ];
}

/** Values of the last years: a table always, a picture where there are enough of them to see a course. */
const mostValues = 12;
const fewestForPicture = 3;

async function measureBlocks(paper: Paper, view: IndicatorView): Promise<Block[]> {
  const { language } = paper;
  const t = translator(language);
  const { indicator } = view;
  const series = view.series.slice(-mostValues);
  if (series.length === 0) return [];
  const rows = series.map((point) => [
    pointName(point, paper),
    formatNumber(point.value, language, say(indicator.unit, language)),
    pointSource(point, paper),
  ]);
  const header = ['period', 'value', 'source'].map((one) => t(`column.${one}`));
  return [
    heading(say(indicator.name, language), 3),
    ...(series.length >= fewestForPicture ? await chartBlocks(paper, { ...view, series }) : []),
    table({ header, widths: [2, 1, 3], rows }),
    ...(indicator.target ? [fact(t('column.target'), targetText(indicator.target, language, t))] : []),
  ];
}

async function chartBlocks(paper: Paper, { indicator, series }: IndicatorView): Promise<Block[]> {
  const { language } = paper;
  const t = translator(language);
  const name = t('paper.figure', { name: nameWithUnit(indicator, language) });
  const points = series.map((point) => ({ name: pointName(point, paper), value: point.value }));
  const svg = drawChart({ indicator, points, language, targetName: t('column.target') });
  const values = points
    .map(({ name: period, value }) =>
      t('paper.chartAltValue', { period, value: formatNumber(value, language) }),
    )
    .join('; ');
  const target = indicator.target
    ? t('paper.chartAltTarget', { target: targetText(indicator.target, language, t) })
    : '';
  const alt = t('paper.chartAlt', {
    name: nameWithUnit(indicator, language),
    values,
    target,
  });
  const png = await pngOf(svg);
  // Drawing holds the thread for some milliseconds: whoever else waits for an answer goes in between.
  await breathe();
  return [picture(png, { alt, name, ...drawingSize }), ...paragraphs(name, { small: true })];
}

/** The whole first: one sentence, then what is wanted, then what deviates, then the aspects and the measures. */
export function summaryBlocks(paper: Paper): Block[] {
  return [
    ...wholeBlocks(paper),
    ...helpBlocks(paper),
    ...deviationBlocks(paper),
    ...aspectBlocks(paper),
    ...measuresTable(paper),
  ];
}

function wholeBlocks({ view, language }: Paper): Block[] {
  const t = translator(language);
  const unanswered = unansweredText(view, language);
  return [
    heading(t('paper.summary')),
    ...paragraphs(headlineOf(view, language)),
    table({
      header: [t('paper.status'), ...(['core', 'political'] as const).map((type) => t(`types.${type}`))],
      widths: [2, 1, 1],
      rows: [...countByStatus(view.assignments)].map(([status]) => [
        statusWord(status, t),
        ...(['core', 'political'] as const).map((type) => String(countOf(view.assignments, status, type))),
      ]),
    }),
    ...(unanswered ? paragraphs(unanswered, { small: true }) : []),
  ];
}

function countOf(assignments: readonly AssignmentView[], status: string, type: string): number {
  return assignments.filter((one) => one.status === status && one.assignment.type === type).length;
}

function helpBlocks({ view, language }: Paper): Block[] {
  const t = translator(language);
  const { plan } = view;
  const wanted = view.assignments
    .filter(({ state }) => state.judgement?.answer.help)
    .toSorted((a, b) => Number(isForLeadership(plan, b)) - Number(isForLeadership(plan, a)));
  if (wanted.length === 0) return [heading(t('paper.help')), ...paragraphs(t('paper.helpNone'))];
  const rows = wanted.map(({ assignment, state, wish }) => {
    const { answer, by, at } = state.judgement!;
    const help = answer.help!;
    const who = `${authorName(plan, by, language)}, ${dateOf({ view, language }, at)}`;
    const asked = helpFromText(plan, help, language) || '–';
    return [say(assignment.title, language), help.what, asked, who, replyText({ view, language }, wish)];
  });
  const header = ['assignment', 'help', 'helpFrom', 'by', 'reply'].map((one) => t(`column.${one}`));
  return [heading(t('paper.help')), table({ header, widths: [3, 4, 3, 3, 4], rows })];
}

/** What was replied, each with the role and the day; until then that nobody has. */
function replyText({ view, language }: Pick<Paper, 'view' | 'language'>, wish: Wish | undefined): string {
  const said = (wish?.replies ?? []).map(({ words, by, at }) => {
    return `${words} (${authorName(view.plan, by, language)}, ${dateOf({ view, language }, at)})`;
  });
  const left = wish?.withdrawn ? 'support.list.ended' : 'support.waiting';
  return said.join('\n') || translator(language)(left);
}

function deviationBlocks({ view, language }: Paper): Block[] {
  const t = translator(language);
  const found = view.assignments.filter(({ status }) => status === 'deviation');
  if (found.length === 0) return [heading(t('paper.deviations')), ...paragraphs(t('paper.deviationsNone'))];
  return [
    heading(t('paper.deviations')),
    ...found.flatMap(({ assignment, state }) => {
      const { answer, by, at } = state.judgement!;
      const who = `${authorName(view.plan, by, language)}, ${dateOf({ view, language }, at)}`;
      return [
        heading(say(assignment.title, language), 3),
        ...(answer.ownWords ? paragraphs(`”${answer.ownWords}”`, { italics: true }) : []),
        ...paragraphs(who, { small: true }),
      ];
    }),
  ];
}

function aspectBlocks({ view, language }: Paper): Block[] {
  const t = translator(language);
  const judged = view.indicators.filter(({ assessment }) => assessment !== 'no_target');
  if (judged.length === 0) return [];
  const kinds = ['met', 'near', 'not_met', 'not_assessed'] as const;
  const rows = aspects.map((aspect) => [
    t(`aspect.${aspect}`),
    ...kinds.map((kind) =>
      String(
        judged.filter((one) => one.assessment === kind && one.indicator.aspects.includes(aspect)).length,
      ),
    ),
  ]);
  const header = [t('summary.aspect'), ...kinds.map((kind) => t(`target.${kind}`))];
  return [
    heading(t('paper.aspects')),
    ...paragraphs(t('paper.aspectsText')),
    table({ header, widths: [2, 2, 2, 2, 2], rows }),
  ];
}

function measuresTable(paper: Paper): Block[] {
  const { view, language } = paper;
  const t = translator(language);
  if (view.indicators.length === 0) return [];
  const header = ['indicator', 'value', 'period', 'trend', 'target', 'targetAssessment'].map((one) =>
    t(`column.${one}`),
  );
  const rows = view.indicators.map((one) => [
    say(one.indicator.name, language),
    valueText(one, paper),
    one.series.length > 0 ? pointName(one.series.at(-1)!, paper) : '–',
    trendWords(one, t),
    targetWords(one, paper, t),
    assessmentWords(one, t),
  ]);
  return [heading(t('paper.measures')), table({ header, widths: [7, 3, 4, 4, 4, 4], rows })];
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
