import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Bot } from '../../src/bot/teams-bot.ts';
import { close } from '../../src/http/guards.ts';
import { createServer, listen } from '../../src/http/server.ts';
import { startTicker, type Ticker } from '../../src/schedule/ticker.ts';
import { type Health, watchStore } from '../../src/schedule/watch.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { AtCard, openInterim } from '../support/answering.ts';
import { atEnd, endAll, temporaryFolder } from '../support/at-end.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { startService } from '../support/running-service.ts';
import { portsOn } from '../support/sending-world.ts';

const minutes = (count: number) => count * 60_000;
const bot: Bot = { receive: () => Promise.reject(new TypeError('nobody writes')) };

/** The service's own doors, beside work that ends or does not. */
async function world(work: () => Promise<unknown>, health?: Health) {
  const file = `${await temporaryFolder()}/roder.db`;
  const store = openSqliteStore(file);
  atEnd(() => store.close());
  const ports = portsOn(store, {
    messenger: new RecordingMessenger(),
    clock: { now: () => Temporal.Instant.from('2026-09-01T06:00:00Z') },
  });
  const ticker: Ticker = startTicker(ports, ['tenant'], minutes(1000), work);
  atEnd(() => ticker.stop());
  const check = jest.spyOn(store, 'check');
  const storeWatch = watchStore(ports, 50);
  atEnd(() => storeWatch.stop());
  const server = createServer({
    bot,
    ports,
    tenants: [],
    storeHealth: () => storeWatch.health(),
    health: () => health ?? { work: 'on-time', lastReminderAt: undefined },
    quietMs: () => ticker.quietMs(),
  });
  const url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`;
  atEnd(() => close(server, 0));
  const ask = async (path: string) => {
    const answer = await fetch(`${url}${path}`);
    return { code: answer.status, ...((await answer.json()) as object) };
  };
  return { ticker, ask, check, storeWatch, file };
}

/** Lets the machine's own stopwatch, which has nothing to do with the time of day, run on. */
function laterBy(ms: number): void {
  const now = performance.now();
  jest.spyOn(performance, 'now').mockReturnValue(now + ms);
}

afterEach(async () => {
  jest.restoreAllMocks();
  await endAll();
});

describe('healthz', () => {
  test('asks for a new start when the look for due work has hung for over half an hour', async () => {
    const { promise: hanging, resolve } = Promise.withResolvers<void>();
    const { ticker, ask } = await world(() => hanging);
    expect(await ask('/healthz')).toEqual({ code: 200, status: 'ok' });
    laterBy(minutes(29));
    expect(await ask('/healthz')).toEqual({ code: 200, status: 'ok' });
    laterBy(minutes(2));
    expect(await ask('/healthz')).toEqual({ code: 503, status: 'work-stuck' });
    // People are still answered: it is the platform that decides.
    expect(await ask('/readyz')).toMatchObject({ code: 200, status: 'ready' });
    resolve();
    await ticker.stop();
    expect(await ask('/healthz')).toEqual({ code: 200, status: 'ok' });
  });

  test('does not for work that fails: it is tried again, and another start would meet the same', async () => {
    const failing = () => Promise.reject(new TypeError('the store is away'));
    const { ticker, ask } = await world(failing);
    laterBy(minutes(29));
    ticker.soon();
    await ticker.stop();
    expect(await ask('/healthz')).toEqual({ code: 200, status: 'ok' });
  });
});

describe('readyz', () => {
  test('says how it is with the work, and takes requests whatever that is', async () => {
    const health = { work: 'silent', lastReminderAt: '2026-09-01T06:00:00.000Z' } as const;
    const { ask } = await world(() => Promise.resolve(), health);
    expect(await ask('/readyz')).toEqual({ code: 200, status: 'ready', ...health });
  });

  test('asks nothing of the store, however often it is asked itself', async () => {
    const { ask, check, storeWatch } = await world(() => Promise.resolve());
    await storeWatch.stop();
    const before = check.mock.calls.length;
    await Promise.all(Array.from({ length: 100 }, () => Promise.all([ask('/readyz'), ask('/healthz')])));
    expect(check.mock.calls.length).toBe(before);
  });

  test('says when the file is no longer the one that was opened, where every answer would be lost', async () => {
    const { ask, file } = await world(() => Promise.resolve());
    expect(await ask('/readyz')).toMatchObject({ code: 200, status: 'ready' });
    await rm(file);
    await until(async () => (await ask('/readyz')).code === 503);
    expect(await ask('/readyz')).toMatchObject({ status: 'store-unavailable' });
    expect(await ask('/healthz')).toMatchObject({ code: 200 });
  });
});

describe('with the whole service', () => {
  test('both answer at once while another process holds the store, and what waits for it is kept', async () => {
    const world = await openInterim();
    const chief = new AtCard(world, world.people.socialchef);
    await chief.press('Svara');
    const other = new DatabaseSync(world.service.store);
    other.exec('BEGIN IMMEDIATE');
    const pressing = chief.press('Nästa', { status: 'on_track', ownWords: 'Vi följer planen.' });
    let longest = 0;
    for (const start = performance.now(); performance.now() - start < 2000; ) {
      for (const path of ['/healthz', '/readyz']) {
        const asked = performance.now();
        expect((await fetch(world.service.url + path)).status).toBe(200);
        longest = Math.max(longest, performance.now() - asked);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    other.exec('ROLLBACK');
    other.close();
    expect((await pressing).notice).toBeUndefined();
    expect(longest).toBeLessThan(1500);
  });

  // `prlimit` is Linux': from then on the file cannot grow, as on a disk that is full.
  const canLimit = spawnSync('prlimit', ['--version']).status === 0;
  (canLimit ? test : test.skip)(
    'readyz is red while the disk takes nothing, and the log says why',
    async () => {
      const service = await startService({ ownProcess: true });
      const limit = (size: string) => spawnSync('prlimit', ['--pid', `${service.pid}`, `--fsize=${size}`]);
      const status = async (path: string) => (await fetch(service.url + path)).status;
      expect(await status('/readyz')).toBe(200);
      limit('1:unlimited');
      await until(async () => (await status('/readyz')) === 503);
      expect(await status('/healthz')).toBe(200);
      expect(service.output()).toMatch(/"event":"store-away".*the disk/u);
      limit('unlimited');
      await until(async () => (await status('/readyz')) === 200);
      expect(service.output()).toContain('"event":"store-back"');
    },
  );
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}
