import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import type { Fault } from '../support/connector-faults.ts';
import { demoPeople } from '../support/demo-people.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { FakeTeams, firstTimes, type Turn, teamsRefusals } from '../support/fake-teams.ts';
import { storeWithPlan } from '../support/planned-store.ts';
import { moveClock, type RunningService, startService } from '../support/running-service.ts';

const textsOf = ({ replies }: Turn) =>
  replies.map(({ card, activity }) => (card ? textOf(card) : JSON.stringify(activity)));
const logged = ({ output }: RunningService) => output().split('\n');
const errorsOf = (service: RunningService) =>
  logged(service).filter((line) => line.includes('"level":"error"'));
const timed = async <T>(work: Promise<T>) => {
  const began = performance.now();
  return { turn: await work, ms: performance.now() - began };
};

describe('a reply that Teams does not take', () => {
  let world: DemoWorld;
  let errorsBefore: number;
  beforeAll(async () => {
    world = await startDemoWorld();
    await moveClock(world.service, '2026-09-01T08:00:00+02:00');
    errorsBefore = errorsOf(world.service).length;
  });
  afterEach(() => world.teams.misbehave());
  afterAll(endAll);

  test.each<[string, Fault]>([
    ['412', teamsRefusals.preconditionFailed()],
    ['429 and when to come again', teamsRefusals.throttled(1)],
    ['429', teamsRefusals.throttled()],
    ['502', teamsRefusals.serviceError(502)],
    ['503', teamsRefusals.serviceError(503)],
    ['504', teamsRefusals.serviceError(504)],
    ['a cut connection', { drop: 'before' }],
    ['silence', { hang: true }],
  ])('at once (%s) is sent again, and the person notices nothing', async (_what, fault) => {
    world.teams.misbehave(firstTimes(1, fault));
    const { turn, ms } = await timed(world.people.kommundirektor.says('följ äldreomsorgen'));
    expect(turn.status).toBe(200);
    expect(textsOf(turn)).toEqual([expect.stringContaining('Du följer nu')]);
    expect(ms).toBeLessThan(9000);
    if (_what.includes('when to come')) expect(ms).toBeGreaterThan(1000);
  });

  test('thrice is sent a fourth time', async () => {
    world.teams.misbehave(firstTimes(3, teamsRefusals.serviceError(502)));
    expect(textsOf(await world.people.kommundirektor.says('hjälp'))).toEqual([
      expect.stringContaining('Vad vill du göra?'),
    ]);
  });

  test('for longer than is waited is told of in truth: nothing was changed where nothing was', async () => {
    world.teams.misbehave(firstTimes(1, teamsRefusals.throttled(60)));
    const { turn, ms } = await timed(world.people.kommundirektor.says('hur går det med hamnen?'));
    expect(textsOf(turn)).toEqual([expect.stringContaining('Inget har ändrats')]);
    expect(ms).toBeLessThan(3000);
  });

  test('and not where something was', async () => {
    world.teams.misbehave(firstTimes(1, teamsRefusals.throttled(60)));
    const turn = await world.people.kommundirektor.says('följ hamnen');
    expect(textsOf(turn)).toEqual([expect.stringContaining('kan vara gjort')]);
    expect(textsOf(turn).join()).not.toContain('har ändrats');
    world.teams.misbehave();
    expect(textsOf(await world.people.kommundirektor.says('vad följer jag')).join()).toContain('hamnområdet');
  });

  test('at all ends the turn as answered, so that it is not brought again, and in time', async () => {
    world.teams.misbehave(() => teamsRefusals.serviceError(503));
    const { turn, ms } = await timed(world.people.kommundirektor.says('hjälp'));
    expect(turn.status).toBe(200);
    expect(ms).toBeLessThan(13_000);
  });

  test('since the person has blocked Roder is followed by no other', async () => {
    const before = world.teams.requests.length;
    world.teams.misbehave(() => teamsRefusals.blockedByUser());
    expect((await world.people.kommundirektor.says('hjälp')).status).toBe(200);
    expect(world.teams.requests).toHaveLength(before + 1);
  });

  test('is no error of Roder’s with a stack', () => {
    expect(errorsOf(world.service)).toHaveLength(errorsBefore);
    expect(logged(world.service).filter((line) => line.includes('RestError'))).toEqual([]);
    const said = logged(world.service).filter((line) => line.includes('"event":"reply-not-taken"'));
    expect(said.length).toBeGreaterThanOrEqual(3);
    expect(said.filter((line) => !line.includes('"level":"warn"') || line.includes('stack'))).toEqual([]);
  });

  test('since it is too large is an error that somebody must mend, also without a stack', async () => {
    world.teams.misbehave(firstTimes(1, teamsRefusals.tooBig()));
    const turn = await world.people.kommundirektor.says('hjälp');
    expect(textsOf(turn)).toEqual([expect.stringContaining('nämn koden teams-refused')]);
    const [error, ...others] = errorsOf(world.service).slice(errorsBefore);
    expect(others).toEqual([]);
    expect(error).toContain('413 MessageSizeTooBig');
    expect(error).not.toContain('stack');
  });

  test('is not waited for by a button longer than Teams waits', async () => {
    const asked = await world.people.kommundirektor.says('hur går det med hamnen?');
    world.teams.misbehave(() => ({ hang: true }));
    const { turn, ms } = await timed(world.people.kommundirektor.presses('help/show', {}, asked.card!));
    expect(textOf(turn.card!)).toContain('Vad vill du göra?');
    expect(ms).toBeLessThan(5000);
  });
});

describe('somebody whom the plan names by user principal name, and Teams cannot name just now', () => {
  const aadObjectId = demoPeople.socialchef;
  let [teams, service] = [] as unknown as [FakeTeams, RunningService];
  beforeAll(async () => {
    teams = await FakeTeams.start();
    const store = await storeWithPlan(
      [['persons', aadObjectId, 'upn'], `${aadObjectId}@example.org`],
      [['persons', aadObjectId, 'id'], undefined],
    );
    service = await startService({ store, clock: '2026-09-01T08:00:00+02:00' });
    teams.connectTo(service.url);
  });
  afterAll(endAll);

  const stumbling = (fault: Fault) =>
    teams.misbehave(({ operation }) => (operation === 'member' ? fault : undefined));

  test.each<[string, Fault]>([
    ['429', teamsRefusals.throttled(60)],
    ['500', teamsRefusals.serviceError(500)],
    ['503', teamsRefusals.serviceError(503)],
    ['silence', { hang: true }],
  ])('is told so (%s), by message and button, and not that they have no role', async (_what, fault) => {
    const person = teams.person({ tenantId: demoTenant, aadObjectId, installed: true });
    stumbling(fault);
    const said = textsOf(await person.says('svara'));
    expect(said).toEqual([expect.stringContaining('Teams kan inte säga mig vem du är just nu')]);
    const { turn, ms } = await timed(person.presses('help/show'));
    expect(turn.notice).toContain('Försök igen om en stund');
    expect(ms).toBeLessThan(5000);
    expect(errorsOf(service)).toEqual([]);
  });

  test('is who they are as soon as Teams says so, also within the turn', async () => {
    const person = teams.person({ tenantId: demoTenant, aadObjectId, installed: true });
    teams.misbehave(firstTimes(1, teamsRefusals.serviceError(502), ['member']));
    expect(textsOf(await person.says('svara')).join()).toContain('Äldreomsorg');
  });
});
