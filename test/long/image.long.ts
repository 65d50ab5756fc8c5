import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { atEnd, endAll, temporaryFolder } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { startCosmosServer } from '../support/cosmos-server.ts';
import { startDemoWorld } from '../support/demo-world.ts';
import { asNobody, type ImageTree, makeImageTree } from '../support/image-tree.ts';
import { moveClock, startService } from '../support/running-service.ts';

/** The Dockerfile's steps carried out without an engine, and what comes of them run. Needs npm's registry. */

/** What node:24-alpine weighs is not in our hands (about 165 MB unpacked); the whole is to stay under 300. */
const maxBytes = 135e6;

let image: ImageTree;
beforeAll(async () => {
  image = await makeImageTree();
  // The invented municipality is not in the image; the demo is the round that can be run without Teams.
  cpSync('demo', join(image.app, 'demo'), { recursive: true });
}, 600_000);
afterAll(endAll);

const files = () => readdirSync(image.app, { recursive: true }).toSorted();

test('weighs little enough', () => {
  const parts = readdirSync(image.app).map((name) => `${name} ${sizeOf(join(image.app, name))}`);
  console.log(parts.join('\n'));
  expect(sizeOf(image.app)).toBeLessThan(maxBytes);
});

function sizeOf(path: string): number {
  return Number(execFileSync('du', ['-sb', path]).toString().split('\t')[0]!);
}

test('has a compile cache that whoever runs it may read, and that fits the flags that it runs with', () => {
  const cache = join(image.app, '.compile-cache');
  const tag = ['-p', 'require("node:v8").cachedDataVersionTag().toString(16)'];
  const asRun = execFileSync(process.execPath, [...image.command.slice(1, -1), ...tag])
    .toString()
    .trim();
  const ofRoder = readdirSync(cache).filter((name) => name.includes(asRun));
  expect(ofRoder.flatMap((name) => readdirSync(join(cache, name))).length).toBeGreaterThan(50);
  const files = readdirSync(cache, { recursive: true }).map((name) => statSync(join(cache, String(name))));
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter(({ mode }) => (mode & 0o004) === 0)).toEqual([]);
});

describe('in production mode, as a person who may write nothing there', () => {
  let port: string;
  let service: ReturnType<typeof spawn>;
  let before: readonly unknown[];

  beforeAll(async () => {
    before = files();
    port = String(20_000 + (process.pid % 20_000));
    for (const folder of [image.app, dirname(image.app)]) chmodSync(folder, 0o755);
    const store = await temporaryFolder();
    chmodSync(store, 0o777);
    service = start(image.command, { ...production, PORT: port, RODER_STORE: `sqlite:${store}/roder.db` });
    atEnd(() => service.kill('SIGKILL'));
    await untilHealthy();
  });

  const production = {
    MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
    MicrosoftAppType: 'UserAssignedMSI',
    MicrosoftAppTenantId: '22222222-2222-4333-8444-555555555555',
    RODER_TENANTS: '22222222-2222-4333-8444-555555555555',
  };

  function start([program = '', ...words]: readonly string[], env: Record<string, string>) {
    expect(program).toBe('node');
    const options = { cwd: image.app, env: { ...image.env, HOST: '127.0.0.1', ...env } };
    return spawn(process.execPath, words, { ...options, ...asNobody(), stdio: 'inherit' });
  }

  async function health(): Promise<number> {
    const [status] = await once(start(image.healthCheck, { PORT: port }), 'exit');
    return status as number;
  }

  async function untilHealthy(): Promise<void> {
    for (let tries = 0; tries < 60; tries++) if ((await health()) === 0) return;
    throw new Error('It never became healthy.');
  }

  test('is ready, turns strangers away, and has written nothing into its folder', async () => {
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    const activity = { type: 'message', channelId: 'msteams', conversation: { id: 'a' }, from: { id: 'b' } };
    const posted = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...activity, serviceUrl: 'https://smba.trafficmanager.net/teams/' }),
    });
    expect(posted.status).toBe(401);
    expect(files()).toEqual(before);
  });

  test('ends when asked to, and the health check then says so', async () => {
    service.kill('SIGTERM');
    expect((await once(service, 'exit'))[0]).toBe(0);
    expect(await health()).toBe(1);
  });
});

test('keeps documents in Azure Cosmos DB, and asks Azure who it is where it has no key', async () => {
  const server = await startCosmosServer();
  atEnd(() => server.close());
  const { endpoint: COSMOS_ENDPOINT, database: COSMOS_DATABASE, key: COSMOS_KEY } = server;
  const cosmos = { RODER_STORE: 'cosmos', COSMOS_ENDPOINT, COSMOS_DATABASE };
  const entry = join(image.app, image.command.at(-1)!);
  await expect(startService({ entry, env: cosmos })).rejects.toThrow(/Bearer token/u);
  const service = await startService({ entry, env: { ...cosmos, COSMOS_KEY } });
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
});

test('does a round: asks, takes an answer, shows it on a page, tells programs and agents, writes every paper', async () => {
  const world = await startDemoWorld({ entry: join(image.app, image.command.at(-1)!) });
  await moveClock(world.service, '2026-09-21T08:00:00+02:00');
  const { kommundirektor, socialchef } = world.people;
  expect(textOf((await socialchef.says('svara')).card!)).toContain('Äldreomsorg');
  expect(textOf((await kommundirektor.says('hur går det med hamnen?')).card!)).toContain(
    'Utveckla hamnområdet',
  );
  for (const format of ['word', 'pdf', 'excel', 'csv', 'json']) {
    const { card } = await kommundirektor.says(`exportera delår 2026 som ${format}`);
    const [link] = /https?:[^"]*\/downloads\/[^"]*/u.exec(JSON.stringify(card)) ?? [];
    const paper = await fetch(link!);
    expect([format, paper.status]).toEqual([format, 200]);
    expect((await paper.arrayBuffer()).byteLength).toBeGreaterThan(5000);
  }
  const { url } = world.service;
  const page = await fetch(`${url}/app/`, {
    headers: { cookie: await cookieOf(url, kommundirektor.member.aadObjectId!) },
  });
  expect([page.status, (await page.text()).includes('Äldreomsorg')]).toEqual([200, true]);
  const asked = [
    `${url}/api/v1/summary`,
    `${url}/api/v1/values.csv`,
    `${url}/api/v1/openapi.json`,
    `${url}/api/v1`,
  ];
  const headers = { Authorization: 'Bearer application' };
  for (const address of asked)
    expect([address, (await fetch(address, { headers })).status]).toEqual([address, 200]);
  const agent = new Client({ name: 'test', version: '1' });
  const authorization = { headers: { Authorization: `Bearer ${kommundirektor.member.aadObjectId}` } };
  const door = new StreamableHTTPClientTransport(new URL(`${url}/api/mcp`), { requestInit: authorization });
  await agent.connect(door as Parameters<Client['connect']>[0]);
  const answer = await agent.callTool({ name: 'assignment', arguments: { name: 'äldreomsorgen' } });
  expect(JSON.stringify(answer.content)).toContain('Äldreomsorg');
});

/** What a browser keeps of the demo's page where somebody picks who to be. */
async function cookieOf(url: string, person: string): Promise<string> {
  const picked = await fetch(`${url}/app/demo/person`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: url },
    body: new URLSearchParams({ person, to: '/app/' }),
  });
  return picked.headers.get('set-cookie')!.split(';')[0]!;
}
