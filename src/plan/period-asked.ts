import { Temporal } from 'temporal-polyfill';
import { type DatedPeriod, partAround, yearToDate } from '../calendar/dated-period.ts';
import { remembered } from '../calendar/remembered.ts';
import type { Indicator, Period } from './plan-schema.ts';

const monthsOfFrequency: Readonly<Record<Indicator['frequency'], number>> = {
  monthly: 1,
  quarterly: 3,
  tertial: 4,
  'half-year': 6,
  annual: 12,
};

/**
 * What a value is of that is asked for in a round about these days: the last month, quarter, tertial or year that
 * ended in them, else the one that is going on when they end; of what is summed up as the year goes, the year up to
 * that day.
 */
export function periodAsked(
  indicator: Pick<Indicator, 'frequency' | 'cumulative'>,
  { from, to }: Period['covers'],
): DatedPeriod {
  return indicator.cumulative
    ? yearToDate({ to })
    : partAsked(from, to, monthsOfFrequency[indicator.frequency]);
}

const partAsked = remembered((from: string, to: string, months: number): DatedPeriod => {
  const current = partAround(to, months);
  if (current.to <= to) return current;
  const before = partAround(`${Temporal.PlainDate.from(current.from).subtract({ days: 1 })}`, months);
  return before.to >= from ? before : current;
});

/** Whether there is a value of what a round about these days would ask for: some things are measured in winter only. */
export function isMeasuredIn(
  indicator: Pick<Indicator, 'frequency' | 'cumulative' | 'months'>,
  covers: Period['covers'],
): boolean {
  const { to } = periodAsked(indicator, covers);
  return indicator.months?.includes(Temporal.PlainDate.from(to).month) ?? true;
}
