import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Bot } from '../../src/bot/teams-bot.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, endAll } from '../support/at-end.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { portsOn } from '../support/sending-world.ts';
import { serveDoors } from '../support/serve-doors.ts';

afterEach(endAll);

test('whoever asks for something else is let in between any two of many activities that came at once', async () => {
  const store = openSqliteStore(':memory:');
  atEnd(() => store.close());
  const ports = portsOn(store, {
    messenger: new RecordingMessenger(),
    clock: { now: () => Temporal.Instant.from('2026-09-01T06:00:00Z') },
  });
  let round = 0;
  let next = setImmediate(function count() {
    round += 1;
    next = setImmediate(count);
  });
  atEnd(() => clearImmediate(next));
  const begun: number[] = [];
  const bot: Bot = {
    receive: async () => {
      begun.push(round);
      return { status: 200 };
    },
  };
  const { port } = new URL(await serveDoors(ports, { bot }));
  const body = JSON.stringify({
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'https://teams/',
    conversation: { id: 'chat' },
    from: { id: 'person' },
    text: 'hjälp',
  });
  const length = Buffer.byteLength(body);
  const head = `POST /api/messages HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
  const sockets = await Promise.all(
    Array.from({ length: 30 }, async () => {
      const socket = connect(Number(port), '127.0.0.1');
      // One round is spent on each new connection: all are to be there already.
      socket.write('GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n');
      await once(socket, 'data');
      return socket;
    }),
  );
  const answers = sockets.map((socket) => once(socket, 'data'));
  // At one moment, so that the server finds all of them when it looks next.
  for (const socket of sockets) socket.write(head + body);
  for (const [data] of await Promise.all(answers)) expect(String(data)).toMatch(/^HTTP\/1\.1 200 /u);
  for (const socket of sockets) socket.destroy();
  expect(new Set(begun).size).toBe(30);
});
