import { type Language, say, translator } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Role } from '../plan/plan-schema.ts';

export interface RoleChoice {
  readonly value: string;
  readonly title: string;
}

/** A card holds so many and stays small. */
const maxChoices = 100;

/**
 * The roles somebody else holds, which is how people choose each other: the person's deputies in the plan
 * first, then their own department's roles, then the rest in the plan's order.
 */
export function rolesOfOthers(plan: Plan, personId: string, language: Language): RoleChoice[] {
  const own = plan.rolesOf(personId);
  const deputies = plannedDeputies(plan, personId);
  const departments = new Set(own.map((role) => role.department));
  const rank = (role: Role) =>
    deputies.includes(role.id) ? 0 : role.department && departments.has(role.department) ? 1 : 2;
  return plan.content.roles
    .filter((role) => isSomebodyElses(plan, role.id, personId))
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, maxChoices)
    .map((role) => {
      const name = say(role.name, language);
      const title = rank(role) === 0 ? translator(language)('away.planned', { role: name }) : name;
      return { value: role.id, title };
    });
}

/** The roles that the plan names as deputies of the person's own, where somebody else holds them. */
export function plannedDeputies(plan: Plan, personId: string): string[] {
  const deputies = plan
    .rolesOf(personId)
    .flatMap((role) => plan.deputiesOf(role.id))
    .map(({ id }) => id);
  return [...new Set(deputies)].filter((id) => isSomebodyElses(plan, id, personId));
}

/** The person a role leads to: of several holders the first, as everywhere. */
export function holderOfRole(plan: Plan, roleId: string): string | undefined {
  return plan.personsWithRole(roleId)[0];
}

function isSomebodyElses(plan: Plan, roleId: string, personId: string): boolean {
  const holder = holderOfRole(plan, roleId);
  return holder !== undefined && holder !== personId;
}
