import { saidBeside } from '../answers/all-parts.ts';
import { type ChartData, chartData } from '../charts/chart-data.ts';
import { clip } from '../language/people-text.ts';
import { aspects, type Indicator } from '../plan/plan-schema.ts';
import { comparableBefore, type SeriesPoint, valuePeriodName } from '../reports/indicator-series.ts';
import type { Reader } from '../reports/reader.ts';
import type { AssignmentView, IndicatorView } from '../summaries/round-view.ts';
import { aspectTold, type List, sections } from '../summaries/sections.ts';
import {
  burdenText,
  headlineOf,
  isForLeadership,
  stateText,
  unansweredText,
} from '../summaries/summary-words.ts';
import type { Paper } from './paper.ts';
import { madeSentence, pointSource, stateSentence, subtitleOf, titleOf } from './paper-words.ts';

/** A table of texts; `widths` are shares of the page's width, one a column. */
export interface PaperTable {
  readonly header: readonly string[];
  readonly widths: readonly number[];
  readonly rows: readonly (readonly string[])[];
}

export interface Figure {
  readonly chart: ChartData;
  readonly caption: string;
}

/** One part of a paper: Word and PDF are written from the same. */
export type PaperBlock =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string; readonly onNewPage?: true }
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly style?: 'lead' | 'small' | 'quote';
      /** What it is about, said before it. */
      readonly name?: string;
    }
  | { readonly kind: 'table'; readonly table: PaperTable }
  /** At most two, side by side. */
  | { readonly kind: 'figures'; readonly figures: readonly Figure[] };

/** A text of the first page is no longer than this: the whole of it stands in the appendix. */
const maxOnFirstPage = 260;

/** Everything on a paper in its order. Of a round the first page alone is what a council needs. */
export function paperContent(paper: Paper): PaperBlock[] {
  const { view } = paper;
  const parts = view.assignments.flatMap((one, index) => assignmentBlocks(paper, one, index));
  if (paper.assignment) return [...titleBlocks(paper), ...parts, ...sourceBlocks(paper)];
  const appendix = heading(paper.reader.t('paper.appendix'), 1);
  return [
    ...titleBlocks(paper),
    ...firstPage(paper),
    { ...appendix, onNewPage: true },
    ...parts,
    ...sourceBlocks(paper),
  ];
}

export type Progress = (done: number, of: number) => void;

/** Tells of assignments, which people count in, while so many blocks are written one after the other. */
export function inAssignments(
  { view }: Paper,
  blocks: number,
  progress: Progress,
): (written: number) => void {
  const of = view.assignments.length;
  let told = 0;
  return (written) => {
    const done = Math.floor((written / blocks) * of);
    for (; told < done; told++) progress(told + 1, of);
  };
}

function heading(text: string, level: 1 | 2) {
  return { kind: 'heading', level, text } as const;
}

function small(text: string): PaperBlock {
  return { kind: 'text', text, style: 'small' };
}

function titleBlocks(paper: Paper): PaperBlock[] {
  const lines = [subtitleOf(paper), stateSentence(paper)];
  return [{ kind: 'title', text: titleOf(paper) }, small(lines.join('. '))];
}

function firstPage(paper: Paper): PaperBlock[] {
  const { view, reader } = paper;
  const unanswered = unansweredText(reader, view);
  return [
    { kind: 'text', style: 'lead', text: headlineOf(reader, view) },
    ...(unanswered ? [small(unanswered)] : []),
    ...helpBlocks(paper),
    ...sectionBlocks(paper),
    ...aspectBlocks(paper),
    ...assignmentRows(paper),
  ];
}

