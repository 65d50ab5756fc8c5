import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { channels } from '../../src/people/channel.ts';
import { persons } from '../../src/people/person.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { leadershipChannel } from '../support/demo-world.ts';
import { FakeTeams } from '../support/fake-teams.ts';
import { type RunningService, startService } from '../support/running-service.ts';

const newcomer = '99999999-0000-4000-8000-000000000001';

describe('Roder installed', () => {
  let teams: FakeTeams;
  let service: RunningService;
  beforeAll(async () => {
    teams = await FakeTeams.start();
    service = await startService();
    teams.connectTo(service.url);
  });
  afterAll(endAll);

  test('in a personal chat says what it is, what it stores and what it never does: once', async () => {
    const person = teams.person({ tenantId: demoTenant, aadObjectId: newcomer });
    await person.install();
    const [welcome, ...more] = teams.cardsIn(person.conversationId).map(textOf);
    expect(more).toEqual([]);
    for (const said of ['Hej, jag är Roder', 'Jag sparar din roll', 'Jag mäter inte']) {
      expect(welcome).toContain(said);
    }
    const store = openSqliteStore(service.store);
    expect((await persons(store).find(demoTenant, newcomer))?.conversationId).toBe(person.conversationId);
    await store.close();
  });

  test('speaks English with who has English', async () => {
    const person = teams.person({
      tenantId: demoTenant,
      aadObjectId: '99999999-0000-4000-8000-000000000002',
      locale: 'en-GB',
    });
    await person.install();
    expect(teams.cardsIn(person.conversationId).map(textOf).join()).toContain('I do not measure');
  });

  test('in a team greets the channel, which is then where a summary can be posted', async () => {
    const person = teams.person({ tenantId: demoTenant, aadObjectId: newcomer });
    const channel = teams.channel({
      tenantId: demoTenant,
      teamId: '19:kommunen@thread.tacv2',
      channelId: leadershipChannel,
    });
    await channel.install(person);
    expect(teams.cardsIn(channel.conversationId).map(textOf).join()).toContain('Hej, jag är Roder');
    const store = openSqliteStore(service.store);
    expect(await channels(store).find(demoTenant, leadershipChannel)).toBeDefined();
    await store.close();
  });

  test('in a tenant that is not served does nothing', async () => {
    const stranger = teams.person({
      tenantId: '33333333-3333-4333-8333-333333333333',
      aadObjectId: '99999999-0000-4000-8000-000000000003',
    });
    const turn = await stranger.says('hej');
    expect(turn.status).toBe(403);
    expect(teams.cardsIn(stranger.conversationId)).toEqual([]);
  });
});
