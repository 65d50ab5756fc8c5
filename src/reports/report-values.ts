import type { Indicator } from '../plan/plan-schema.ts';
import type { Round } from '../rounds/round.ts';
import { readIndicatorSeries, type SeriesPoint, type SeriesSource } from './indicator-series.ts';
import type { ReportState } from './report.ts';

export interface IndicatorValues {
  readonly indicator: Indicator;
  readonly series: readonly SeriesPoint[];
}

/** The values to show with a report: those of earlier rounds, and last what the report itself says. */
export async function reportValues(
  source: SeriesSource & { readonly round: Round },
  state: ReportState,
  indicators: readonly Indicator[],
): Promise<IndicatorValues[]> {
  const rounds = source.rounds.filter((one) => one.id !== source.round.id && one.due <= source.round.due);
  return Promise.all(
    indicators.map(async (indicator) => {
      const earlier = await readIndicatorSeries({ ...source, rounds }, indicator);
      return { indicator, series: withReported(earlier, state, { indicator, period: source.round.id }) };
    }),
  );
}

/** The values before a round with the one that its report gives last. */
export function withReported(
  earlier: readonly SeriesPoint[],
  state: ReportState,
  { indicator, period }: { readonly indicator: Indicator; readonly period: string },
): SeriesPoint[] {
  const given = state.readings[indicator.id];
  if (!given || 'skipped' in given.answer) return [...earlier];
  const { by, at, answer } = given;
  return [
    ...earlier.filter((one) => one.period !== period),
    { period, value: answer.value, source: 'report', by, at },
  ];
}
