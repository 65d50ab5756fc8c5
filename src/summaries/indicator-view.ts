import type { Plan } from '../plan/plan-index.ts';
import type { Indicator } from '../plan/plan-schema.ts';
import { assessTarget, type TargetAssessment, type Trend } from '../reports/assess.ts';
import { indicatorSeries, isOfRound, type SeriesPoint, trendIn } from '../reports/indicator-series.ts';
import type { Round } from '../rounds/round.ts';

/** An indicator with its values so far, and what they say. */
export interface IndicatorView {
  readonly indicator: Indicator;
  /** Oldest first. */
  readonly series: readonly SeriesPoint[];
  /** Of steering measures only; cost and context are shown, never judged. */
  readonly trend: Trend;
  readonly assessment: TargetAssessment;
  /** Its last value is this round's. */
  readonly isNew: boolean;
}

/** Of every indicator that one of the assignments shows, in the plan's order. */
export function indicatorViews(
  source: Parameters<typeof indicatorSeries>[0],
  { round, shown }: { round: Round; shown: readonly string[] },
): IndicatorView[] {
  const assignments = new Set(shown);
  return source.plan.content.indicators
    .filter((one) => one.assignments.some((id) => assignments.has(id)))
    .map((indicator) =>
      indicatorView(indicator, indicatorSeries(source, indicator), { round, plan: source.plan }),
    );
}

function indicatorView(
  indicator: Indicator,
  series: readonly SeriesPoint[],
  { round, plan }: { round: Round; plan: Plan },
): IndicatorView {
  const last = series.at(-1);
  const steering = indicator.measureClass === 'steering';
  return {
    indicator,
    series,
    trend: steering ? trendIn(indicator, series) : 'unknown',
    assessment: assessTarget(indicator, last?.value),
    isNew: last !== undefined && isOfRound(last, round.id, indicator, plan),
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
