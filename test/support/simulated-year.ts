import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { demoTenant } from '../../src/config.ts';
import { openDemoClock } from '../../src/demo/demo-clock.ts';
import { type SendLogEntry, searchSendLog } from '../../src/messages/send-log.ts';
import { persons } from '../../src/people/person.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { currentPlan, importPlan } from '../../src/plan/plan-store.ts';
import { adoptPlan } from '../../src/plan-changes/adopt-plan.ts';
import { type Rehearsal, rehearse } from '../../src/rehearsal/rehearse.ts';
import { goAway } from '../../src/reminders/away.ts';
import { postponeRound } from '../../src/rounds/change-round.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoInput } from '../plan/demo-plan.ts';
import { temporaryFolder } from './at-end.ts';
import { leadershipChannel } from './demo-world.ts';
import { FakeTeams } from './fake-teams.ts';
import { RecordingMessenger } from './recording-messenger.ts';
import { moveClock, startService } from './running-service.ts';
import { seeded } from './seeded.ts';
import { personIdOfNumber, portsOn } from './sending-world.ts';

/** Before working hours: nothing is to be sent before the first of them has shown where their Teams is. */
export const yearStart = Temporal.Instant.from('2026-04-27T05:00:00+02:00');
export const yearEnd = Temporal.Instant.from('2027-04-27T09:00:00+02:00');

/** Sjövik with one person a role, so that nobody is one of those who answer by themselves in the demo. */
export function sjovikOfMany(periods?: PlanContent['periods']): PlanContent {
  const demo = demoInput() as { roles: { id: string }[] };
  const people = demo.roles.map(({ id }, index) => ({ id: personIdOfNumber(index + 1), roles: [id] }));
  const checked = checkPlan({ ...demo, persons: people, ...(periods ? { periods } : {}) });
  if ('plan' in checked) return checked.plan;
  throw new TypeError(JSON.stringify(checked.faults.slice(0, 3)));
}

export interface SimulatedYear {
  readonly rehearsal: Rehearsal;
  readonly log: readonly SendLogEntry[];
  /** Messages that Teams has taken, by person, and posts in leadership's channel. */
  readonly taken: ReadonlyMap<string, number>;
  readonly posts: number;
}

/** The same year twice: rehearsed, and then lived through by the whole service with a Teams around it. */
export async function liveThrough(content: PlanContent): Promise<SimulatedYear> {
  const path = join(await temporaryFolder(), 'roder.db');
  const unreachable = personIdOfNumber(7);
  const rehearsal = await prepare(path, content, unreachable);
  const teams = await FakeTeams.start();
  const service = await startService({ store: path });
  teams.connectTo(service.url);
  const people = content.persons.map(({ id }) =>
    teams.person({ tenantId: demoTenant, aadObjectId: id!, installed: id !== unreachable }),
  );
  const channel = teams.channel({
    tenantId: demoTenant,
    teamId: '19:kommunen@thread.tacv2',
    channelId: leadershipChannel,
    installed: true,
  });
  // Somebody has to write first, so that the demo knows where its Teams is.
  const welcomes = (await people[0]!.install()).replies.length;
  await moveClock(service, yearEnd.toString());
  await service.stop();
  const store = openSqliteStore(path);
  const log = await Array.fromAsync(searchSendLog(store, demoTenant, {}));
  await store.close();
  const sends = (id: string) => teams.sentTo(id).filter(({ operation }) => operation === 'send').length;
  const taken = people.map((person, index): [string, number] => [
    person.member.aadObjectId,
    sends(person.conversationId) - (index === 0 ? welcomes : 0),
  ]);
  return { rehearsal, log, taken: new Map(taken), posts: sends(channel.conversation.id) };
}

/** People as they are: own hours and weekdays, somebody away, somebody out of reach, a round moved. */
async function prepare(path: string, content: PlanContent, unreachable: string): Promise<Rehearsal> {
  const store = openSqliteStore(path);
  const now = yearStart;
  const before = now.subtract({ seconds: 1 });
  await (await openDemoClock(store, { tenantId: demoTenant, start: before })).moveTo(now);
  const ports = portsOn(store, { messenger: new RecordingMessenger(), clock: { now: () => now } });
  await importPlan({ store, now, tenantId: demoTenant, content, by: 'test' });
  await adoptPlan(ports, demoTenant);
  const random = seeded(11);
  const hours = ['07:30', '09:15', '13:00', '16:30'];
  for (const { id } of content.persons) {
    const [hour, weekday] = [hours[Math.floor(random() * 6)], 1 + Math.floor(random() * 5)];
    const preference = { ...(hour ? { hour } : {}), ...(random() < 0.5 ? { weekday } : {}) };
    await persons(store).create({ tenantId: demoTenant, id: id!, preference });
  }
  const gone = { reason: 'not-installed', since: toTimestamp(now) } as const;
  await persons(store).change(demoTenant, unreachable, (one) => ({ ...one, unreachable: gone }));
  const plan = (await currentPlan(store, demoTenant))!;
  const [absent] = plan.personsWithRole('socialchef');
  const actor = { tenantId: demoTenant, personId: absent! };
  await goAway(ports, { actor, plan, deputy: 'utbildningschef', returns: '2026-09-17' });
  const [administrator] = plan.administrators();
  await postponeRound(ports, {
    actor: { tenantId: demoTenant, personId: administrator! },
    plan,
    roundId: '2026-H',
    day: '2027-01-14',
  });
  const rehearsal = await rehearse({
    tenantId: demoTenant,
    of: { store, now },
    from: now,
    until: yearEnd,
  });
  await store.close();
  return rehearsal;
}
