import type { Goal } from '../figure.ts';

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), least: sorted[0]!, most: sorted.at(-1)! };
}

/** Takes values in ascending order; interpolates linearly between two of them. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [before, after] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return before + (after - before) * (place - Math.floor(place));
}

/** Undefined: there is no goal. */
export function isReached(goal: Goal, ours: Spread, ratio: Spread | undefined): boolean | undefined {
  if (goal === 'none') return undefined;
  if ('value' in goal) return goal.value === 'below' ? ours.median < goal.bound : ours.most === goal.bound;
  if (!ratio) return false;
  return goal.ratio === 'at-least' ? ratio.median >= goal.bound : ratio.median <= goal.bound;
}
