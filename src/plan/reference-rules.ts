import type { FaultCode } from './fault-codes.ts';
import { nearest } from './nearest.ts';
import type { FaultPath, Finding } from './plan-fault.ts';
import { entriesOf, type ReadablePlan } from './readable-plan.ts';

/** A place that names something elsewhere in the plan. */
interface Reference {
  readonly path: FaultPath;
  readonly id: string | null | undefined;
}

/** Ids that nothing in the plan has, each with the nearest that something has. */
export function danglingReferences(plan: ReadablePlan): Finding[] {
  return [
    ...dangling('unknown-department', plan.departments, departmentReferences(plan)),
    ...dangling('unknown-role', plan.roles, roleReferences(plan)),
    ...dangling('unknown-assignment', plan.assignments, assignmentReferences(plan)),
  ];
}

function dangling(
  code: FaultCode,
  list: readonly ({ readonly id?: string | undefined } | undefined)[] | undefined,
  references: Iterable<Reference>,
): Finding[] {
  const ids = new Set((list ?? []).flatMap((entry) => entry?.id ?? []));
  // Nothing could be right then; that the list cannot be read is told already.
  if (ids.size === 0) return [];
  const findings: Finding[] = [];
  for (const { path, id } of references) {
    if (typeof id !== 'string' || ids.has(id)) continue;
    findings.push({ path, code, found: id, expected: nearest(id, ids) });
  }
  return findings;
}

function* departmentReferences(plan: ReadablePlan): Generator<Reference> {
  for (const { entry, path } of entriesOf(plan.roles, 'roles'))
    yield { path: [...path, 'department'], id: entry.department };
  for (const { entry, path } of entriesOf(plan.channels, 'channels'))
    yield* references(entry.departments, ...path, 'departments');
  for (const { entry, path } of entriesOf(plan.assignments, 'assignments')) {
    yield { path: [...path, 'leadDepartment'], id: entry.leadDepartment };
    yield* references(entry.departments, ...path, 'departments');
  }
}

function* roleReferences(plan: ReadablePlan): Generator<Reference> {
  for (const { entry, path } of entriesOf(plan.roles, 'roles'))
    yield { path: [...path, 'deputy'], id: entry.deputy };
  for (const { entry, path } of entriesOf(plan.persons, 'persons'))
    yield* references(entry.roles, ...path, 'roles');
  for (const { entry, path } of entriesOf(plan.assignments, 'assignments')) {
    yield { path: [...path, 'owner'], id: entry.owner };
    yield* references(entry.contributors, ...path, 'contributors');
  }
  for (const { entry, path } of entriesOf(plan.indicators, 'indicators'))
    yield { path: [...path, 'owner'], id: entry.owner };
}

function* assignmentReferences(plan: ReadablePlan): Generator<Reference> {
  for (const { entry, path } of entriesOf(plan.indicators, 'indicators'))
    yield* references(entry.assignments, ...path, 'assignments');
}

function* references(
  ids: readonly (string | undefined)[] | undefined,
  ...path: FaultPath
): Generator<Reference> {
  for (const { entry, path: place } of entriesOf(ids, ...path)) yield { path: place, id: entry };
}

/** Roles whose deputies lead back to themselves: nobody would answer. Each circle is told once. */
export function deputyCycles(plan: ReadablePlan): Finding[] {
  const roles = [...entriesOf(plan.roles, 'roles')];
  const deputies = new Map(roles.map(({ entry }) => [entry.id, entry.deputy]));
  const walked = new Set<string>();
  return roles.flatMap(({ entry, path }) => {
    const cycle = cycleFrom(entry.id, deputies, walked);
    if (!cycle) return [];
    return { path: [...path, 'deputy'], code: 'deputy-cycle', found: [...cycle, cycle[0]].join(' → ') };
  });
}

function cycleFrom(
  start: string | undefined,
  deputies: ReadonlyMap<string | undefined, string | undefined>,
  walked: Set<string>,
): string[] | undefined {
  const trail: string[] = [];
  for (let id = start; id && !walked.has(id); id = deputies.get(id)) {
    walked.add(id);
    trail.push(id);
  }
  const last = deputies.get(trail.at(-1));
  const begins = last === undefined ? -1 : trail.indexOf(last);
  return begins < 0 ? undefined : trail.slice(begins);
}
