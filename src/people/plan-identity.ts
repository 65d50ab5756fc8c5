import type { Actor, Ports } from '../base/ports.ts';
import { type Plan, personIdOf } from '../plan/plan-index.ts';
import type { Person } from '../plan/plan-schema.ts';
import { type PersonRecord, persons } from './person.ts';

/** Asks Teams for the user principal name of the person acting; undefined if Teams does not return one. */
export type FindPrincipalName = () => Promise<string | undefined>;

/**
 * Maps a Teams object id to the id the plan uses for the person. A plan may name people by user principal name, which
 * turns do not carry: Teams is asked on the person's first turn in their own chat, and the answer is stored; for
 * somebody not in the plan it is asked again when the plan changes. From then on the plan's id is used everywhere.
 * Anybody else keeps their object id.
 */
export async function identityIn(
  plan: Plan | undefined,
  { store }: Pick<Ports, 'store'>,
  { tenantId, personId: objectId }: Actor,
  known: PersonRecord['principal'],
  findPrincipalName: FindPrincipalName | undefined,
): Promise<string> {
  if (!plan || plan.person(objectId) || !namesByPrincipal(plan)) return objectId;
  const before = known && plan.person(known.name);
  if (before) return nameIn(before, objectId);
  if (!findPrincipalName || known?.planVersion === plan.version) return objectId;
  const name = (await findPrincipalName())?.toLowerCase();
  if (name === undefined) return objectId;
  await keepName(store, { tenantId, personId: objectId }, { name, planVersion: plan.version });
  return nameIn(plan.person(name), objectId);
}

function namesByPrincipal(plan: Plan): boolean {
  return plan.content.persons.some(({ id }) => !id);
}

/** An object id in the plan takes precedence over a name: the name may have belonged to somebody else. */
function nameIn(person: Person | undefined, objectId: string): string {
  return person && !person.id ? personIdOf(person) : objectId;
}

async function keepName(
  store: Ports['store'],
  { tenantId, personId }: Actor,
  principal: PersonRecord['principal'],
): Promise<void> {
  const changed = await persons(store).change(tenantId, personId, (one) => ({ ...one, principal }));
  if (!changed) await persons(store).create({ tenantId, id: personId, principal });
}
