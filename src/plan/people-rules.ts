import type { Finding } from './plan-fault.ts';
import type { Access } from './plan-schema.ts';
import { entriesOf, type ReadablePlan } from './readable-plan.ts';

/** Every person can be found. */
export function* personRules(plan: ReadablePlan): Generator<Finding> {
  for (const { entry, path } of entriesOf(plan.persons, 'persons'))
    if (!('id' in entry) && !('upn' in entry)) yield { path, code: 'person-without-id' };
}

/**
 * Somebody must look after the plan, and somebody must read the summaries. An administrator role without
 * a person would leave the questions of every vacant role with nobody.
 */
export function* accessRules(plan: ReadablePlan): Generator<Finding> {
  const { roles } = plan;
  // A role whose access cannot be read might be the one that is missing.
  if (!roles || roles.some((role) => !role?.access)) return;
  const withAccess = (access: Access) => roles.filter((role) => role?.access === access);
  const administrators = withAccess('administrator').map((role) => role?.id);
  if (administrators.length === 0) yield { path: ['roles'], code: 'no-administrator' };
  else if (!holdsOne(plan.persons, administrators)) {
    yield { path: ['persons'], code: 'administrator-vacant', expected: administrators.join(', ') };
  }
  if (withAccess('leadership').length === 0) yield { path: ['roles'], code: 'no-leadership' };
}

function holdsOne(persons: ReadablePlan['persons'], roleIds: readonly (string | undefined)[]): boolean {
  return (persons ?? []).some((person) => !person?.roles || person.roles.some((id) => roleIds.includes(id)));
}
