import type { Language } from '../language/language.ts';
import { renderBlock } from '../language/render-card.ts';
import { nameWithUnit } from '../plan/names.ts';
import { aspects, type Indicator, type Target } from '../plan/plan-schema.ts';
import type { TargetAssessment } from '../reports/assess.ts';
import { type SeriesPoint, valuePeriodName } from '../reports/indicator-series.ts';
import type { Reader } from '../reports/reader.ts';
import type { RoundView } from './round-view.ts';
import { countByStatus } from './summary-words.ts';

/** Teams' own charts, by template. */
type ChartKind = 'line' | 'vertical-bar' | 'grouped-bar' | 'horizontal-bar' | 'gauge';

interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type Block = Record<string, unknown>;

/** A chart of Teams', with the same facts as a table where charts are not shown or cannot be seen. */
function chartBlock(
  kind: ChartKind,
  { table, ...data }: { table: Table } & Readonly<Record<string, unknown>>,
  language: Language,
): Block {
  return renderBlock(`chart-${kind}`, { ...data, table: tableBlock(table, language) }, language);
}

function tableBlock({ header, rows }: Table, language: Language): Block {
  const texts = (cells: readonly string[]) => cells.map((text) => ({ text }));
  const columns = header.map(() => ({ width: 1 }));
  const data = { columns, header: texts(header), rows: rows.map((cells) => ({ cells: texts(cells) })) };
  return renderBlock('block-table', data, language);
}

const assessmentColours: Partial<Record<TargetAssessment, string>> = {
  met: 'good',
  near: 'warning',
  not_met: 'attention',
  not_assessed: 'neutral',
};

/**
 * How many steering measures of each aspect reach their target: side by side, never averaged into one.
 * Undefined where no measure has a target.
 */
export function aspectCounts({ t }: Reader, { indicators }: RoundView) {
  const judged = indicators.filter(({ assessment }) => assessment !== 'no_target');
  if (judged.length === 0) return undefined;
  return Object.entries(assessmentColours).map(([kind, color]) => {
    const of = judged.filter(({ assessment }) => assessment === kind);
    const counts = aspects.map((one) => of.filter(({ indicator }) => indicator.aspects.includes(one)).length);
    return { legend: t(`target.${kind}`), color, counts, isUsed: of.length > 0 };
  });
}

/** The same as a chart. */
export function aspectChart(reader: Reader, view: RoundView): Block | undefined {
  const { t, language } = reader;
  const kinds = aspectCounts(reader, view)?.filter(({ isUsed }) => isUsed);
  if (!kinds) return undefined;
  const names = aspects.map((one) => t(`aspect.${one}`));
  const data = kinds.map(({ legend, color, counts }) => ({
    legend,
    color,
    values: names.map((x, index) => ({ x, y: counts[index] })),
  }));
  const rows = names.map((name, index) => [name, ...kinds.map(({ counts }) => `${counts[index]}`)]);
  const table = { header: [t('summary.aspect'), ...kinds.map(({ legend }) => legend)], rows };
  return chartBlock('grouped-bar', { title: t('summary.aspects'), data, table }, language);
}

const statusColours: Readonly<Record<string, string>> = {
  on_track: 'good',
  completed: 'good',
  deviation: 'warning',
};

/** How many assignments are in each state: for a plan whose assignments do not all fit on the card. */
export function statusChart({ t, status: word, language }: Reader, { assignments }: RoundView): Block {
  const counts = [...countByStatus(assignments)];
  const data = counts.map(([status, y]) => ({
    x: word(status),
    y,
    color: statusColours[status] ?? 'neutral',
  }));
  const table = {
    header: [t('summary.statusColumn'), t('summary.countColumn')],
    rows: counts.map(([status, count]) => [word(status), String(count)]),
  };
  return chartBlock('horizontal-bar', { title: t('summary.groups'), data, table }, language);
}

interface ChartSubject {
  readonly indicator: Indicator;
  readonly series: readonly SeriesPoint[];
}

