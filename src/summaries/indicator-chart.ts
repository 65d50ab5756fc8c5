import { type Language, say, type Translate, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import { nameWithUnit } from '../plan/names.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Indicator, Target } from '../plan/plan-schema.ts';
import { type SeriesPoint, valuePeriodName } from '../reports/indicator-series.ts';
import { targetText } from '../reports/report-block.ts';
import { chartBlock, type Table } from './chart-block.ts';

interface ChartSubject {
  readonly plan: Plan;
  readonly indicator: Indicator;
  readonly series: readonly SeriesPoint[];
  readonly language: Language;
}

/** How far back a chart goes, and how many values fit in a card. */
const yearsShown = 5;
const mostValues = 24;

export interface IndicatorChart {
  /** Absent where there is no value. */
  readonly block?: Record<string, unknown>;
  /** Said when there are more values than fit. */
  readonly left: string;
}

/**
 * An indicator's values of the last five years: over time a line with its target beside it, two values as bars,
 * a single share against its target as a gauge.
 */
export function indicatorChart(subject: ChartSubject): IndicatorChart {
  const { language } = subject;
  const all = lastYears(subject);
  if (all.length === 0) return { left: '' };
  const series = all.slice(-mostValues);
  const t = translator(language);
  const left =
    all.length > series.length ? t('chart.latest', { shown: series.length, count: all.length }) : '';
  return { block: blockOf({ ...subject, series }, t), left };
}

function lastYears({ series }: ChartSubject): readonly SeriesPoint[] {
  const last = series.at(-1);
  if (!last) return [];
  const from = `${Number(last.to.slice(0, 4)) - yearsShown + 1}`;
  return series.filter(({ to }) => to >= from);
}

function blockOf(subject: ChartSubject, t: Translate): Record<string, unknown> {
  const { indicator, series, language } = subject;
  const title = nameWithUnit(indicator, language);
  const shared = { title, unit: say(indicator.unit, language), table: tableOf(subject, t) };
  const dated = series.every(({ to }) => to !== '');
  if (series.length > 2 && dated) return chartBlock('line', { ...shared, data: lines(subject, t) }, language);
  const gauge = series.length === 1 ? gaugeOf(subject, t) : undefined;
  if (gauge) return chartBlock('gauge', { ...shared, ...gauge }, language);
  return chartBlock('vertical-bar', { ...shared, data: bars(subject) }, language);
}

/** Every x is a day, so that the chart's axis is time. */
function lines({ indicator, series, language }: ChartSubject, t: Translate) {
  const points = series.map((point) => ({ x: point.to, y: point.value }));
  const ends = [points[0]!.x, points.at(-1)!.x];
  const targets = targetLines(indicator.target ?? undefined, t).map(({ legend, y }) => ({
    legend,
    values: ends.map((x) => ({ x, y })),
    color: 'neutral',
  }));
  return [{ legend: say(indicator.name, language), values: points, color: 'categoricalBlue' }, ...targets];
}

function targetLines(target: Target | undefined, t: Translate): { legend: string; y: number }[] {
  if (!target) return [];
  if (target.op !== 'between') return [{ legend: t('chart.target'), y: target.value }];
  return [
    { legend: t('chart.targetMin'), y: target.min },
    { legend: t('chart.targetMax'), y: target.max },
  ];
}

function bars({ plan, series, language }: ChartSubject) {
  return series.map((point) => ({ x: valuePeriodName(point, plan, language), y: point.value }));
}

/** Only for shares of a whole that are to reach a target: nothing else has an end of the scale. */
function gaugeOf({ indicator, series, language }: ChartSubject, t: Translate) {
  const { target } = indicator;
  const unit = say(indicator.unit, language);
  const value = series[0]!.value;
  if (unit !== '%' || target?.op !== '>=' || value < 0 || value > 100) return undefined;
  const segments = [
    { legend: t('chart.below'), size: target.value, color: 'warning' },
    ...(target.value < 100 ? [{ legend: t('chart.above'), size: 100 - target.value, color: 'good' }] : []),
  ];
  return { value, max: 100, segments, label: formatNumber(value, language, unit) };
}

function tableOf({ plan, indicator, series, language }: ChartSubject, t: Translate): Table {
  const target = indicator.target ? [targetText(indicator.target, language, t)] : [];
  return {
    header: [t('chart.period'), t('chart.value'), ...target.map(() => t('chart.target'))],
    rows: series.map((point) => [
      valuePeriodName(point, plan, language),
      formatNumber(point.value, language, say(indicator.unit, language)),
      ...target,
    ]),
  };
}
