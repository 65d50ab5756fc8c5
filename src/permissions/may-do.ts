import type { Actor } from '../base/ports.ts';
import { type Plan, severalOf } from '../plan/plan-index.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { cell, type Permission, type Relation } from './matrix.ts';

/**
 * What a deed concerns. Without an assignment it concerns everything, and only the access of the person's roles counts.
 */
export interface PermissionSubject {
  readonly assignment?: Assignment | undefined;
  /** The person an ask goes to or a support request names. */
  readonly personId?: string | undefined;
}

/** Where an answer will be shown. */
export type Where =
  | { readonly kind: 'personal' | 'group' }
  | { readonly kind: 'channel'; readonly channelId: string };

/** Whether the person may do it, by `matrix.ts`. Without a plan everybody counts as `nobody`. */
export function mayDo(
  plan: Plan | undefined,
  actor: Actor,
  deed: Permission,
  subject: PermissionSubject = {},
): boolean {
  const isOwn = subject.personId?.toLowerCase() === actor.personId.toLowerCase();
  return standingsOf(plan, actor.personId, subject.assignment).some((standing) => {
    const found = cell(deed, standing);
    return found === 'yes' || (found === 'own' && isOwn);
  });
}

/**
 * Whether something may be shown to everybody who can read along in this place. Check it in addition to `mayDo`, never
 * instead. A channel in the plan may show the assignments of its departments; a personal chat has one reader.
 */
export function mayShow(
  plan: Plan | undefined,
  where: Where,
  deed: Permission,
  subject: PermissionSubject = {},
): boolean {
  if (where.kind === 'personal') return true;
  if (where.kind !== 'channel') return cell(deed, 'elsewhere') === 'yes';
  const channel = plan?.content.channels.find(({ id }) => id === where.channelId);
  if (!channel) return cell(deed, 'elsewhere') === 'yes';
  if (cell(deed, 'channel') !== 'yes') return false;
  const { assignment } = subject;
  return !assignment || !channel.departments || channel.departments.includes(assignment.leadDepartment);
}

/** All relations that apply to the person; `nobody` if the plan does not know them. */
export function standingsOf(plan: Plan | undefined, personId: string, assignment?: Assignment): Relation[] {
  const roles = plan?.rolesOf(personId) ?? [];
  if (!plan || roles.length === 0) return ['nobody'];
  const found = new Set<Relation>(roles.map((role) => role.access));
  if (assignment) {
    const held = new Set(roles.map((role) => role.id));
    const contributing = contributingRoles(plan, assignment);
    const owning = severalOf(assignment.owner);
    if (owning.some((id) => held.has(id))) found.add('owner');
    if (contributing.some((id) => held.has(id))) found.add('contributor');
    const deputies = [...owning, ...contributing].flatMap((id) => plan.deputiesOf(id));
    if (deputies.some(({ id }) => held.has(id))) found.add('deputy');
  }
  return [...found];
}

/** The roles that contribute, and those that own an indicator of the assignment. */
function contributingRoles(plan: Plan, { id, contributors = [] }: Assignment): string[] {
  return [...contributors, ...plan.indicatorsOf(id).map((indicator) => indicator.owner)];
}