/** How far back a chart goes, and how many values fit in a card. */
const yearsShown = 5;
const maxValues = 24;

export interface IndicatorChart {
  /** Absent where there is no value. */
  readonly block?: Block;
  /** Said when there are more values than fit. */
  readonly left: string;
}

/**
 * An indicator's values of the last five years: over time a line with its target beside it, two values as bars,
 * a single share against its target as a gauge.
 */
export function indicatorChart(reader: Reader, { indicator, series: whole }: ChartSubject): IndicatorChart {
  const all = lastYears(whole);
  if (all.length === 0) return { left: '' };
  const series = all.slice(-maxValues);
  const counted = { shown: series.length, count: all.length };
  const left = all.length > series.length ? reader.t('chart.latest', counted) : '';
  return { block: blockOf(reader, { indicator, series }), left };
}

function lastYears(series: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const last = series.at(-1);
  // A period in words that nobody understands has no year to count from.
  if (!last?.to) return series;
  const from = `${Number(last.to.slice(0, 4)) - yearsShown + 1}`;
  return series.filter(({ to }) => to >= from);
}

function blockOf(reader: Reader, subject: ChartSubject): Block {
  const { say, plan, language } = reader;
  const { indicator, series } = subject;
  const unit = say(indicator.unit);
  const title = nameWithUnit(indicator, language);
  const shared = { title, unit, table: tableOf(reader, subject) };
  const dated = series.every(({ to }) => to !== '');
  if (series.length > 2 && dated)
    return chartBlock('line', { ...shared, data: lines(reader, subject) }, language);
  const gauge = series.length === 1 ? gaugeOf(reader, subject) : undefined;
  if (gauge) return chartBlock('gauge', { ...shared, ...gauge }, language);
  const data = series.map((point) => ({ x: valuePeriodName(point, plan, language), y: point.value }));
  return chartBlock('vertical-bar', { ...shared, data }, language);
}

/** Every x is a day, so that the chart's axis is time. */
function lines(reader: Reader, { indicator, series }: ChartSubject) {
  const points = series.map((point) => ({ x: point.to, y: point.value }));
  const ends = [points[0]!.x, points.at(-1)!.x];
  const targets = targetLines(reader, indicator.target ?? undefined).map(({ legend, y }) => ({
    legend,
    values: ends.map((x) => ({ x, y })),
    color: 'neutral',
  }));
  return [{ legend: reader.say(indicator.name), values: points, color: 'categoricalBlue' }, ...targets];
}

function targetLines({ t }: Reader, target: Target | undefined): { legend: string; y: number }[] {
  if (!target) return [];
  if (target.op !== 'between') return [{ legend: t('chart.target'), y: target.value }];
  return [
    { legend: t('chart.targetMin'), y: target.min },
    { legend: t('chart.targetMax'), y: target.max },
  ];
}

/** Only for shares of a whole that are to reach a target: nothing else has an end of the scale. */
function gaugeOf(reader: Reader, { indicator, series }: ChartSubject) {
  const { t, say } = reader;
  const { target } = indicator;
  const value = series[0]!.value;
  if (say(indicator.unit) !== '%' || target?.op !== '>=' || value < 0 || value > 100) return undefined;
  const segments = [
    { legend: t('chart.below'), size: target.value, color: 'warning' },
    ...(target.value < 100 ? [{ legend: t('chart.above'), size: 100 - target.value, color: 'good' }] : []),
  ];
  return { value, max: 100, segments, label: reader.value(value, indicator) };
}

function tableOf(reader: Reader, { indicator, series }: ChartSubject): Table {
  const { t, plan, language } = reader;
  const target = indicator.target ? [reader.target(indicator.target)] : [];
  return {
    header: [t('chart.period'), t('chart.value'), ...target.map(() => t('chart.target'))],
    rows: series.map((point) => [
      valuePeriodName(point, plan, language),
      reader.value(point.value, indicator),
      ...target,
    ]),
  };
}
