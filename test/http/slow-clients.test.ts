import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Response } from 'restify';
import { close, limitCallers, limits } from '../../src/http/guards.ts';
import { createServer, listen } from '../../src/http/server.ts';
import { atEnd } from '../support/at-end.ts';
import { portsOn } from '../support/sending-world.ts';

/** Everything goes twenty times as fast here as in the service. */
const speed = 20;
const fast = {
  ...limits,
  headersTimeout: limits.headersTimeout / speed,
  requestTimeout: limits.requestTimeout / speed,
  connectionsCheckingInterval: limits.connectionsCheckingInterval / speed,
  keepAliveTimeout: limits.keepAliveTimeout / speed,
  timeout: limits.timeout / speed,
  maxConnections: 20,
};
/** As much as a busy machine may take beside. */
const slack = 2000;

const large = 50_000_000;

let port: number;
beforeAll(async () => {
  const server = createServer({
    bot: { receive: async () => ({ status: 200 }) },
    ports: portsOn({} as never, { messenger: {} as never, clock: {} as never }),
    tenants: [],
    storeHealth: () => ({ ok: true }),
    health: () => ({ work: 'on-time', lastReminderAt: undefined }),
    quietMs: () => 0,
  });
  server.get('/large', async (_request, response: Response) => {
    response.end(Buffer.alloc(large));
  });
  limitCallers(server, fast);
  port = await listen(server, 0, '127.0.0.1');
  atEnd(() => close(server, 0));
});

/** How long the connection was kept, in milliseconds of the service, and what it said. */
function kept(say: (socket: Socket) => (() => void) | undefined, reads = true) {
  return new Promise<{ ms: number; heard: string; bytes: number }>((resolve) => {
    const start = performance.now();
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    const drip = say(socket);
    const timer = drip && setInterval(drip, 20);
    socket.on('error', () => undefined);
    if (reads) socket.setEncoding('utf8').on('data', (data) => (heard += data));
    socket.on('close', () => {
      clearInterval(timer);
      resolve({ ms: performance.now() - start, heard, bytes: socket.bytesRead });
    });
    // A socket that does not read does not see its own end either.
    if (!reads) setTimeout(() => socket.resume(), 2 * fast.timeout + slack);
  });
}

type Kept = ReturnType<typeof kept>;

describe('who keeps a connection and', () => {
  /** All of them at once, since each only waits. */
  let callers: Record<'silent' | 'headersDrip' | 'bodyDrips' | 'asksNoMore' | 'doesNotRead', Kept>;
  beforeAll(() => {
    callers = {
      silent: kept(() => undefined),
      headersDrip: kept((socket) => {
        socket.write('GET /healthz HTTP/1.1\r\n');
        return () => socket.write('X-Slow: 1\r\n');
      }),
      bodyDrips: kept((socket) => {
        socket.write('POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n');
        socket.write('Content-Length: 100000\r\n\r\n');
        return () => socket.write(' ');
      }),
      asksNoMore: kept((socket) => {
        socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
        return undefined;
      }),
      doesNotRead: kept((socket) => {
        socket.pause();
        socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n');
        return undefined;
      }, false),
    };
  });

  /** Well before a request that is late in its body, however busy the machine is. */
  const beforeTheBody = async () =>
    (await callers.bodyDrips).ms - (fast.requestTimeout - fast.headersTimeout) / 2;

  test('says nothing is cut when the headers are late', async () => {
    const { ms } = await callers.silent;
    expect(ms).toBeGreaterThanOrEqual(fast.headersTimeout - 50);
    expect(ms).toBeLessThan(await beforeTheBody());
  });

  test('lets its headers drip is cut all the same', async () => {
    const { ms, heard } = await callers.headersDrip;
    expect(ms).toBeLessThan(await beforeTheBody());
    expect(heard).toContain('408');
  });

  test('lets its body drip is cut when the request is late', async () => {
    const { ms, heard } = await callers.bodyDrips;
    expect(ms).toBeGreaterThanOrEqual(fast.requestTimeout - 50);
    expect(ms).toBeLessThan(fast.requestTimeout + slack);
    expect(heard).toContain('408');
  });

  test('asks for nothing more is let go', async () => {
    const { ms, heard } = await callers.asksNoMore;
    expect(heard).toContain('200');
    expect(ms).toBeGreaterThanOrEqual(fast.keepAliveTimeout - 50);
    // Node adds a second of its own, for a request that is on its way.
    expect(ms).toBeLessThan(fast.keepAliveTimeout + 1000 + slack);
  });

  test('does not read the answer is cut', async () => {
    const { bytes } = await callers.doesNotRead;
    expect(bytes).toBeLessThan(large);
    const { status } = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(status).toBe(200);
  });

  test('is one of too many is turned away, and the others are served again when they are gone', async () => {
    const many = await Promise.all(
      Array.from({ length: fast.maxConnections + 5 }, () => kept(() => undefined)),
    );
    const early = many.filter(({ ms }) => ms < fast.headersTimeout - 50);
    expect(early.length).toBeGreaterThanOrEqual(5);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  });
});

test('docs/security.md says how long each may take', () => {
  const page = readFileSync('docs/security.md', 'utf8');
  const { headersTimeout, requestTimeout, keepAliveTimeout, timeout } = limits;
  for (const ms of [headersTimeout, requestTimeout, keepAliveTimeout, timeout])
    expect(page).toMatch(new RegExp(`\\b${ms / 1000} seconds|\\b${ms / 1000} without a body`, 'u'));
  for (const count of [limits.maxConnections, limits.maxHeadersCount])
    expect(page).toContain(count.toLocaleString('en'));
});
