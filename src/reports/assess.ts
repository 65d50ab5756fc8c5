import type { Indicator, Target } from '../plan/plan-schema.ts';

export type Trend = 'improving' | 'stable' | 'worsening' | 'unknown';
export type TargetAssessment = 'met' | 'near' | 'not_met' | 'no_target' | 'not_assessed';

/** Within this share of the last value, a change is none. */
const stableShare = 0.01;
const defaultNearPerCent = 5;

/**
 * How a number has moved since a value before that it may be held against: a fact of the numbers, not a judgement of
 * the work. Without two values, or a direction that says which way is better, it cannot be told.
 */
export function trendOf(indicator: Indicator, before: number | undefined, latest: number | undefined): Trend {
  if (before === undefined || latest === undefined || indicator.direction === 'context') return 'unknown';
  const gain = distance(indicator, before) - distance(indicator, latest);
  if (Math.abs(gain) <= Math.abs(before) * stableShare) return 'stable';
  return gain > 0 ? 'improving' : 'worsening';
}

/** How far from good a value is, so that less is always better; for a band, the way to its nearest edge. */
function distance({ direction, target }: Indicator, value: number): number {
  if (direction === 'higher') return -value;
  const floor = target?.op === '<=' ? target.floor : undefined;
  // Below its floor, less is as bad as so much more above it.
  if (floor !== undefined && value < floor) return floor + (floor - value);
  if (direction === 'band' && target?.op === 'between') return outside(target, value);
  return value;
}

/** The latest value against its target. Cost and context measures are shown, never judged. */
export function assessTarget(indicator: Indicator, value: number | undefined): TargetAssessment {
  const { target, measureClass } = indicator;
  if (!target || measureClass !== 'steering') return 'no_target';
  if (value === undefined) return 'not_assessed';
  const missing = outside(target, value);
  if (missing === 0) return 'met';
  return missing <= allowance(indicator, target) ? 'near' : 'not_met';
}

/** How much is missing to the target; 0 when it is met. */
function outside(target: Target, value: number): number {
  if (target.op === 'between') return Math.max(target.min - value, value - target.max, 0);
  if (target.op === '>=') return Math.max(target.value - value, 0);
  return Math.max(value - target.value, (target.floor ?? value) - value, 0);
}

function allowance(indicator: Indicator, target: Target): number {
  const size = target.op === 'between' ? target.max - target.min : Math.abs(target.value);
  return (size * (indicator.near ?? defaultNearPerCent)) / 100;
}
