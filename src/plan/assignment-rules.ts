import type { FaultPath, Finding } from './plan-fault.ts';
import { entriesOf, type ReadablePlan } from './readable-plan.ts';

type ReadableAssignment = NonNullable<NonNullable<ReadablePlan['assignments']>[number]>;

/**
 * A core assignment goes on and is never completed: what has an end or milestones is a political one,
 * and that needs a start. ISO dates are in order as text.
 */
export function assignmentRules(plan: ReadablePlan): Finding[] {
  return [...entriesOf(plan.assignments, 'assignments')].flatMap(({ entry, path }) => [
    ...(entry.type === 'core' ? coreRules(entry, path) : []),
    ...(entry.type === 'political' ? politicalRules(entry, path) : []),
  ]);
}

function* coreRules({ end, milestones }: ReadableAssignment, path: FaultPath): Generator<Finding> {
  if (end) yield { path: [...path, 'end'], code: 'core-with-end', found: end };
  if (milestones?.length) yield { path: [...path, 'milestones'], code: 'core-with-milestones' };
}

function* politicalRules(assignment: ReadableAssignment, path: FaultPath): Generator<Finding> {
  const { start, end, milestones } = assignment;
  // Absent and null are the same; undefined under the key means that the schema has complained already.
  if (start === null || !('start' in assignment))
    yield { path: [...path, 'start'], code: 'political-without-start' };
  if (start && end && end < start)
    yield { path: [...path, 'end'], code: 'end-before-start', found: end, expected: start };
  for (const { entry, path: place } of entriesOf(milestones, ...path, 'milestones')) {
    const { due } = entry;
    if (due && ((start && due < start) || (end && due > end)))
      yield {
        path: [...place, 'due'],
        code: 'milestone-outside',
        found: due,
        expected: `${start ?? ''}–${end ?? ''}`,
      };
  }
}
