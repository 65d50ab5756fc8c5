import type { FaultPath, Finding } from './plan-fault.ts';
import { entriesOf, type ReadablePlan } from './readable-plan.ts';

type ReadableIndicator = NonNullable<NonNullable<ReadablePlan['indicators']>[number]>;

/** A target says which way is good, so it must agree with the direction, and only steering measures have one. */
export function indicatorRules(plan: ReadablePlan): Finding[] {
  return [...entriesOf(plan.indicators, 'indicators')].flatMap(({ entry, path }) => [
    ...targetRules(entry, path),
    ...koladaRules(entry, path),
  ]);
}

const opOfDirection = { higher: '>=', lower: '<=', band: 'between', context: '' } as const;

function* targetRules(indicator: ReadableIndicator, path: FaultPath): Generator<Finding> {
  const { target, direction, measureClass } = indicator;
  if (!target) {
    if (direction === 'band' && (target === null || !('target' in indicator)))
      yield { path: [...path, 'target'], code: 'band-without-target' };
    return;
  }
  if (measureClass && measureClass !== 'steering')
    yield { path: [...path, 'target'], code: 'target-not-steering', found: measureClass };
  else if (direction === 'context')
    yield { path: [...path, 'target'], code: 'target-not-steering', found: direction };
  else if (direction && target.op && target.op !== opOfDirection[direction])
    yield {
      path: [...path, 'target', 'op'],
      code: 'target-direction',
      found: target.op,
      expected: opOfDirection[direction],
    };
  if (
    target.op === 'between' &&
    target.min !== undefined &&
    target.max !== undefined &&
    target.min >= target.max
  )
    yield {
      path: [...path, 'target', 'max'],
      code: 'target-order',
      found: target.max,
      expected: `> ${target.min}`,
    };
}

/** Kolada's values are yearly: they can never fill a tertial. */
function* koladaRules(indicator: ReadableIndicator, path: FaultPath): Generator<Finding> {
  const { source, frequency } = indicator;
  if (source !== 'kolada') return;
  if (!('kolada' in indicator)) yield { path: [...path, 'kolada'], code: 'kolada-missing' };
  if (frequency && frequency !== 'annual')
    yield { path: [...path, 'frequency'], code: 'kolada-not-annual', found: frequency, expected: 'annual' };
}
