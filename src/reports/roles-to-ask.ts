import type { Plan } from '../plan/plan-index.ts';
import type { Assignment, Role } from '../plan/plan-schema.ts';

/** A card holds so many and stays small; anybody else is written in words. */
const mostRoles = 60;

/**
 * Of whom help can be wanted, those to think of first: leadership, then those who take part in the assignment,
 * then the rest of the plan. The person's own roles help nobody further.
 */
export function rolesToAsk(plan: Plan, assignment: Assignment, personId: string): readonly Role[] {
  const own = new Set(plan.rolesOf(personId).map(({ id }) => id));
  const taking = new Set([
    ...(assignment.contributors ?? []),
    ...plan.indicatorsOf(assignment.id).map(({ owner }) => owner),
  ]);
  const rank = ({ id, access }: Role) => (access === 'leadership' ? 0 : taking.has(id) ? 1 : 2);
  return plan.content.roles
    .filter(({ id }) => !own.has(id))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, mostRoles);
}
