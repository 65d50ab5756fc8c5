import { periodOfDays, readPeriod } from '../calendar/dated-period.ts';
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
  list: readonly ((Readonly<{ id?: string | undefined }> & NamedInput) | undefined)[] | undefined,
  references: Iterable<Reference>,
): Finding[] {
  const ids = new Set((list ?? []).flatMap((entry) => entry?.id ?? []));
  // Nothing could be right then; that the list cannot be read is told already.
  if (ids.size === 0) return [];
  const findings: Finding[] = [];
  for (const { path, id } of references) {
    if (typeof id !== 'string' || ids.has(id)) continue;
    const called = list?.filter((entry) => entry?.id && isCalledInFile(entry, id)) ?? [];
    if (code === 'unknown-role' && /^va[ck]ant$/iu.test(id))
      findings.push({ path, code: 'vacant-owner', found: id });
    else if (called.length === 1)
      findings.push({ path, code: 'name-for-id', found: id, expected: called[0]!.id! });
    else findings.push({ path, code, found: id, expected: nearest(id, ids) });
  }
  return findings;
}

type Written = string | { readonly sv?: string | undefined; readonly en?: string | undefined } | undefined;

interface NamedInput {
  readonly name?: Written;
  readonly title?: Written;
  readonly alsoCalled?: readonly (string | undefined)[] | undefined;
}

/** Somebody wrote what it is called, or was called once, where its id belongs. */
function isCalledInFile({ name, title, alsoCalled = [] }: NamedInput, words: string): boolean {
  const own = title ?? name;
  const names = typeof own === 'string' ? [own] : [own?.sv, own?.en];
  const wanted = words.trim().toLowerCase();
  return [...names, ...alsoCalled].some((one) => one?.trim().toLowerCase() === wanted);
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
    yield* oneOrSeveral(entry.deputy, ...path, 'deputy');
  for (const { entry, path } of entriesOf(plan.persons, 'persons'))
    yield* references(entry.roles, ...path, 'roles');
  for (const { entry, path } of entriesOf(plan.assignments, 'assignments')) {
    yield* oneOrSeveral(entry.owner, ...path, 'owner');
    yield* references(entry.contributors, ...path, 'contributors');
  }
  for (const { entry, path } of entriesOf(plan.indicators, 'indicators'))
    yield { path: [...path, 'owner'], id: entry.owner };
}

function* assignmentReferences(plan: ReadablePlan): Generator<Reference> {
  for (const { entry, path } of entriesOf(plan.periods, 'periods'))
    yield* references(entry.assignments, ...path, 'assignments');
  for (const { entry, path } of entriesOf(plan.indicators, 'indicators'))
    yield* references(entry.assignments, ...path, 'assignments');
}

/** Where a list may stand in place of one. */
function* oneOrSeveral(
  ids: string | readonly (string | undefined)[] | undefined,
  ...path: FaultPath
): Generator<Reference> {
  if (typeof ids === 'string') yield { path, id: ids };
  else yield* references(ids, ...path);
}

function* references(
  ids: readonly (string | undefined)[] | undefined,
  ...path: FaultPath
): Generator<Reference> {
  for (const { entry, path: place } of entriesOf(ids, ...path)) yield { path: place, id: entry };
}

/** A role that would stand in for itself. Two that stand in for each other are ordinary. */
export function ownDeputies(plan: ReadablePlan): Finding[] {
  return [...entriesOf(plan.roles, 'roles')].flatMap(({ entry, path }) => {
    const { id, deputy } = entry;
    const isOwn = typeof deputy === 'string' ? deputy === id : deputy?.some((one) => one === id);
    return id && isOwn ? [{ path: [...path, 'deputy'], code: 'own-deputy' as const, found: id }] : [];
  });
}

interface Named {
  readonly path: FaultPath;
  readonly name: string | undefined;
  /** As written, where that is not how it is compared. */
  readonly found?: string | undefined;
}

/** What stands twice though it may stand but once. The second and later places are told. */
export function doubles(plan: ReadablePlan): Finding[] {
  return [...doubleIds(plan), ...doublePersons(plan), ...doublePeriods(plan), ...doubleEntries(plan)];
}

function repeated(code: FaultCode, names: Iterable<Named>): Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const { path, name, found = name } of names) {
    if (name === undefined) continue;
    if (seen.has(name)) findings.push({ path, code, found });
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
  for (const { entry, path } of entriesOf(list, ...at)) {
    const { id } = entry;
    // People do not see or say which letters are capital; Teams, whose channels' ids these are, does.
    yield { path: [...path, 'id'], name: at[0] === 'channels' ? id : id?.toLowerCase(), found: id };
  }
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
  for (const { entry, path } of entriesOf(plan.roles, 'roles'))
    if (typeof entry.deputy === 'object') yield list(entry.deputy, ...path, 'deputy');
  for (const { entry, path } of entriesOf(plan.persons, 'persons')) yield list(entry.roles, ...path, 'roles');
  for (const { entry, path } of entriesOf(plan.channels, 'channels'))
    yield list(entry.departments, ...path, 'departments');
  for (const { entry, path } of entriesOf(plan.periods, 'periods'))
    yield list(entry.assignments, ...path, 'assignments');
  for (const { entry, path } of entriesOf(plan.assignments, 'assignments')) {
    yield list(entry.departments, ...path, 'departments');
    if (typeof entry.owner === 'object') yield list(entry.owner, ...path, 'owner');
    yield list(entry.contributors, ...path, 'contributors');
    yield list(entry.answersIn, ...path, 'answersIn');
  }
  for (const { entry, path } of entriesOf(plan.indicators, 'indicators')) {
    yield list(entry.aspects, ...path, 'aspects');
    yield list(entry.assignments, ...path, 'assignments');
    yield list(entry.askedIn, ...path, 'askedIn');
    yield { code: 'double-history', names: historyPeriods(plan, entry.history, ...path, 'history') };
  }
}

/** By the days they are of, so that `2026-Q1` and "Kv 1 2026" are the same. */
function historyPeriods(plan: ReadablePlan, history: ReadableHistory, ...at: FaultPath): Named[] {
  return [...entriesOf(history, ...at)].map(({ entry, path }) => {
    const label = entry.period === undefined ? undefined : String(entry.period).trim();
    const known = label === undefined ? undefined : periodWritten(plan, label);
    return { path: [...path, 'period'], name: known ?? label, found: label };
  });
}

type ReadableHistory = NonNullable<NonNullable<ReadablePlan['indicators']>[number]>['history'];

/** The key of the period that a label says: one of the plan's own, or one in words. */
function periodWritten({ periods }: ReadablePlan, label: string): string | undefined {
  const own = periods?.find((one) => one?.id === label);
  if (!own) return readPeriod(label)?.key;
  const { from, to } = own.covers ?? {};
  return from && to && from <= to ? periodOfDays(from, to).key : label;
}

/** Values whose period nobody could place in time. */
export function* unknownPeriods(plan: ReadablePlan): Generator<Finding> {
  for (const { entry, path } of entriesOf(plan.indicators, 'indicators'))
    for (const { entry: value, path: place } of entriesOf(entry.history, ...path, 'history')) {
      const label = value.period === undefined ? undefined : String(value.period).trim();
      if (label && periodWritten(plan, label) === undefined)
        yield { path: [...place, 'period'], code: 'unknown-period', found: label };
    }
}
