import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../src/base/document-store.ts';
import type { Clock, Ports } from '../../src/base/ports.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { openDueRounds, scheduleRounds } from '../../src/rounds/open-due-rounds.ts';
import { demoPlan } from '../plan/demo-plan.ts';

/** The morning the round of these worlds opens. */
export const openingMorning = Temporal.Instant.from('2026-09-01T08:00:00+02:00');

export interface MovedClock extends Clock {
  moveTo(instant: Temporal.Instant): void;
}

export function movedClock(start: Temporal.Instant): MovedClock {
  let now = start;
  return {
    now: () => now,
    moveTo: (instant) => {
      now = instant;
    },
  };
}

export function personIdOfNumber(number: number): string {
  return `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
}

/** So many people, each asked about one assignment of their own, in a round that opens `openingMorning`. */
export function planOfMany(people: number): PlanContent {
  const demo = demoPlan();
  const numbers = Array.from({ length: people }, (_, index) => index + 1);
  const administrator = demo.roles.find((role) => role.access === 'administrator')!;
  const checked = checkPlan({
    ...demo,
    channels: [],
    indicators: [],
    periods: demo.periods.filter((period) => period.id === '2026-D'),
    roles: [
      ...demo.roles,
      ...numbers.map((number) => ({
        id: `role-${number}`,
        name: { sv: `Enhetschef ${number}`, en: `Unit manager ${number}` },
        access: 'manager' as const,
      })),
    ],
    persons: [
      { id: '00000000-0000-4000-8000-0000000000ad', roles: [administrator.id] },
      ...numbers.map((number) => ({ id: personIdOfNumber(number), roles: [`role-${number}`] })),
    ],
    assignments: numbers.map((number) => ({
      ...demo.assignments[0]!,
      id: `a${number}`,
      title: { sv: `Uppdrag ${number}`, en: `Assignment ${number}` },
      owner: `role-${number}`,
      contributors: [],
      milestones: [],
    })),
  });
  if ('plan' in checked) return checked.plan;
  throw new TypeError(JSON.stringify(checked.faults.slice(0, 3)));
}

/** The plan in force and its round open: every ask is due, none is sent. */
export async function openRoundOf(ports: Ports, tenantId: string, content: PlanContent): Promise<void> {
  await importPlan({ store: ports.store, now: ports.clock.now(), tenantId, content, by: 'test' });
  await scheduleRounds(ports, tenantId, (await currentPlan(ports.store, tenantId))!);
  await openDueRounds(ports, tenantId);
}

export const silentLog = { info: () => {}, warn: () => {}, error: () => {} };

export function portsOn(
  store: DocumentStore,
  rest: Partial<Ports> & Pick<Ports, 'messenger' | 'clock'>,
): Ports {
  return { store, log: silentLog, instance: 'test', ...rest };
}
