import { Temporal } from 'temporal-polyfill';
import { monthsIn } from '../calendar/dated-period.ts';
import { formatNumber } from '../language/numbers.ts';
import { nameWithUnit } from '../plan/names.ts';
import type { Indicator, Target } from '../plan/plan-schema.ts';
import { type SeriesPoint, valuePeriodName } from '../reports/indicator-series.ts';
import type { Reader } from '../reports/reader.ts';

/** One value as a chart has it. */
export interface ChartPoint {
  /** Short enough to stand below an axis: `aug 2026`. */
  readonly label: string;
  /** The period's whole name. */
  readonly name: string;
  readonly value: number;
  /** With its unit, as people read it. */
  readonly text: string;
}

/** The axis of values: whole steps around all that is drawn. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** Everything a chart of an indicator is drawn of, in the chat, on paper and on a page. */
export interface ChartData {
  readonly title: string;
  readonly unit: string;
  /** Oldest first. */
  readonly points: readonly ChartPoint[];
  readonly scale: Scale;
  /** One edge is a line, two are a band. */
  readonly target?: ChartTarget | undefined;
  /** Somebody else's values, one for each point; null where there is none. */
  readonly comparison?: { readonly name: string; readonly values: readonly (number | null)[] } | undefined;
  /** Said below a chart whose axis leaves zero out; empty where zero is on it. */
  readonly zeroNote: string;
  /** What the chart shows, for those who cannot see it. */
  readonly words: string;
  /** False where the values are of periods of different lengths: a line would say that they moved. */
  readonly isComparable: boolean;
}

export interface ChartTarget {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly name: string;
}

export interface ChartSubject {
  readonly indicator: Indicator;
  /** Oldest first; at least one. */
  readonly series: readonly SeriesPoint[];
  /** What similar organisations have, by the year it is of. */
  readonly comparison?: { readonly name: string; readonly year: string; readonly value: number } | undefined;
}

/** Series, range and labels of an indicator's chart: the one place that decides them. */
export function chartData(reader: Reader, { indicator, series, comparison }: ChartSubject): ChartData {
  const { t, say, plan, language } = reader;
  const title = nameWithUnit(indicator, language);
  const names = series.map((point) => valuePeriodName(point, plan, language));
  const labels = series.map((point, index) => shortLabel(point, names[index]!, language));
  const points = series.map(({ value }, index) => {
    const [name, label] = [names[index]!, labels[index]!];
    // Two periods that end in the same month are told apart by their whole names.
    const isOnce = labels.filter((one) => one === label).length === 1;
    return { label: isOnce ? label : name, name, value, text: reader.value(value, indicator) };
  });
  const target = targetOf(reader, indicator.target ?? undefined);
  const others = comparison && {
    name: comparison.name,
    values: series.map(({ to }) => (to.startsWith(comparison.year) ? comparison.value : null)),
  };
  const drawn = [
    ...points.map(({ value }) => value),
    ...(others?.values ?? []),
    target?.min,
    target?.max,
  ].filter((one) => typeof one === 'number');
  const scale = scaleAround(drawn);
  const lowest = formatNumber(scale.min, language);
  const values = points.map((one) => t('chart.wordsValue', { period: one.name, value: one.text }));
  return {
    title,
    unit: say(indicator.unit),
    points,
    scale,
    target,
    comparison: others?.values.some((one) => one !== null) ? others : undefined,
    zeroNote: scale.min > 0 ? t('chart.zeroNote', { from: lowest }) : '',
    words: t('chart.words', {
      name: title,
      values: values.join('; '),
      target: indicator.target ? t('chart.wordsTarget', { target: reader.target(indicator.target) }) : '',
    }),
    isComparable: new Set(series.map(lengthOf)).size === 1,
  };
}

function lengthOf({ period: key, from, to }: SeriesPoint): number | undefined {
  return from ? monthsIn({ key, from, to }) : undefined;
}

function targetOf({ t, target: say }: Reader, target: Target | undefined): ChartTarget | undefined {
  if (!target) return undefined;
  const name = t('chart.targetIs', { target: say({ ...target, by: undefined }) });
  if (target.op === 'between') return { min: target.min, max: target.max, name };
  if (target.op === '>=') return { min: target.value, name };
  return { min: target.floor, max: target.value, name };
}

/** How many steps an axis has at most. */
const maxSteps = 5;
/** Of a range that all but holds zero, zero is shown: leaving it out would only look odd. */
const nearZeroShare = 0.5;

/**
 * Around the values, in steps that people count in, so that what moved is seen to move. Zero is on it where the
 * values are near it or on both sides of it.
 */
export function scaleAround(values: readonly number[]): Scale {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const isNearZero = low > 0 && low <= (high - low) * nearZeroShare;
  const from = isNearZero ? 0 : low;
  const spread = high - from || Math.abs(high) * 0.1 || 1;
  const step = niceStep(spread / (maxSteps - 1));
  const whole = (count: number) => Number((count * step).toPrecision(12));
  const [first, last] = [Math.floor(from / step + 1e-9), Math.ceil(high / step - 1e-9)];
  // A value on the edge is drawn over by the frame: a step more, but none below zero for what is above it.
  const isOnEdge = whole(first) === low && low !== 0;
  const min = isOnEdge ? first - 1 : first;
  return { min: whole(min), max: whole(whole(last) === high ? last + 1 : last), step };
}

/** 1, 2 or 5 times a power of ten, no less than `rough`. */
function niceStep(rough: number): number {
  const size = 10 ** Math.floor(Math.log10(rough));
  return Number((([1, 2, 5].find((one) => one * size >= rough) ?? 10) * size).toPrecision(12));
}

/** The last day of a period says which it is; what nothing tells the days of keeps its name. */
function shortLabel({ from, to }: SeriesPoint, name: string, language: Reader['language']): string {
  if (!from || !to || name.length <= 9) return name;
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const month = last.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB', { month: 'short' });
  if (first.month === 1 && last.month === 12) return `${last.year}`;
  return `${month.replace('.', '')} ${last.year}`;
}
