import type { Actor, Ports } from '../base/ports.ts';
import { type Plan, personIdOf } from '../plan/plan-index.ts';
import type { Person } from '../plan/plan-schema.ts';
import { type PersonRecord, persons } from './person.ts';

/** Asks Teams for the user principal name of the one who acts; undefined where Teams does not say. */
export type FindPrincipalName = () => Promise<string | undefined>;

/**
 * Whom the plan means by the one whom Teams names by object id. A plan may name people by user principal name,
 * which no turn carries: Teams is asked at the person's first turn in their own chat, and the answer is kept;
 * somebody whom the plan does not have is asked about again when there is a new plan. From then on the person is everywhere who the plan says. Somebody the plan does not name stays who
 * Teams says.
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

/** An object id in the plan goes before a name: then it was somebody else's, or has been since. */
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