/** All that has been wanted, answered or not: leadership's first, then what is left since rounds before. */
function helpBlocks({ view, reader }: Paper): PaperBlock[] {
  const { t } = reader;
  const title = heading(t('paper.help'), 2);
  const wanted = view.assignments
    .filter(({ state }) => state.judgement?.answer.help)
    .toSorted((a, b) => Number(isForLeadership(view.plan, b)) - Number(isForLeadership(view.plan, a)));
  const rows = wanted.map((one) => {
    const help = one.state.judgement!.answer.help!;
    return [
      reader.say(one.assignment.title),
      clip(help.what, maxOnFirstPage),
      reader.helpFrom(help) || '–',
      clip(replyText(reader, one), maxOnFirstPage),
    ];
  });
  const earlier = view.earlierWishes.map(({ request, wish }) => [
    t('support.earlierOf', {
      title: reader.say(view.plan.assignment(request.assignmentId)!.title),
      period: reader.roundName(request.roundId),
    }),
    clip(wish.what, maxOnFirstPage),
    reader.helpFrom(wish) || '–',
    t('support.waiting'),
  ]);
  if (rows.length + earlier.length === 0)
    return asksState(view) ? [title, { kind: 'text', text: t('paper.helpNone') }] : [];
  const header = ['assignment', 'help', 'helpFrom', 'reply'].map((one) => t(`column.${one}`));
  return [title, { kind: 'table', table: { header, widths: [3, 5, 3, 3], rows: [...rows, ...earlier] } }];
}

/** Where nobody was asked how it goes, that nobody deviates or wants support says nothing. */
function asksState({ assignments }: Paper['view']): boolean {
  return assignments.some((one) => one.asksState);
}

function replyText({ t, by }: Reader, { wish }: AssignmentView): string {
  const replies = (wish?.replies ?? []).map((reply) => `${reply.words} (${by(reply)})`);
  return replies.join('\n') || t(wish?.withdrawn ? 'support.list.ended' : 'support.waiting');
}

/** Sections that stand on a paper as they do on the card: what it is of, in whose words, and who said it. */
function sectionBlocks({ view, reader }: Paper): PaperBlock[] {
  return sections.flatMap(({ onPaper, list: make }) => {
    const list = onPaper && make({ reader, view, corrections: [] }, '');
    return list && (list.rows.length > 0 || asksState(view))
      ? [heading(onPaper(reader), 2), sectionTable(reader, list)]
      : [];
  });
}

function sectionTable({ t }: Reader, { rows, none = '' }: List): PaperBlock {
  if (rows.length === 0) return { kind: 'text', text: none };
  const cells = rows.map((make) => {
    const { title, words = '', by = '' } = make();
    const quoted = /^”(.*)”$/su.exec(words)?.[1];
    return [title, quoted ? `”${clip(quoted, maxOnFirstPage)}”` : clip(words, maxOnFirstPage) || '–', by];
  });
  const header = ['assignment', 'ownWords', 'by'].map((one) => t(`column.${one}`));
  return { kind: 'table', table: { header, widths: [3, 7, 4], rows: cells } };
}

/** Of each aspect the first thing that is new is quoted, and the rest counted: all of it is in the appendix. */
const maxQuote = 150;

function aspectBlocks({ view, reader }: Paper): PaperBlock[] {
  const { t } = reader;
  const rows = aspects.map((aspect) => {
    const { said, moved } = aspectTold({ reader, view }, aspect);
    const [first] = said;
    const words = first
      ? `${reader.say(first.one.assignment.title)}: ”${clip(first.words, maxQuote)}”`
      : t('summary.view.aspectNone');
    const left = said.length - 1;
    const more = left > 0 ? ` ${t('paper.aspectMore', { count: left })}` : '';
    return [t(`aspect.${aspect}`), `${words}${more}`, moved()];
  });
  const header = [t('summary.aspect'), t('paper.aspectsOf'), t('paper.moved')];
  return [heading(t('paper.aspects'), 2), { kind: 'table', table: { header, widths: [2, 8, 4], rows } }];
}

