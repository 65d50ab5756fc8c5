import { remembered } from '../calendar/remembered.ts';
import { type Language, translator } from '../language/language.ts';
import { type SeriesPoint, valuePeriodName } from '../reports/indicator-series.ts';
import type { Reader } from '../reports/reader.ts';
import { systemWords, targetFact } from '../reports/report-block.ts';
import type { IndicatorView } from './round-view.ts';

/** An indicator on one line of a list. */
export interface IndicatorRow {
  readonly title: string;
  readonly value: string;
  readonly color: string;
  readonly facts: string;
}

export function indicatorRow(reader: Reader, view: IndicatorView): IndicatorRow {
  const { indicator, series, assessment } = view;
  const last = series.at(-1);
  return {
    title: reader.say(indicator.name),
    value: last ? reader.value(last.value, indicator) : reader.t('report.noValue'),
    color: assessment === 'met' ? 'Good' : assessment === 'not_met' ? 'Warning' : 'Default',
    facts: [
      ...(last ? [valuePeriodName(last, reader.plan, reader.language)] : []),
      last ? reader.byGender(last, indicator) : '',
      ...judgedWords(reader, view),
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

/** Trend and target in words; of steering measures only, and only when there is something to say. */
export function judgedWords(reader: Reader, { indicator, trend, assessment }: IndicatorView): string[] {
  if (indicator.measureClass !== 'steering') return [];
  return [
    ...(trend === 'unknown' ? [] : [reader.t(`trend.${trend}`)]),
    ...targetFact(reader, indicator, assessment),
  ];
}

/** The plan's definition of an indicator and its note. */
export function explained({ say }: Reader, { definition, note }: IndicatorView['indicator']): string {
  return [definition, note].flatMap((one) => (one ? [say(one)] : [])).join(' ');
}

/** Where values are from, neighbours of one source together: `2023–2025: Styrplanen`. */
export function sourceLines(
  reader: Reader,
  { indicator, series }: Pick<IndicatorView, 'indicator' | 'series'>,
): string[] {
  const before = indicator.source === 'kolada' ? 'chart.fromKolada' : 'chart.fromPlan';
  const runs: { source: string; points: SeriesPoint[] }[] = [];
  for (const point of series) {
    const source = sourceOf(reader, point, before);
    const last = runs.at(-1);
    if (last?.source === source) last.points.push(point);
    else runs.push({ source, points: [point] });
  }
  const name = (point: SeriesPoint) => valuePeriodName(point, reader.plan, reader.language);
  return runs.map(({ source, points }) => {
    const [first, last] = [name(points[0]!), name(points.at(-1)!)];
    return `${first === last ? first : `${first} – ${last}`}: ${source}`;
  });
}

/** Who gave a value and when; `before` says where it was before Roder. */
export function sourceOf(reader: Reader, { by, at, system }: SeriesPoint, before: string): string {
  const { language, t, author, day } = reader;
  if (system) return systemWords(reader, system);
  return by && at ? fromReport(language, author(by), day(at)) : t(before);
}

/** A table has thousands of values, given by few on few days. */
const fromReport = remembered((language: Language, role: string, date: string) =>
  translator(language)('chart.fromReport', { role, date }),
);
