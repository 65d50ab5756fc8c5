import { slotOf } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { planRunningSummaries } from './open-due-rounds.ts';
import { allRounds, type Round, type RoundDays, rounds } from './round.ts';
import { calendarOf, datesOf, opensAt } from './round-calendar.ts';
import { planUnanswered } from './unanswered.ts';

/**
 * Makes the round documents the plan's periods call for; those that have not opened follow the plan, also when
 * it no longer has them. One that the administrator has moved stays where it is until the plan says other days.
 */
export async function scheduleRounds(ports: Ports, tenantId: string, plan: Plan): Promise<void> {
  const calendar = calendarOf(plan);
  const today = localDate(ports.clock.now(), plan.content.timeZone).toString();
  for (const period of plan.content.periods) {
    const { opens, due, closes } = datesOf(plan, period);
    if (closes.toString() < today) continue;
    const days = { opens: opens.toString(), due: due.toString(), closes: closes.toString() };
    const nextAt = toTimestamp(opensAt(opens, calendar));
    const planned = { ...days, state: 'planned', planVersion: plan.version, nextAt } as const;
    const slot = slotOf(period.id);
    const created = await rounds(ports.store).create({ tenantId, id: period.id, ...planned, slot });
    if (created.outcome === 'done') continue;
    const known = await rounds(ports.store).change(tenantId, period.id, (round) =>
      followsPlan(round) && !stays(round, days)
        ? { ...round, ...planned, moved: undefined, cancelledBy: undefined }
        : undefined,
    );
    if (known?.state !== 'open') continue;
    await planRunningSummaries(ports, plan, known);
    await planUnanswered(ports, plan, known);
  }
  await withdrawRounds(ports, tenantId, plan);
}

function followsPlan({ state, cancelledBy, openedAt }: Round): boolean {
  return state === 'planned' || (state === 'cancelled' && cancelledBy === 'plan' && !openedAt);
}

function stays(round: Round, days: RoundDays): boolean {
  return round.state === 'planned' && areSame(round.moved?.from ?? round, days);
}

function areSame(one: RoundDays, other: RoundDays): boolean {
  return one.opens === other.opens && one.due === other.due && one.closes === other.closes;
}

async function withdrawRounds(ports: Ports, tenantId: string, plan: Plan): Promise<void> {
  for (const { id } of await allRounds(ports.store, tenantId)) {
    if (plan.period(id)) continue;
    await rounds(ports.store).change(tenantId, id, (round) =>
      round.state === 'planned'
        ? { ...round, state: 'cancelled', cancelledBy: 'plan', nextAt: undefined, lease: undefined }
        : undefined,
    );
  }
}
