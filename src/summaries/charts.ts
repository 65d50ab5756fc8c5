import { type ChartData, type ChartSubject, chartData } from '../charts/chart-data.ts';
import type { Language } from '../language/language.ts';
import { formatNumber, isShare } from '../language/numbers.ts';
import { renderBlock } from '../language/render-card.ts';
import type { SeriesPoint } from '../reports/indicator-series.ts';
import type { Reader } from '../reports/reader.ts';

/** Teams' own charts, by template. */
type ChartKind = 'line' | 'vertical-bar' | 'gauge';

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

/** How far back a chart goes, and how many values fit in a card. */
const yearsShown = 5;
const maxValues = 24;

export interface IndicatorChart {
  /** Absent where there is no value, or one that says no more than itself. */
  readonly block?: Block | undefined;
  /** Said when there are more values than fit. */
  readonly note: string;
}

/**
 * An indicator's values of the last five years: over time a line with its target beside it, two values as bars,
 * a single share against its target as a gauge, and what Teams' charts cannot tell as a table.
 */
export function indicatorChart(reader: Reader, subject: ChartSubject): IndicatorChart {
  const all = lastYears(subject.series);
  if (all.length === 0) return { note: '' };
  const series = all.slice(-maxValues);
  const data = chartData(reader, { ...subject, series });
  const block = blockOf(reader, { ...subject, series }, data);
  const counted = { shown: series.length, count: all.length };
  return { block, note: all.length > series.length ? reader.t('chart.latest', counted) : '' };
}

function lastYears(series: readonly SeriesPoint[]): readonly SeriesPoint[] {
  const last = series.at(-1);
  // A period in words that nobody understands has no year to count from.
  if (!last?.to) return series;
  const from = `${Number(last.to.slice(0, 4)) - yearsShown + 1}`;
  return series.filter(({ to }) => to >= from);
}

function blockOf(reader: Reader, subject: ChartSubject, data: ChartData): Block | undefined {
  const { language } = reader;
  const { title, unit, points } = data;
  const table = tableOf(reader, subject, data);
  const shared = { title, unit, table };
  if (points.length === 1) {
    const gauge = gaugeOf(reader, subject, data);
    return gauge && chartBlock('gauge', { ...shared, ...gauge }, language);
  }
  if (!data.isComparable) return tableBlock(table, language);
  if (points.length > 2) {
    const { min, max } = data.scale;
    const from = formatNumber(min, language);
    // Said on the axis itself: a table in the chart's place has none.
    const axis = min > 0 ? reader.t('chart.unitFrom', { unit, from }) : unit;
    return chartBlock('line', { ...shared, unit: axis, min, max, data: lines(reader, data) }, language);
  }
  // A bar is as long as its value only where it begins at zero; without a range Teams draws what is below it as 0.
  const [min, max] = [Math.min(0, data.scale.min), Math.max(0, data.scale.max)];
  const bars = points.map(({ label, value }) => ({ x: label, y: value }));
  return chartBlock('vertical-bar', { ...shared, min, max, data: bars }, language);
}

/** Every x is what the period is called: of a date Teams makes one in English, and cuts it. */
function lines({ t }: Reader, { points, target, comparison, title }: ChartData) {
  const edges = [
    ...(target?.min === undefined ? [] : [{ y: target.min, name: 'chart.targetMin' }]),
    ...(target?.max === undefined ? [] : [{ y: target.max, name: 'chart.targetMax' }]),
  ];
  const labels = points.map(({ label }) => label);
  return [
    {
      legend: title,
      values: points.map(({ label, value }) => ({ x: label, y: value })),
      color: 'categoricalBlue',
    },
    ...edges.map(({ y, name }) => ({
      legend: edges.length > 1 ? t(name) : t('chart.target'),
      values: labels.map((x) => ({ x, y })),
      color: 'neutral',
    })),
    ...(comparison
      ? [
          {
            legend: comparison.name,
            values: comparison.values.flatMap((y, index) => (y === null ? [] : [{ x: labels[index], y }])),
            color: 'categoricalLavender',
          },
        ]
      : []),
  ];
}

/** Only for shares of a whole that are to reach a target: nothing else has an end of the scale. */
function gaugeOf({ t }: Reader, { indicator }: ChartSubject, { points }: ChartData) {
  const { target } = indicator;
  const { value, text } = points[0]!;
  if (!isShare(indicator.unit) || target?.op !== '>=' || value < 0 || value > 100) return undefined;
  const segments = [
    { legend: t('chart.below'), size: target.value, color: 'warning' },
    ...(target.value < 100 ? [{ legend: t('chart.above'), size: 100 - target.value, color: 'good' }] : []),
  ];
  return { value, max: 100, segments, label: text };
}

function tableOf(reader: Reader, { indicator }: ChartSubject, { points }: ChartData): Table {
  const { t } = reader;
  // By when stands above, beside the latest value.
  const target = indicator.target ? [reader.target({ ...indicator.target, by: undefined })] : [];
  return {
    header: [t('chart.period'), t('chart.value'), ...target.map(() => t('chart.target'))],
    rows: points.map(({ name, text }) => [name, text, ...target]),
  };
}
