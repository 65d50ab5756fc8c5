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
      const now = reported(state, indicator.id, source.round.id);
      const all = await readIndicatorSeries({ ...source, rounds }, indicator);
      const earlier = all.filter(({ period }) => now.every((point) => point.period !== period));
      return { indicator, series: [...earlier, ...now] };
    }),
  );
}

function reported(state: ReportState, indicatorId: string, period: string): SeriesPoint[] {
  const given = state.readings[indicatorId];
  if (!given || 'skipped' in given.answer) return [];
  return [{ period, value: given.answer.value, source: 'report', by: given.by, at: given.at }];
}
