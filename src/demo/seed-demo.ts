import { Temporal } from 'temporal-polyfill';
import { RoderError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { checkPlan } from '../plan/check-plan.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan, importPlan } from '../plan/plan-store.ts';
import { readPlanFile } from '../plan/read-plan-file.ts';
import { rounds } from '../rounds/round.ts';
import { datesOf } from '../rounds/round-calendar.ts';
import { scheduleRounds } from '../rounds/schedule-rounds.ts';
import { readDemoAnswers, recordEarlier } from './demo-answers.ts';

/** When the demo begins: the afternoon before the interim round opens. */
export const demoStart = Temporal.ZonedDateTime.from('2026-08-31T15:00[Europe/Stockholm]').toInstant();
const earlierRound = '2026-T1';

/** Puts the invented municipality in place. A second start finds it there and changes nothing. */
export async function seedDemo(ports: Ports, tenantId: string): Promise<void> {
  if (await currentPlan(ports.store, tenantId)) return;
  const read = await readPlanFile(new URL('../../demo/sjovik.yaml', import.meta.url).pathname);
  const checked = 'input' in read ? checkPlan(read.input) : read;
  if ('faults' in checked)
    throw new RoderError('demo-plan-faulty', 'demo/sjovik.yaml has faults: run `roder plan check`.');
  await importPlan({
    store: ports.store,
    now: ports.clock.now(),
    tenantId,
    content: checked.plan,
    by: 'demo',
  });
  const plan = (await currentPlan(ports.store, tenantId))!;
  await recordHistory(ports, tenantId, plan);
  await scheduleRounds(ports, tenantId, plan);
}

/** The spring's round as it ended. */
async function recordHistory(ports: Ports, tenantId: string, plan: Plan): Promise<void> {
  const { opens, due, closes } = datesOf(plan, plan.getPeriod(earlierRound));
  const at = (date: Temporal.PlainDate) =>
    toTimestamp(date.toZonedDateTime(plan.content.timeZone).toInstant());
  const dates = { opens: `${opens}`, due: `${due}`, closes: `${closes}`, openedAt: at(opens) };
  const round = { tenantId, id: earlierRound, planVersion: plan.version, ...dates };
  const open = await rounds(ports.store).upsert({ ...round, state: 'open' });
  for (const given of readDemoAnswers('earlier-reports.json', plan.content.timeZone)) {
    const roleId = roleFor(plan, given.personId, given.assignmentId);
    await recordEarlier(ports, tenantId, earlierRound, { ...given, roleId });
  }
  await rounds(ports.store).replace({ ...open, state: 'closed', closedAt: at(closes) });
}

/** The owner's role where it is the owner who speaks, else the role by which the person gave a value. */
function roleFor(plan: Plan, personId: string, assignmentId: string): string {
  const { owner } = plan.assignment(assignmentId)!;
  if (plan.personsWithRole(owner).includes(personId)) return owner;
  const own = plan
    .homeIndicatorsOf(assignmentId)
    .find((one) => plan.personsWithRole(one.owner).includes(personId));
  return own?.owner ?? plan.rolesOf(personId)[0]!.id;
}
