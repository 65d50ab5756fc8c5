import { fromTimestamp, localDate } from '../calendar/instants.ts';
import { formatDate } from '../language/dates.ts';
import { type Language, say, translator } from '../language/language.ts';
import { formatNumber } from '../language/numbers.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type SeriesPoint, valuePeriodName } from '../reports/indicator-series.ts';
import { authorName, targetText } from '../reports/report-block.ts';
import type { IndicatorView } from './indicator-view.ts';

/** An indicator on one line of a list. */
export interface IndicatorRow {
  readonly id: string;
  readonly title: string;
  readonly value: string;
  readonly color: string;
  readonly facts: string;
}

export function indicatorRow(plan: Plan, view: IndicatorView, language: Language): IndicatorRow {
  const { indicator, series, assessment } = view;
  const last = series.at(-1);
  return {
    id: `indicator:${indicator.id}`,
    title: say(indicator.name, language),
    value: last
      ? formatNumber(last.value, language, say(indicator.unit, language))
      : translator(language)('report.noValue'),
    color: assessment === 'met' ? 'Good' : assessment === 'not_met' ? 'Warning' : 'Default',
    facts: [...(last ? [valuePeriodName(last, plan, language)] : []), ...judgedWords(view, language)].join(
      ' · ',
    ),
  };
}

/** Trend and target in words; of steering measures only, and only when there is something to say. */
export function judgedWords({ indicator, trend, assessment }: IndicatorView, language: Language): string[] {
  const t = translator(language);
  const target = indicator.target
    ? t('report.targetFact', {
        assessment: t(`target.${assessment}`),
        target: targetText(indicator.target, language, t),
      })
    : '';
  const judges = indicator.measureClass === 'steering';
  return [
    ...(judges && trend !== 'unknown' ? [t(`trend.${trend}`)] : []),
    ...(judges && target ? [target] : []),
  ];
}

/** Where values are from, neighbours of one source together: `2023–2025: Styrplanen`. */
export function sourceLines(
  plan: Plan,
  { indicator, series }: Pick<IndicatorView, 'indicator' | 'series'>,
  language: Language,
): string[] {
  const runs: { source: string; points: SeriesPoint[] }[] = [];
  for (const point of series) {
    const source = sourceOf(plan, point, indicator.source === 'kolada', language);
    const last = runs.at(-1);
    if (last?.source === source) last.points.push(point);
    else runs.push({ source, points: [point] });
  }
  const name = (point: SeriesPoint) => valuePeriodName(point, plan, language);
  return runs.map(({ source, points }) => {
    const [first, last] = [name(points[0]!), name(points.at(-1)!)];
    return `${first === last ? first : `${first} – ${last}`}: ${source}`;
  });
}

function sourceOf(plan: Plan, point: SeriesPoint, isKolada: boolean, language: Language): string {
  const t = translator(language);
  if (!point.by || !point.at) return t(isKolada ? 'chart.fromKolada' : 'chart.fromPlan');
  const date = formatDate(localDate(fromTimestamp(point.at), plan.content.timeZone), language);
  return t('chart.fromReport', { role: authorName(plan, point.by, language), date });
}