function assignmentRows({ view, reader }: Paper): PaperBlock[] {
  const { t } = reader;
  const types = ['core', 'political'] as const;
  return types.flatMap((type): PaperBlock[] => {
    const own = view.assignments.filter(({ assignment }) => assignment.type === type);
    if (own.length === 0) return [];
    const isForecast = own.some((one) => forecastOf(reader, one) !== '');
    const forecast = (text: string) => (isForecast ? [text] : []);
    const rows = own.map((one) => [
      reader.say(one.assignment.title),
      plainState(reader, one),
      ...forecast(forecastOf(reader, one) || '–'),
      reader.ownerNames(one.assignment),
    ]);
    const titles = [t('column.status'), ...forecast(t('column.forecast')), t('column.owner')];
    const widths = isForecast ? [5, 3, 3, 4] : [5, 6, 4];
    return [{ kind: 'table', table: { header: [t(`types.${type}`), ...titles], widths, rows } }];
  });
}

/** In words alone: a paper's letters have no symbols for states. */
function plainState(reader: Reader, one: AssignmentView): string {
  return one.asksState && !one.ended
    ? reader.t(`status.${one.status}`)
    : stateText(reader, one).replace(/^\W+ /u, '');
}

function forecastOf({ t }: Reader, { state, ended }: AssignmentView): string {
  const forecast = (ended?.state ?? state).judgement?.answer.forecast;
  return forecast ? t(`forecast.${forecast}`) : '';
}

/** One assignment in the appendix: who, by what decision, what is said, and its measures. */
function assignmentBlocks(paper: Paper, one: AssignmentView, index: number): PaperBlock[] {
  const { view, reader } = paper;
  const { t } = reader;
  const { assignment } = one;
  const isFirst = view.assignments[index - 1]?.assignment.type !== assignment.type;
  const shown = new Set(view.assignments.map(({ assignment: { id } }) => id));
  const measures = view.indicators.filter(
    ({ indicator }) =>
      indicator.assignments.find((id) => shown.has(id)) === assignment.id || paper.assignment,
  );
  const facts = [
    [t('paper.status'), plainState(reader, one)],
    ...(forecastOf(reader, one) ? [[t('paper.forecast'), forecastOf(reader, one)]] : []),
    [t('paper.responsible'), reader.ownerNames(assignment)],
    [t('paper.decisionShort'), assignment.decision],
  ];
  return [
    ...(isFirst && !paper.assignment ? [heading(t(`types.${assignment.type}`), 1)] : []),
    ...(paper.assignment ? [] : [heading(reader.say(assignment.title), 2)]),
    small(facts.map(([name, value]) => `${name}: ${value}`).join(' · ')),
    ...wordBlocks(paper, one),
    ...measureBlocks(paper, measures),
  ];
}

/** What the first page has in full is not said again. */
function wordBlocks(
  paper: Paper,
  { assignment, state: own, ended, status, wish }: AssignmentView,
): PaperBlock[] {
  const { reader } = paper;
  const { t } = reader;
  const state = ended?.state ?? own;
  const { judgement } = state;
  const beside = saidBeside(state, reader, assignment).map(
    ({ what, words }): PaperBlock => ({ kind: 'text', name: what, text: words }),
  );
  if (!judgement) {
    const last = Object.values(state.milestones ?? {}).at(-1);
    return last ? [...beside, small(reader.by(last))] : [];
  }
  const { ownWords, help } = judgement.answer;
  const isOnFirst = (text: string) => !paper.assignment && text.length <= maxOnFirstPage;
  const isSaid = status === 'deviation' && isOnFirst(ownWords);
  const told = aspects.flatMap((aspect): PaperBlock[] => {
    const answer = state.aspects?.answer[aspect];
    return answer?.kind === 'words'
      ? [{ kind: 'text', name: t(`aspect.${aspect}`), text: answer.words }]
      : [];
  });
  const same = aspects.filter((aspect) => state.aspects?.answer[aspect].kind === 'unchanged');
  const names = same.map((aspect, index) =>
    index > 0 ? t(`aspect.${aspect}`).toLowerCase() : t(`aspect.${aspect}`),
  );
  const unchanged = names.length > 0 ? `${t('report.unchanged', { aspects: reader.join(names) })} · ` : '';
  const replies = (wish?.replies ?? []).map(
    (reply): PaperBlock => ({
      kind: 'text',
      name: t('column.reply'),
      text: `${reply.words} (${reader.by(reply)})`,
    }),
  );
  const isReplied = replies.length > 0 && !isOnFirst(wish!.replies.map(({ words }) => words).join('\n'));
  return [
    ...(ownWords && !isSaid ? [{ kind: 'text', style: 'quote', text: `”${ownWords}”` } as const] : []),
    ...(isSaid && ownWords ? [small(t('paper.seeFirst'))] : []),
    ...(help && !isOnFirst(help.what)
      ? [{ kind: 'text', name: t('column.help'), text: help.what } as const]
      : []),
    ...(isReplied ? replies : []),
    ...beside,
    ...told,
    small(`${unchanged}${reader.by(judgement)}`),
  ];
}

