import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { readDeputyChain } from '../people/away.ts';
import { type Plan, severalOf } from '../plan/plan-index.ts';
import type { Assignment, Period } from '../plan/plan-schema.ts';
import { isClaimed } from '../storage/claim.ts';
import { holderOf } from './addressee.ts';
import { type Ask, type AskPart, asks, nextPush } from './ask.ts';
import { replanned } from './push-plan.ts';
import { rounds } from './round.ts';
import { calendarOf } from './round-calendar.ts';
import { dueValues, type HeldRounds, whatIsAsked } from './what-is-asked.ts';

/**
 * Who is asked what in a round, from the plan and the rounds there are: the owner of each assignment judges it
 * where the round asks for that, and whoever owns an indicator that falls in the round gives its value. Pure, so
 * that a rehearsal says the same.
 */
export function planAsks(plan: Plan, period: Period, held?: HeldRounds): Map<string, AskPart[]> {
  const asked = new Map<string, AskPart[]>();
  for (const assignment of plan.assignments) {
    for (const [personId, part] of partsOf(plan, period, assignment, held)) {
      asked.set(personId, [...(asked.get(personId) ?? []), part]);
    }
  }
  for (const [personId, parts] of asked) asked.set(personId, parts.toSorted(ownFirst));
  return asked;
}

function partsOf(
  plan: Plan,
  period: Period,
  assignment: Assignment,
  held: HeldRounds | undefined,
): Map<string, AskPart> {
  const { id: assignmentId } = assignment;
  const parts = new Map<string, AskPart>();
  const { asks } = whatIsAsked(plan, period, assignment, held);
  if (asks === 'nothing') return parts;
  const owners = asks === 'all' ? severalOf(assignment.owner).flatMap((id) => plan.respondents(id)) : [];
  for (const { personId, roleId } of owners)
    if (!parts.has(personId)) parts.set(personId, { assignmentId, as: 'owner', roleId, indicatorIds: [] });
  for (const indicator of dueValues(plan, period, assignmentId, held)) {
    for (const { personId, roleId } of plan.respondents(indicator.owner)) {
      const part = parts.get(personId) ?? { assignmentId, as: 'contributor', roleId, indicatorIds: [] };
      parts.set(personId, { ...part, indicatorIds: [...part.indicatorIds, indicator.id] });
    }
  }
  return parts;
}

/** What one owns comes before what one contributes to; within each the plan's order, core first. */
function ownFirst(a: AskPart, b: AskPart): number {
  return Number(a.as === 'contributor') - Number(b.as === 'contributor');
}

/**
 * Changes an ask and plans the rest of its pushes by what now holds. A push that is on its way at this moment
 * goes out: its sender plans what comes after it.
 */
export async function replanAsk(
  ports: Pick<Ports, 'store' | 'clock'>,
  plan: Plan,
  { tenantId, id }: Pick<Ask, 'tenantId' | 'id'>,
  change: (ask: Stored<Ask>) => Stored<Ask> = (ask) => ask,
): Promise<Stored<Ask> | undefined> {
  const known = await asks(ports.store).find(tenantId, id);
  if (!known) return undefined;
  const round = await rounds(ports.store).get(tenantId, known.roundId);
  const holder = holderOf(change(known));
  const people = await readDeputyChain(ports.store, plan, { tenantId, personId: holder });
  const subject = { round, calendar: calendarOf(plan), holder, people };
  const now = ports.clock.now();
  return asks(ports.store).change(tenantId, id, (ask) => {
    const changed = change(ask);
    const pushes = replanned(changed, subject, now);
    const nextAt = isClaimed(ask, toTimestamp(now)) ? ask.nextAt : nextPush({ ...changed, pushes })?.at;
    return { ...changed, pushes, nextAt };
  });
}
