import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTurnAllowance } from '../../src/bot/token-bucket.ts';
import { endAll } from '../support/at-end.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { installedActivities } from '../support/teams-activities.ts';
import { identityApp, type ProductionWorld, startProductionWorld, tenantId } from './production-world.ts';

describe('how much is taken from one person and from one organisation', () => {
  const message = (person: string) => ({
    type: 'message',
    from: { id: person, aadObjectId: person } as never,
  });

  function allowed(limits = { perPerson: 60, perTenant: 240 }) {
    let now = 0;
    const allowance = createTurnAllowance(limits, () => now);
    return {
      wait: (seconds: number) => {
        now += seconds * 1000;
      },
      /** How many of so many turns may run. */
      of: (count: number, { person = 'a', tenant = 't' } = {}) =>
        Array.from({ length: count }, () => allowance.take(tenant, message(person))).filter(Boolean).length,
      take: allowance.take,
    };
  }

  test('is a quarter of a minute at once, and then at the pace of the minute', () => {
    const turns = allowed();
    expect(turns.of(100)).toBe(15);
    turns.wait(1);
    expect(turns.of(100)).toBe(1);
    turns.wait(60);
    expect(turns.of(100)).toBe(15);
  });

  test('is counted for each person, and people of another organisation are others', () => {
    const turns = allowed();
    turns.of(100);
    expect(turns.of(100, { person: 'b' })).toBe(15);
    expect(turns.of(100, { tenant: 'u' })).toBe(15);
  });

  test('is counted for the organisation too, where one who must wait uses nothing', () => {
    const turns = allowed();
    turns.of(10_000);
    const others = ['b', 'c', 'd', 'e', 'f'].map((person) => turns.of(100, { person }));
    expect(others).toEqual([15, 15, 15, 0, 0]);
  });

  test('does not count what Teams itself tells', () => {
    const turns = allowed();
    turns.of(100);
    const told = { ...message('a'), type: 'installationUpdate' };
    expect(turns.take('t', told)).toBe(true);
  });

  test('forgets those who are quiet', () => {
    const turns = allowed({ perPerson: 60, perTenant: 1_000_000 });
    for (let number = 0; number < 20_000; number++) turns.of(1, { person: `${number}` });
    turns.wait(100);
    expect(turns.of(100, { person: '1' })).toBe(15);
  });
});

describe('somebody who writes in a loop', () => {
  let world: ProductionWorld;
  let [noisy, calm]: FakePerson[] = [];

  beforeAll(async () => {
    world = await startProductionWorld({ ...identityApp, RODER_TURNS_PER_PERSON: '20' });
    [noisy, calm] = ['a', 'b'].map((digit) =>
      world.teams.person({ tenantId, aadObjectId: digit.repeat(8), installed: true }),
    );
  });
  afterAll(endAll);

  test('is turned away after a while, told so when pressing a button, and disturbs nobody else', async () => {
    const turns = await Promise.all(Array.from({ length: 12 }, () => noisy!.says('hjälp')));
    const statuses = turns.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(7);
    expect(world.teams.requests).toHaveLength(5);
    expect((await noisy!.presses('help/show')).notice).toContain('lite fort');
    const [told] = installedActivities(noisy!.envelope());
    expect((await world.teams.post(told)).status).toBe(200);
    expect((await calm!.says('hjälp')).status).toBe(200);
  });
});