/** Values of the last years in a picture, where there are enough of them to see a course. */
const maxValues = 12;
const minForPicture = 3;

function measureBlocks(paper: Paper, measures: readonly IndicatorView[]): PaperBlock[] {
  const { reader } = paper;
  const { t } = reader;
  const shown = measures.filter(({ series }) => series.length > 0);
  if (shown.length === 0) return [];
  const rows = shown.map((one) => {
    const last = one.series.at(-1)!;
    return [
      reader.say(one.indicator.name),
      valueAt(reader, one.indicator, last),
      movedText(reader, one),
      judgedText(reader, one),
      pointSource(paper, last),
    ];
  });
  const header = [...['indicator', 'value'].map((one) => t(`column.${one}`)), t('paper.moved')];
  const more = ['target', 'source'].map((one) => t(`column.${one}`));
  const figures = shown.flatMap(({ indicator, series: whole }): Figure[] => {
    const series = whole.slice(-maxValues);
    if (series.length < minForPicture) return [];
    const chart = chartData(reader, { indicator, series });
    return chart.isComparable
      ? [{ chart, caption: [chart.title, chart.zeroNote].filter(Boolean).join('. ') }]
      : [];
  });
  return [
    { kind: 'table', table: { header: [...header, ...more], widths: [5, 4, 4, 4, 5], rows } },
    ...inPairs(figures).map((pair): PaperBlock => ({ kind: 'figures', figures: pair })),
  ];
}

function inPairs<T>(items: readonly T[]): T[][] {
  const rows = Math.ceil(items.length / 2);
  return Array.from({ length: rows }, (_, row) => items.slice(row * 2, row * 2 + 2));
}

function valueAt(reader: Reader, indicator: Indicator, point: SeriesPoint): string {
  return `${reader.value(point.value, indicator)} (${valuePeriodName(point, reader.plan, reader.language)})`;
}

/** How it has moved and since when; only where there is something to hold it against. */
function movedText(reader: Reader, { indicator, series, trend }: IndicatorView): string {
  const before = comparableBefore(indicator, series) ?? series.at(-2);
  if (!before) return '–';
  const earlier = valueAt(reader, indicator, before);
  return trend === 'unknown' ? earlier : `${reader.t(`trend.${trend}`)}, ${earlier}`;
}

function judgedText({ t, target }: Reader, { indicator, assessment }: IndicatorView): string {
  if (!indicator.target) return '–';
  if (assessment === 'no_target') return target(indicator.target);
  return t('report.targetFact', { assessment: t(`target.${assessment}`), target: target(indicator.target) });
}

/** Where everything is from: without it the paper is somebody's word for it. */
function sourceBlocks(paper: Paper): PaperBlock[] {
  const { view, reader } = paper;
  const { t } = reader;
  const { plan } = view;
  const kolada = view.indicators.some(({ indicator }) => indicator.kolada);
  const sentences = [
    t('paper.decision', { decision: plan.decision, version: plan.version }),
    t('paper.sourceReports', { period: reader.roundName(view.round.id) }),
    t('paper.sourceValues'),
    kolada ? t('paper.sourceKolada') : '',
    paper.assignment ? '' : burdenText(reader, view, 'paper.burden'),
    madeSentence(paper),
  ];
  return [heading(t('paper.sources'), 2), small(sentences.filter(Boolean).join(' '))];
}
