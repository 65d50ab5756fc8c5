import { canonical } from './canonical.ts';
import { personIdOf } from './plan-index.ts';
import type { PlanContent } from './plan-schema.ts';

/** `setting` is a field of the plan itself; its id is the field's name. */
export type PlanChangeKind =
  | 'assignment'
  | 'indicator'
  | 'role'
  | 'person'
  | 'period'
  | 'department'
  | 'channel'
  | 'setting';

export interface PlanChange {
  readonly kind: PlanChangeKind;
  readonly id: string;
  readonly change: 'added' | 'changed' | 'withdrawn';
  /** What differs, by the schema's names; only where `change` is `changed`. */
  readonly fields?: readonly string[];
}

type Entry = Readonly<Record<string, unknown>>;

/**
 * What differs between two plans, in the plan's own order with the withdrawn last of each kind. Before the
 * first plan there is nothing: everything is then added. The order of entries is no difference.
 */
export function comparePlans(before: PlanContent | undefined, after: PlanContent): PlanChange[] {
  const old = before && entries(before);
  return entries(after).flatMap(({ kind, byId }, place) =>
    compare(kind, old?.[place]?.byId ?? new Map(), byId),
  );
}

function entries(plan: PlanContent): { kind: PlanChangeKind; byId: ReadonlyMap<string, Entry> }[] {
  const { assignments, indicators, roles, persons, periods, departments, channels, ...settings } = plan;
  return [
    { kind: 'assignment', byId: mapOf(assignments, ({ id }) => id) },
    { kind: 'indicator', byId: mapOf(indicators, ({ id }) => id) },
    { kind: 'role', byId: mapOf(roles, ({ id }) => id) },
    { kind: 'person', byId: mapOf(persons, personIdOf) },
    { kind: 'period', byId: mapOf(periods, ({ id }) => id) },
    { kind: 'department', byId: mapOf(departments, ({ id }) => id) },
    { kind: 'channel', byId: mapOf(channels, ({ id }) => id) },
    { kind: 'setting', byId: new Map(Object.entries(settings).map(([name, value]) => [name, { value }])) },
  ];
}

function compare(
  kind: PlanChangeKind,
  before: ReadonlyMap<string, Entry>,
  after: ReadonlyMap<string, Entry>,
): PlanChange[] {
  const changes: PlanChange[] = [];
  for (const [id, entry] of after) {
    const old = before.get(id);
    const fields = old && changedFields(old, entry);
    if (!fields) changes.push({ kind, id, change: 'added' });
    else if (fields.length > 0) changes.push({ kind, id, change: 'changed', fields });
  }
  for (const id of before.keys()) if (!after.has(id)) changes.push({ kind, id, change: 'withdrawn' });
  return changes;
}

function changedFields(before: Entry, after: Entry): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => canonical(before[name]) !== canonical(after[name]));
}

function mapOf<T extends Entry>(list: readonly T[], idOf: (entry: T) => string): ReadonlyMap<string, Entry> {
  return new Map(list.map((entry) => [idOf(entry), entry]));
}
