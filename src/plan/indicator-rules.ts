import { nearest } from './nearest.ts';
import type { FaultPath, Finding } from './plan-fault.ts';
import { entriesOf, type ReadablePlan } from './readable-plan.ts';

type ReadableIndicator = NonNullable<NonNullable<ReadablePlan['indicators']>[number]>;

/** A target says which way is good, so it must agree with the direction, and only steering measures have one. */
export function indicatorRules(plan: ReadablePlan): Finding[] {
  const units = new Set((plan.units ?? []).flatMap((unit) => swedish(unit) ?? []));
  return [...entriesOf(plan.indicators, 'indicators')].flatMap(({ entry, path }) => [
    ...targetRules(entry, path),
    ...koladaRules(entry, path),
    ...unitRule(entry, path, units),
  ]);
}

/** Where the plan lists its units, a unit outside the list is a slip of the pen. */
function* unitRule(
  { unit }: ReadableIndicator,
  path: FaultPath,
  units: ReadonlySet<string>,
): Generator<Finding> {
  const name = swedish(unit);
  if (units.size > 0 && name && !units.has(name))
    yield { path: [...path, 'unit'], code: 'unknown-unit', found: name, expected: nearest(name, units) };
}

function swedish(words: ReadableIndicator['unit']): string | undefined {
  return (typeof words === 'string' ? words : words?.sv)?.trim();
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
