import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { endAll } from '../support/at-end.ts';
import { type RunningService, startService } from '../support/running-service.ts';

let service: RunningService;
beforeAll(async () => {
  service = await startService();
});
afterAll(endAll);

const doors = [
  'GET /healthz',
  'GET /demo/clock',
  'POST /demo/clock',
  'POST /api/messages',
  'GET /downloads/x',
];

/** As a browser would ask; `fetch` lets nobody say another host. */
function asked(door: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const [method, path] = door.split(' ');
  const all = { 'Content-Type': 'application/json', ...headers };
  return new Promise((resolve, reject) => {
    const asking = request(service.url + path, { method, headers: all }, (answer) => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    asking.on('error', reject).end(method === 'POST' ? '{}' : undefined);
  });
}

test.each(doors)('the demo answers by its own names only: %s', async (door) => {
  const { port } = service;
  for (const host of ['localhost', `localhost:${port}`, `127.0.0.1:${port}`, '[::1]', `[::1]:${port}`])
    expect([host, await asked(door, { Host: host })]).not.toEqual([host, 403]);
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '0.0.0.0',
    'localhost@evil.example',
  ])
    expect([host, await asked(door, { Host: host })]).toEqual([host, 403]);
});

test.each(doors)('and pages of its own only: %s', async (door) => {
  for (const origin of ['http://localhost:56150', 'http://127.0.0.1'])
    expect([origin, await asked(door, { Origin: origin })]).not.toEqual([origin, 403]);
  for (const origin of ['https://evil.example', 'null', 'http://localhost.evil.example'])
    expect([origin, await asked(door, { Origin: origin })]).toEqual([origin, 403]);
});
