import { setImmediate as breathe } from 'node:timers/promises';
import { say, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { aspects } from '../plan/plan-schema.ts';
import { authorName, roleName, statusWord, targetText } from '../reports/report-block.ts';
import type { IndicatorView } from '../summaries/indicator-view.ts';
import type { AssignmentView } from '../summaries/round-view.ts';
import { drawChart, drawingSize } from './chart-drawing.ts';
import { pngOf } from './chart-picture.ts';
import type { Paper } from './paper.ts';
import { dateOf, pointName, pointSource } from './paper-words.ts';
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
  const name = t('paper.figure', {
    name: say(indicator.name, language),
    unit: say(indicator.unit, language),
  });
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
    name: say(indicator.name, language),
    unit: say(indicator.unit, language),
    values,
    target,
  });
  const png = await pngOf(svg);
  // Drawing holds the thread for some milliseconds: whoever else waits for an answer goes in between.
  await breathe();
  return [picture(png, { alt, name, ...drawingSize }), ...paragraphs(name, { small: true })];
}
