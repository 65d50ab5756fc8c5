import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { limits } from '../../src/http/guards.ts';
import { endAll } from '../support/at-end.ts';
import { type ProductionWorld, startProductionWorld } from './production-world.ts';

describe('what is no request of Teams', () => {
  let world: ProductionWorld;
  let url: string;

  beforeAll(async () => {
    world = await startProductionWorld();
    url = world.service.url;
  });
  afterAll(endAll);
  afterEach(async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(world.teams.requests).toEqual([]);
  });

  const post = (body: Parameters<typeof fetch>[1] & object) =>
    fetch(`${url}/api/messages`, { method: 'POST', ...body });
  const json = { 'Content-Type': 'application/json' };

  test.each([
    ['a form', 415, 'type=message', { 'Content-Type': 'application/x-www-form-urlencoded' }],
    ['text', 415, '{}', { 'Content-Type': 'text/plain' }],
    ['of no kind', 415, new Uint8Array([1, 2]), {}],
    ['not what it says', 400, 'hello', json],
    ['of the wrong shape', 400, '{"type":{"$ne":1}}', json],
    ['empty', 400, '', json],
    ['deeper than anybody writes', 400, '['.repeat(60_000), json],
    ['a little too large', 413, JSON.stringify('x'.repeat(256 * 1024)), json],
    ['compressed', 415, gzipSync('{}'), { ...json, 'Content-Encoding': 'gzip' }],
    ['compressed and broken', 415, 'not gzip at all', { ...json, 'Content-Encoding': 'gzip' }],
  ])('a body that is %s is answered %i', async (_what, status, body, headers) => {
    expect((await post({ body, headers: headers as HeadersInit })).status).toBe(status);
  });

  test('an uploaded file is not written to the disk', async () => {
    const body = new FormData();
    body.append('file', new Blob(['x'.repeat(1000)]), 'a.txt');
    expect((await post({ body })).status).toBe(415);
  });

  test('a body that never ends is cut as soon as it is too large', async () => {
    const start = performance.now();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n');
    socket.write('Content-Length: 1000000000\r\n\r\n');
    let written = 0;
    const chunk = Buffer.alloc(64 * 1024, 0x20);
    const cut = new Promise<number>((resolve) => {
      socket.on('error', () => undefined).on('close', () => resolve(written));
    });
    const more = () => {
      while (!socket.destroyed && socket.write(chunk)) written += chunk.length;
    };
    socket.on('drain', more);
    more();
    // The kernel's buffers take some megabytes beyond what was read.
    expect(await cut).toBeLessThan(50_000_000);
    expect(performance.now() - start).toBeLessThan(limits.requestTimeout / 2);
  });

  test.each([
    '/',
    '/api/messages',
    '/.env',
    '/package.json',
    '/src/main.ts',
    '/demo/clock',
    '/downloads/',
    '/downloads/..%2f..%2fpackage.json',
    '/downloads/%2e%2e/%2e%2e/package.json',
    '/downloads/....//....//etc/passwd',
    '/downloads/%2Fetc%2Fpasswd',
    '/downloads/..\\..\\package.json',
    '//etc/passwd',
    '/healthz/../src/main.ts',
  ])('there is nothing to be had at %s', async (path) => {
    const answer = await rawGet(url, path);
    expect(answer).toMatch(/^HTTP\/1\.1 (400|404|405) /u);
    expect(answer).not.toMatch(/root:|"name": ?"roder"|startRoder|node_modules/u);
  });

  test.each(['/healthz', '/readyz', '/downloads/x', '/nothing'])(
    'every answer is kept by nobody and shown in no frame: %s',
    async (path) => {
      const { headers } = await fetch(url + path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'referrer-policy': 'no-referrer',
        'strict-transport-security': expect.stringContaining('max-age='),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      for (const name of ['server', 'x-powered-by', 'access-control-allow-origin'])
        expect(headers.get(name)).toBeNull();
    },
  );

  test('methods that Roder has no use for are refused', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect([404, 405]).toContain((await fetch(`${url}/api/messages`, { method })).status);
  });
});

/** As it stands: `fetch` would tidy the path first. */
function rawGet(url: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => (answer += data));
    socket.on('close', () => resolve(answer)).on('error', reject);
    socket.end(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  });
}
