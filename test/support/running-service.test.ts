import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from './at-end.ts';
import { moveClock, startService } from './running-service.ts';

const listening = `
  import { createServer } from 'node:http';
  let now = 'nothing';
  const server = createServer((request, response) => {
    if (request.method === 'GET') return response.end(JSON.stringify({ now, store: process.env.RODER_STORE }));
    request.on('data', (body) => { now = JSON.parse(body).now; });
    request.on('end', () => { response.statusCode = now === 'never' ? 400 : 200; response.end('{"moved":true}'); });
  });
  console.log('a line that is no JSON, about "listening"'.slice(0, 20));
  server.listen(0, '127.0.0.1', () => {
    console.log(JSON.stringify({ level: 30, event: 'starting' }));
    console.log(JSON.stringify({ level: 30, event: 'listening', port: server.address().port }));
  });
  process.on('SIGTERM', () => { console.log('goodbye'); server.close(() => process.exit(0)); server.closeAllConnections(); });
`;

async function program(text: string): Promise<string> {
  const file = join(await temporaryFolder(), 'program.mjs');
  await writeFile(file, text);
  return file;
}

test('a service is up when it says so, on the port it says, with the clock where it was asked to be', async () => {
  const service = await startService({ entry: await program(listening), clock: '2026-09-01T08:00:00+02:00' });
  const state = await (await fetch(service.url)).json();
  expect(state).toEqual({ now: '2026-09-01T08:00:00+02:00', store: `sqlite:${service.store}` });
  expect(service.url).toBe(`http://127.0.0.1:${service.port}`);
});

test('a second service goes on with the store of the first, and its own environment wins', async () => {
  const entry = await program(listening);
  const first = await startService({ entry });
  const second = await startService({ entry, store: first.store });
  const third = await startService({ entry, env: { RODER_STORE: 'cosmos' } });
  expect(second.store).toBe(first.store);
  expect(await (await fetch(third.url)).json()).toMatchObject({ store: 'cosmos' });
});

test('stopped, it may say goodbye; killed, it may not', async () => {
  const entry = await program(listening);
  const stopped = await startService({ entry });
  expect(await stopped.stop()).toEqual({ code: 0, signal: null });
  expect(stopped.output()).toContain('goodbye');
  const killed = await startService({ entry });
  expect(await killed.kill()).toEqual({ code: null, signal: 'SIGKILL' });
  expect(killed.output()).not.toContain('goodbye');
});

test('a service that ends instead of listening fails with what it wrote', async () => {
  const entry = await program(`console.error('MicrosoftAppId is missing'); process.exit(2);`);
  await expect(startService({ entry })).rejects.toThrow(
    /ended \(2\) before it listened:\nMicrosoftAppId is missing/,
  );
});

test('a clock that is not moved is an error', async () => {
  const service = await startService({ entry: await program(listening) });
  await expect(moveClock(service, 'never')).rejects.toThrow('The clock was not moved to never: 400');
});
