import type { FaultCode } from './fault-codes.ts';
import type { FaultPath, Finding } from './plan-fault.ts';
import { entriesOf, type ReadablePlan } from './readable-plan.ts';

interface Named {
  readonly path: FaultPath;
  readonly name: string | undefined;
}

/** What stands twice though it may stand but once. The second and later places are told. */
export function doubles(plan: ReadablePlan): Finding[] {
  return [...doubleIds(plan), ...doublePersons(plan), ...doublePeriods(plan), ...doubleEntries(plan)];
}

function repeated(code: FaultCode, names: Iterable<Named>): Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const { path, name } of names) {
    if (name === undefined) continue;
    if (seen.has(name)) findings.push({ path, code, found: name });
    seen.add(name);
  }
  return findings;
}

function doubleIds(plan: ReadablePlan): Finding[] {
  const lists = ['departments', 'roles', 'channels', 'periods', 'assignments', 'indicators'] as const;
  const inLists = lists.flatMap((list) => repeated('double-id', ids(plan[list], list)));
  const inMilestones = [...entriesOf(plan.assignments, 'assignments')].flatMap(({ entry, path }) =>
    repeated('double-id', ids(entry.milestones, ...path, 'milestones')),
  );
  return [...inLists, ...inMilestones];
}

function* ids(
  list: readonly ({ readonly id?: string | undefined } | undefined)[] | undefined,
  ...at: FaultPath
): Generator<Named> {
  for (const { entry, path } of entriesOf(list, ...at)) yield { path: [...path, 'id'], name: entry.id };
}

function doublePersons(plan: ReadablePlan): Finding[] {
  const persons = [...entriesOf(plan.persons, 'persons')];
  return (['id', 'upn'] as const).flatMap((key) =>
    repeated(
      'double-person',
      persons.map(({ entry, path }) => ({ path: [...path, key], name: entry[key]?.toLowerCase() })),
    ),
  );
}

/** Two rounds of one kind about the same days would ask for the same thing twice. */
function doublePeriods(plan: ReadablePlan): Finding[] {
  const regular = [...entriesOf(plan.periods, 'periods')].filter(({ entry }) => entry.kind !== 'adhoc');
  return repeated(
    'double-period',
    regular.map(({ entry: { kind, covers }, path }) => ({
      path: [...path, 'covers'],
      name: kind && covers?.from && covers.to && `${kind} ${covers.from}/${covers.to}`,
    })),
  );
}

function doubleEntries(plan: ReadablePlan): Finding[] {
  return [...listsOfIds(plan)].flatMap((list) => repeated(list.code, list.names));
}

function* listsOfIds(plan: ReadablePlan): Generator<{ code: FaultCode; names: Named[] }> {
  const list = (entries: readonly (string | undefined)[] | undefined, ...path: FaultPath) => ({
    code: 'double-entry' as const,
    names: [...entriesOf(entries, ...path)].map(({ entry, path }) => ({ path, name: entry })),
  });
  for (const { entry, path } of entriesOf(plan.persons, 'persons')) yield list(entry.roles, ...path, 'roles');
  for (const { entry, path } of entriesOf(plan.channels, 'channels'))
    yield list(entry.departments, ...path, 'departments');
  for (const { entry, path } of entriesOf(plan.assignments, 'assignments')) {
    yield list(entry.departments, ...path, 'departments');
    yield list(entry.contributors, ...path, 'contributors');
  }
  for (const { entry, path } of entriesOf(plan.indicators, 'indicators')) {
    yield list(entry.aspects, ...path, 'aspects');
    yield list(entry.assignments, ...path, 'assignments');
    yield list(entry.askedIn, ...path, 'askedIn');
    yield { code: 'double-history', names: historyPeriods(entry.history, ...path, 'history') };
  }
}

function historyPeriods(
  history: readonly ({ readonly period?: string | number | undefined } | undefined)[] | undefined,
  ...at: FaultPath
): Named[] {
  return [...entriesOf(history, ...at)].map(({ entry, path }) => ({
    path: [...path, 'period'],
    name: entry.period === undefined ? undefined : String(entry.period).trim(),
  }));
}
