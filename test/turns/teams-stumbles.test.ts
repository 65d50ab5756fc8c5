import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import type { Place } from '../plan/demo-plan.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import type { Fault, Misbehaviour } from '../support/connector-faults.ts';
import { demoPeople } from '../support/demo-people.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
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

/** What goes wrong for each by themselves, so that what is waited for is waited for at the same time. */
function faultsByPerson(teams: FakeTeams) {
  const faults = new Map<string, Misbehaviour>();
  teams.misbehave((request) => faults.get(request.target)?.(request));
  return ({ conversationId }: FakePerson, fault?: Misbehaviour) => {
    if (fault) faults.set(conversationId, fault);
    else faults.delete(conversationId);
  };
}

/** Begun, and awaited only by a later test. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}

let world: DemoWorld;
let misbehave: ReturnType<typeof faultsByPerson>;
let errorsBefore: number;
/** What Roder tries for seconds. */
let slow: Record<'silence' | 'thrice' | 'atAll', ReturnType<typeof timed<Turn>>>;
let named: NamedWorld;

beforeAll(async () => {
  [world, named] = await Promise.all([startDemoWorld(), openNamedWorld()]);
  await moveClock(world.service, '2026-09-01T08:00:00+02:00');
  errorsBefore = errorsOf(world.service).length;
  misbehave = faultsByPerson(world.teams);
  const { utredare, hrChef, socialchef } = world.people;
  misbehave(utredare, firstTimes(1, { hang: true }));
  misbehave(hrChef, firstTimes(3, teamsRefusals.serviceError(502)));
  misbehave(socialchef, () => teamsRefusals.serviceError(503));
  slow = {
    silence: begun(timed(utredare.says('följ äldreomsorgen'))),
    thrice: begun(timed(hrChef.says('hjälp'))),
    atAll: begun(timed(socialchef.says('hjälp'))),
  };
});
afterAll(endAll);

/** People whom the plan names by user principal name, each with what Teams answers when asked who they are. */
interface NamedWorld {
  readonly service: RunningService;
  readonly misbehave: ReturnType<typeof faultsByPerson>;
  readonly person: (role: keyof typeof demoPeople) => FakePerson;
  /** What each has written and pressed, at the same time. */
  readonly told: ReadonlyMap<string, Promise<[said: string[], pressed: { turn: Turn; ms: number }]>>;
}

const unnamed: readonly [what: string, role: keyof typeof demoPeople, fault: Fault][] = [
  ['429', 'utredare', teamsRefusals.throttled(60)],
  ['500', 'samhallsbyggnadschef', teamsRefusals.serviceError(500)],
  ['503', 'hrChef', teamsRefusals.serviceError(503)],
  ['silence', 'kommundirektor', { hang: true }],
];

async function openNamedWorld(): Promise<NamedWorld> {
  const teams = await FakeTeams.start();
  const ids = Object.values(demoPeople);
  const changes = ids.flatMap((id): [place: Place, value: unknown][] => [
    [['persons', id, 'upn'], `${id}@example.org`],
    [['persons', id, 'id'], undefined],
  ]);
  const store = await storeWithPlan(...changes);
  const service = await startService({ store, clock: '2026-09-01T08:00:00+02:00' });
  teams.connectTo(service.url);
  const misbehave = faultsByPerson(teams);
  const person = (role: keyof typeof demoPeople) =>
    teams.person({ tenantId: demoTenant, aadObjectId: demoPeople[role], installed: true });
  const told = new Map(
    unnamed.map(([what, role, fault]) => {
      misbehave(person(role), ({ operation }) => (operation === 'member' ? fault : undefined));
      const said = person(role).says('svara').then(textsOf);
      return [what, begun(Promise.all([said, timed(person(role).presses('help/show'))]))];
    }),
  );
  return { service, misbehave, person, told };
}

describe('somebody whom the plan names by user principal name, and Teams cannot name just now', () => {
  test.each(unnamed)(
    'is told so (%s), by message and button, and not that they have no role',
    async (what) => {
      const [said, { turn, ms }] = await named.told.get(what)!;
      expect(said).toEqual([expect.stringContaining('Teams kan inte säga mig vem du är just nu')]);
      expect(turn.notice).toContain('Försök igen om en stund');
      expect(ms).toBeLessThan(5000);
      expect(errorsOf(named.service)).toEqual([]);
    },
  );

  test('is who they are as soon as Teams says so, also within the turn', async () => {
    const person = named.person('socialchef');
    named.misbehave(person, firstTimes(1, teamsRefusals.serviceError(502), ['member']));
    expect(textsOf(await person.says('svara')).join()).toContain('Äldreomsorg');
  });
});

