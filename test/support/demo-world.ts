import { demoTenant } from '../../src/config.ts';
import { demoPeople } from './demo-people.ts';
import type { FakeChannel } from './fake-channel.ts';
import type { FakePerson } from './fake-person.ts';
import { FakeTeams } from './fake-teams.ts';
import { type RunningService, type ServiceOptions, startService } from './running-service.ts';

export const leadershipChannel = '19:ledningsgrupp@thread.tacv2';

export interface DemoWorld {
  readonly teams: FakeTeams;
  readonly service: RunningService;
  readonly people: Readonly<Record<keyof typeof demoPeople, FakePerson>>;
  readonly leadership: FakeChannel;
}

/** Sjövik with everybody installed: the whole service as a process, and a Teams of our own around it. */
export async function startDemoWorld(
  options: ServiceOptions & { readonly teams?: FakeTeams } = {},
): Promise<DemoWorld> {
  const teams = options.teams ?? (await FakeTeams.start());
  const service = await startService(options);
  teams.connectTo(service.url);
  const people = Object.fromEntries(
    Object.entries(demoPeople).map(([role, aadObjectId]) => [
      role,
      teams.person({ tenantId: demoTenant, aadObjectId }),
    ]),
  ) as DemoWorld['people'];
  const leadership = teams.channel({
    tenantId: demoTenant,
    teamId: '19:kommunen@thread.tacv2',
    channelId: leadershipChannel,
  });
  for (const person of Object.values(people)) await person.install();
  await leadership.install(people.kommundirektor);
  return { teams, service, people, leadership };
}
