import type { Indicator } from '../plan/plan-schema.ts';
import { assessTarget, type TargetAssessment, type Trend, trendOf } from '../reports/assess.ts';
import { indicatorSeries, type SeriesPoint, type SeriesSource } from '../reports/indicator-series.ts';
import type { Round } from '../rounds/round.ts';

/** An indicator with its values so far, and what they say. */
export interface IndicatorView {
  readonly indicator: Indicator;
  /** Oldest first. */
  readonly series: readonly SeriesPoint[];
  /** Of steering measures only; cost and context are shown, never judged. */
  readonly trend: Trend;
  readonly assessment: TargetAssessment;
  /** Its last value was given in this round. */
  readonly isNew: boolean;
}

export async function readIndicatorViews(
  source: SeriesSource,
  { round, shown }: { round: Round; shown: readonly string[] },
): Promise<IndicatorView[]> {
  const assignments = new Set(shown);
  const wanted = source.plan.content.indicators.filter((one) =>
    one.assignments.some((id) => assignments.has(id)),
  );
  return Promise.all(
    wanted.map(async (indicator) =>
      indicatorView(indicator, await indicatorSeries(source, indicator), round),
    ),
  );
}

function indicatorView(indicator: Indicator, series: readonly SeriesPoint[], round: Round): IndicatorView {
  const values = series.map(({ value }) => value);
  const last = series.at(-1);
  const steering = indicator.measureClass === 'steering';
  return {
    ...{ indicator, series },
    trend: steering ? trendOf(indicator, values) : 'unknown',
    assessment: assessTarget(indicator, values.at(-1)),
    isNew: last?.source === 'report' && last.period === round.id,
  };
}

const concern: Readonly<Record<TargetAssessment, number>> = {
  not_met: 3,
  near: 1,
  not_assessed: 0,
  no_target: 0,
  met: 0,
};

/** Those to look at first: new values, then those away from their target or worsening. */
export function byConcern(a: IndicatorView, b: IndicatorView): number {
  return concernOf(b) - concernOf(a);
}

function concernOf({ isNew, assessment, trend }: IndicatorView): number {
  return (isNew ? 10 : 0) + concern[assessment] + (trend === 'worsening' ? 2 : 0);
}
