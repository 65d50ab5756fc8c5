import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { persons } from '../../src/people/person.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { startProductionWorld, tenantId } from '../security/production-world.ts';
import { endAll } from '../support/at-end.ts';
import { actionsIn, textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import { FakeTeams } from '../support/fake-teams.ts';
import { moveClock, type RunningService, startService } from '../support/running-service.ts';

afterAll(endAll);

describe('in the demo one can be anybody', () => {
  let teams: FakeTeams;
  let service: RunningService;
  let screen: ReturnType<FakeTeams['person']>;
  beforeAll(async () => {
    teams = await FakeTeams.start();
    service = await startService();
    teams.connectTo(service.url);
    screen = teams.person({ tenantId: demoTenant, aadObjectId: demoPeople.socialchef });
    await screen.install();
  });

  const says = async (text: string) => {
    const { replies } = await screen.says(text);
    return replies.flatMap(({ card }) => (card ? [textOf(card)] : [])).join('\n\n');
  };

  test('and is told so in the welcome and in help', async () => {
    expect(teams.cardsIn(screen.conversationId).map(textOf).join()).toContain('byt till utredare');
    expect(await says('hjälp')).toContain('byt till utredare');
  });

  test('a name that nobody has is answered by who there is', async () => {
    const text = await says('byt till borgmästare');
    expect(text).toContain('Vem vill du vara?');
    expect(text).toContain('byt till kommundirektör');
    expect(await says('vem når du inte?')).toContain('Bara processledaren');
  });

  test('as the process lead one sees what only the process lead may, and is told what can be written', async () => {
    const text = await says('byt till utredare');
    expect(text).toContain('Nu är du Utredare');
    expect(text).toContain('Leda uppföljningen');
    expect(await says('vem når du inte?')).not.toContain('Bara processledaren');
    expect(await says('switch to head of social')).toContain('You are now the Head of social services');
    expect(await says('vem når du inte?')).toContain('Bara processledaren');
  });

  test("what is asked of whoever one is comes to one's own chat, and is answered in their name", async () => {
    await says('byt till HR-chef');
    await says('hjälp');
    await moveClock(service, '2026-09-01T08:00:00+02:00');
    const asked = teams.cardsIn(screen.conversationId).at(-1)!;
    expect(textOf(asked)).toContain('Nu börjar uppföljningen');
    const turn = await screen.fill(asked).press('Svara');
    expect(textOf(turn.card!)).toContain('uppdrag 1 av');
    const store = openSqliteStore(service.store);
    const [was, is] = await Promise.all([
      persons(store).find(demoTenant, demoPeople.socialchef),
      persons(store).find(demoTenant, demoPeople.hrChef),
    ]);
    expect(is?.conversationId).toBe(screen.conversationId);
    expect(was?.conversationId).not.toBe(screen.conversationId);
    await store.close();
  });

  test('what was asked of whoever one was is no longer theirs to answer, until one is them again', async () => {
    const own = await says('svara');
    expect(own).not.toContain('Äldreomsorg');
    await says('byt till socialchef');
    const { card } = await screen.says('svara');
    expect(textOf(card!)).toContain('Äldreomsorg');
    expect(actionsIn(card!).map(({ title }) => title)).toContain('Nästa');
  });
});

describe('in production nobody can be anybody else', () => {
  test('whatever they write', async () => {
    const { teams, service } = await startProductionWorld();
    const [mine, theirs] = ['77777777-0000-4000-8000-000000000001', '77777777-0000-4000-8000-000000000002'];
    const person = teams.person({ tenantId, aadObjectId: mine });
    await person.install();
    for (const words of ['byt till utredare', 'switch to process lead', `byt till ${theirs}`]) {
      const { card } = await person.says(words);
      expect(textOf(card!)).not.toContain('Nu är du');
      expect(textOf(card!)).not.toContain('Vem vill du vara');
    }
    const store = openSqliteStore(service.store);
    const kept = await Array.fromAsync(persons(store).all(tenantId));
    expect(kept.map(({ id }) => id)).toEqual([mine]);
    await store.close();
  });
});
