import { isAskedIn, type Plan } from '../plan/plan-index.ts';
import type { PeriodKind } from '../plan/plan-schema.ts';
import type { AskPart } from './ask.ts';

/**
 * Who is asked what in a round, from the plan alone: the owner of each assignment judges it, and whoever
 * owns an indicator that falls in the round gives its value. Pure, so that a rehearsal says the same.
 */
export function planAsks(plan: Plan, kind: PeriodKind): Map<string, AskPart[]> {
  const asked = new Map<string, AskPart[]>();
  for (const assignment of plan.assignments) {
    for (const [personId, part] of partsOf(plan, kind, assignment.id, assignment.owner)) {
      asked.set(personId, [...(asked.get(personId) ?? []), part]);
    }
  }
  for (const [personId, parts] of asked) asked.set(personId, parts.toSorted(ownFirst));
  return asked;
}

function partsOf(
  plan: Plan,
  kind: PeriodKind,
  assignmentId: string,
  ownerRole: string,
): Map<string, AskPart> {
  const owner = plan.respondents(ownerRole)[0];
  const parts = new Map<string, AskPart>();
  if (owner) parts.set(owner.personId, { assignmentId, as: 'owner', roleId: ownerRole, indicatorIds: [] });
  for (const indicator of plan.homeIndicatorsOf(assignmentId)) {
    const giver = plan.respondents(indicator.owner)[0];
    if (!giver || !isAskedIn(indicator, kind)) continue;
    const part = parts.get(giver.personId) ?? {
      assignmentId,
      as: 'contributor',
      roleId: indicator.owner,
      indicatorIds: [],
    };
    parts.set(giver.personId, { ...part, indicatorIds: [...part.indicatorIds, indicator.id] });
  }
  return parts;
}

/** What one owns comes before what one contributes to; within each the plan's order, core first. */
function ownFirst(a: AskPart, b: AskPart): number {
  return Number(a.as === 'contributor') - Number(b.as === 'contributor');
}
