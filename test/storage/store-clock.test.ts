import { beforeEach, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { type Ask, asks } from '../../src/rounds/ask.ts';
import { claim } from '../../src/storage/claim.ts';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { createStoreClock, type StoreClock } from '../../src/storage/store-clock.ts';
import { startCosmosServer } from '../support/cosmos-server.ts';

const trueTime = Temporal.Instant.from('2026-09-01T06:00:00.400Z').epochMilliseconds;

describe('the time of the store', () => {
  let ownError: number;
  let passed: number;
  let told: number[];
  let clock: StoreClock;
  const error = () => clock.now().epochMilliseconds - (trueTime + passed);
  /** An answer as Cosmos DB gives it: made in the middle of its way, cut to whole seconds. */
  function answer(wayMs = 20): void {
    const asked = clock.own();
    passed += wayMs / 2;
    const said = Math.floor((trueTime + passed) / 1000) * 1000;
    passed += wayMs / 2;
    clock.heard({ said, grain: 1000, asked });
  }

  beforeEach(() => {
    [ownError, passed, told] = [0, 0, []];
    clock = createStoreClock(
      () => trueTime + passed + ownError,
      (behindMs) => told.push(behindMs),
    );
  });

  test('leaves a clock that is right as it is, however long an answer takes', () => {
    for (const way of [1, 20, 4000, 20, 60_000, 5]) {
      answer(way);
      expect(error()).toBe(0);
    }
    expect(told).toEqual([]);
  });

  test.each([-600_000, -2000, 2000, 600_000])('puts a clock right that is %i ms ahead, to a second', (ms) => {
    ownError = ms;
    answer();
    expect(Math.abs(error())).toBeLessThanOrEqual(1020);
  });

  test('comes nearer with each answer', () => {
    ownError = 240_000;
    for (let answers = 0; answers < 40; answers++) {
      answer();
      passed += 130;
    }
    expect(Math.abs(error())).toBeLessThan(100);
  });

  test('follows a clock that is set while Roder runs', () => {
    answer();
    ownError = 300_000;
    answer();
    expect(Math.abs(error())).toBeLessThanOrEqual(1020);
    ownError = 0;
    answer();
    expect(Math.abs(error())).toBeLessThanOrEqual(1020);
  });

  test('says that the machine is wrong, from half a minute and not at every answer', () => {
    ownError = 20_000;
    answer();
    expect(told).toEqual([]);
    ownError = -90_000;
    answer();
    answer();
    expect(told.map((ms) => Math.round(ms / 10_000))).toEqual([9]);
  });

  test('learns nothing from an answer without a date', () => {
    ownError = 5000;
    clock.heard({ said: Number.NaN, grain: 1000, asked: clock.own() });
    expect(error()).toBe(5000);
  });
});

describe('a store tells its time', () => {
  const wrong = () => createStoreClock(() => Date.now() + 600_000);
  const apart = (clock: StoreClock) => Math.abs(clock.now().epochMilliseconds - Date.now());

  test('SQLite, when it is checked and when due work is looked for', async () => {
    for (const ask of ['check', 'due'] as const) {
      const clock = wrong();
      const store = openSqliteStore(':memory:', clock);
      expect(apart(clock)).toBeGreaterThan(500_000);
      if (ask === 'check') await store.check();
      else await store.due({ tenantId: 't', kind: 'ask', before: '2026', limit: 1 });
      expect(apart(clock)).toBeLessThan(5000);
      await store.close();
    }
  });

  test('Cosmos DB, with any answer, a refusal included', async () => {
    const server = await startCosmosServer();
    for (const database of [server.database, 'none']) {
      const clock = wrong();
      const store = openCosmosStore({ ...server, database }, { time: clock });
      await store.get({ tenantId: 't', kind: 'ask', id: 'none' }).catch(() => undefined);
      expect(apart(clock)).toBeLessThan(1100);
      await store.close();
    }
    await server.close();
  });
});

test('work that was found due by a clock that was put right meanwhile is not taken from whoever holds it', async () => {
  const store = openSqliteStore(':memory:');
  const until = Temporal.Instant.from('2026-09-01T06:01:00Z');
  const lease = { owner: 'another', attempt: 1 };
  const fields = { tenantId: 't', id: 'a', nextAt: toTimestamp(until), lease } as unknown as Ask;
  const held = await asks(store).upsert(fields);
  const at = (now: Temporal.Instant) => ({ clock: { now: () => now }, instance: 'this' });
  expect(await claim(at(until.subtract({ seconds: 1 })), asks(store), held)).toBeUndefined();
  expect((await claim(at(until), asks(store), held))?.lease).toMatchObject({ owner: 'this', unsure: true });
  await store.close();
});
