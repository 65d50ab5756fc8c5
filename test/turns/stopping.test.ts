import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { demoTenant } from '../../src/config.ts';
import { asks } from '../../src/rounds/ask.ts';
import { isClaimed } from '../../src/storage/claim.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { startDemoWorld } from '../support/demo-world.ts';
import { moveClock, startService } from '../support/running-service.ts';

afterAll(endAll);

const opening = '2026-09-01T08:00:00+02:00';

test('SIGTERM ends it within 20 seconds whatever clients and Teams do, and what was under way is given back', async () => {
  const { service, teams, people } = await startDemoWorld({ ownProcess: true });
  // Teams takes what is sent and never answers.
  teams.misbehave(() => ({ hang: true }));
  const chat = people.socialchef.conversationId;
  const moving = moveClock(service, opening).catch(() => 'cut');
  await teams.until(() =>
    teams.requests.some(({ target, answered }) => target === chat && answered === 'none'),
  );
  const asking = people.kommundirektor.says('hur går det med äldreomsorgen?').catch(() => 'cut');

  const cut = [
    hostile(service.port, () => undefined),
    hostile(service.port, (socket) => socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Half')),
    hostile(service.port, (socket) => {
      socket.write('POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n');
      socket.write('Content-Length: 100000\r\n\r\n');
      const drip = setInterval(() => socket.write(' '), 100);
      socket.on('close', () => clearInterval(drip));
    }),
    hostile(service.port, (socket) => {
      socket.pause();
      socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(20_000));
    }),
    hostile(service.port, (socket) => {
      const ask = () => socket.write('GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n');
      socket.on('data', ask);
      ask();
    }),
  ];
  await wait(500);
  const start = performance.now();
  const exit = await service.stop();
  expect(performance.now() - start).toBeLessThan(20_000);
  expect(exit).toEqual({ code: 0, signal: null });
  expect(service.output()).toContain('"event":"stopped"');
  expect(service.output()).not.toContain('"event":"stopped-late"');
  expect(service.output()).not.toContain('"event":"store-empty"');
  for (const socket of await Promise.all(cut)) socket.destroy();
  expect(await asking).toBe('cut');
  await moving;

  const store = openSqliteStore(service.store);
  const all = await Array.fromAsync(asks(store).all(demoTenant));
  await store.close();
  expect(all.some(({ lease }) => lease?.released)).toBe(true);
  expect(all.filter((ask) => isClaimed(ask, new Date(opening).toISOString()))).toEqual([]);

  teams.misbehave();
  const again = await startService({ ownProcess: true, store: service.store });
  teams.connectTo(again.url);
  await moveClock(again, '2026-09-01T09:00:00+02:00');
  expect(teams.cardsIn(chat).some((card) => textOf(card).includes('Nu börjar'))).toBe(true);
});

test('SIGTERM that comes while it still waits for its store ends it at once', async () => {
  const asked = Promise.withResolvers<void>();
  // A database that never answers.
  const silent = createServer(() => asked.resolve()).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: {
      RODER_MODE: 'demo',
      PORT: '0',
      RODER_STORE: 'cosmos',
      COSMOS_ENDPOINT: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`,
      COSMOS_KEY: 'key',
    },
    stdio: 'ignore',
  });
  atEnd(() => child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  await asked.promise;
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  silent.closeAllConnections();
  silent.close();
});

/** A connection that wants Roder to stay; resolves when it is made. */
function hostile(port: number, say: (socket: Socket) => unknown): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.once('connect', () => {
      say(socket);
      resolve(socket);
    });
  });
}
