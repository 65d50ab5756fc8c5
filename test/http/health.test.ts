import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Bot } from '../../src/bot/teams-bot.ts';
import { close, createServer, listen } from '../../src/http/server.ts';
import { startTicker, type Ticker } from '../../src/schedule/ticker.ts';
import type { Health } from '../../src/schedule/watch.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, endAll, temporaryFolder } from '../support/at-end.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { portsOn } from '../support/sending-world.ts';

const minutes = (count: number) => count * 60_000;
const bot: Bot = { receive: () => Promise.reject(new TypeError('nobody writes')) };

/** The service's own doors, beside work that ends or does not. */
async function world(work: () => Promise<unknown>, health?: Health) {
  const store = openSqliteStore(`${await temporaryFolder()}/roder.db`);
  atEnd(() => store.close());
  const ports = portsOn(store, {
    messenger: new RecordingMessenger(),
    clock: { now: () => Temporal.Instant.from('2026-09-01T06:00:00Z') },
  });
  const ticker: Ticker = startTicker(ports, ['tenant'], minutes(1000), work);
  atEnd(() => ticker.stop());
  const server = createServer({
    ...{ bot, ports, tenants: [] },
    health: () => health ?? { work: 'on-time', lastReminderAt: undefined },
    quietMs: () => ticker.quietMs(),
  });
  const url = `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}`;
  atEnd(() => close(server));
  const ask = async (path: string) => {
    const answer = await fetch(`${url}${path}`);
    return { code: answer.status, ...((await answer.json()) as object) };
  };
  return { ticker, ask };
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

test('readyz says how it is with the work, and takes requests whatever that is', async () => {
  const health = { work: 'silent', lastReminderAt: '2026-09-01T06:00:00.000Z' } as const;
  const { ask } = await world(() => Promise.resolve(), health);
  expect(await ask('/readyz')).toEqual({ code: 200, status: 'ready', ...health });
});