describe('a reply that Teams does not take', () => {
  afterEach(() => misbehave(world.people.kommundirektor));

  /** Sent again, and the person notices nothing. */
  function expectSentAgain({ turn, ms }: { turn: Turn; ms: number }) {
    expect(turn.status).toBe(200);
    expect(textsOf(turn)).toEqual([expect.stringContaining('Du följer nu')]);
    expect(ms).toBeLessThan(9000);
  }

  test.each<[string, Fault]>([
    ['412', teamsRefusals.preconditionFailed()],
    ['429 and when to come again', teamsRefusals.throttled(1)],
    ['429', teamsRefusals.throttled()],
    ['502', teamsRefusals.serviceError(502)],
    ['503', teamsRefusals.serviceError(503)],
    ['504', teamsRefusals.serviceError(504)],
    ['a cut connection', { drop: 'before' }],
  ])('at once (%s) is sent again, and the person notices nothing', async (_what, fault) => {
    misbehave(world.people.kommundirektor, firstTimes(1, fault));
    const answered = await timed(world.people.kommundirektor.says('följ äldreomsorgen'));
    expectSentAgain(answered);
    if (_what.includes('when to come')) expect(answered.ms).toBeGreaterThan(1000);
  });

  test('at once (silence) is sent again, and the person notices nothing', async () => {
    expectSentAgain(await slow.silence);
  });

  test('thrice is sent a fourth time', async () => {
    expect(textsOf((await slow.thrice).turn)).toEqual([expect.stringContaining('Vad vill du göra?')]);
  });

  test('for longer than is waited is told of in truth: nothing was changed where nothing was', async () => {
    misbehave(world.people.kommundirektor, firstTimes(1, teamsRefusals.throttled(60)));
    const { turn, ms } = await timed(world.people.kommundirektor.says('hur går det med hamnen?'));
    expect(textsOf(turn)).toEqual([expect.stringContaining('Inget har ändrats')]);
    expect(ms).toBeLessThan(3000);
  });

  test('and not where something was', async () => {
    misbehave(world.people.kommundirektor, firstTimes(1, teamsRefusals.throttled(60)));
    const turn = await world.people.kommundirektor.says('följ hamnen');
    expect(textsOf(turn)).toEqual([expect.stringContaining('kan vara gjort')]);
    expect(textsOf(turn).join()).not.toContain('har ändrats');
    misbehave(world.people.kommundirektor);
    expect(textsOf(await world.people.kommundirektor.says('vad följer jag')).join()).toContain('hamnområdet');
  });

  test('at all ends the turn as answered, so that it is not brought again, and in time', async () => {
    const { turn, ms } = await slow.atAll;
    expect(turn.status).toBe(200);
    expect(ms).toBeLessThan(13_000);
  });

  test('since the person has blocked Roder is followed by no other', async () => {
    await Promise.all(Object.values(slow));
    const before = world.teams.requests.length;
    misbehave(world.people.kommundirektor, () => teamsRefusals.blockedByUser());
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
    misbehave(world.people.kommundirektor, firstTimes(1, teamsRefusals.tooBig()));
    const turn = await world.people.kommundirektor.says('hjälp');
    expect(textsOf(turn)).toEqual([expect.stringContaining('nämn koden teams-refused')]);
    const [error, ...others] = errorsOf(world.service).slice(errorsBefore);
    expect(others).toEqual([]);
    expect(error).toContain('413 MessageSizeTooBig');
    expect(error).not.toContain('stack');
  });

  test('is not waited for by a button longer than Teams waits', async () => {
    const asked = await world.people.kommundirektor.says('hur går det med hamnen?');
    misbehave(world.people.kommundirektor, () => ({ hang: true }));
    const { turn, ms } = await timed(world.people.kommundirektor.presses('help/show', {}, asked.card!));
    expect(textOf(turn.card!)).toContain('Vad vill du göra?');
    expect(ms).toBeLessThan(5000);
  });
});
