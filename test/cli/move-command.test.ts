import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { documentKinds } from '../../src/base/document-store.ts';
import { type MoveOptions, moveStore } from '../../src/cli/move-command.ts';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, temporaryFolder } from '../support/at-end.ts';
import { type CosmosServer, startCosmosServer } from '../support/cosmos-server.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';

const [sjovik, norrvik] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const noteCount = 230;
let folder: string;
let source: string;
let server: CosmosServer;
let proxy: FaultProxy;

beforeAll(async () => {
  folder = await temporaryFolder();
  source = join(folder, 'source.db');
  const store = openSqliteStore(source);
  const notes = Array.from({ length: noteCount }, (_, index) => index);
  await Promise.all(
    notes.map((index) =>
      store.create({
        tenantId: sjovik!,
        kind: 'ask',
        id: `2026-D:${String(index).padStart(3, '0')}`,
        schema: 1,
        nextAt: '2026-09-01T06:00:00.000Z',
        words: `Ord nummer ${index}, å € 🧭`,
      }),
    ),
  );
  for (const kind of documentKinds) {
    const nested = { z: [1, { b: null, a: 'x' }], a: 1.5 };
    await store.upsert({ tenantId: norrvik!, kind, id: `one ${kind}`, schema: 1, nested } as never);
  }
  await store.close();
  server = await startCosmosServer();
  atEnd(() => server.close());
  proxy = await startFaultProxy(server.endpoint);
  atEnd(() => proxy.close());
});

const openStore = (name: string): Promise<DocumentStore> =>
  Promise.resolve(
    name === 'cosmos'
      ? openCosmosStore({ ...server, endpoint: proxy.url }, { patience: { total: 6000, attempt: 4000 } })
      : openSqliteStore(name.slice('sqlite:'.length)),
  );

async function move(options: MoveOptions, tenants: readonly string[] = []) {
  const lines: string[] = [];
  const ports = {
    openStore,
    tenants,
    print: (line: string) => void lines.push(line),
    language: 'sv' as const,
  };
  return { status: await moveStore(options, ports), text: lines.join('\n') };
}

/** Counted and hashed here in another way than the command does. */
async function contents(name: string, tenantId: string) {
  const store = await openStore(name);
  const documents = await Promise.all(
    documentKinds.map((kind) => store.list({ tenantId, kind, limit: 1000 })),
  );
  await store.close();
  const all = documents.flat().map(({ etag: _, ...content }) => content);
  const byKey = (text: unknown): unknown =>
    Array.isArray(text)
      ? text.map(byKey)
      : text && typeof text === 'object'
        ? Object.entries(text)
            .map(([key, value]) => [key, byKey(value)])
            .toSorted()
        : text;
  return {
    count: all.length,
    hash: createHash('md5')
      .update(JSON.stringify(byKey(all)))
      .digest('hex'),
  };
}

describe('roder move', () => {
  test('interrupted in the middle, it says so and can be run again to the end', async () => {
    let writes = 0;
    proxy.misbehave(({ method, headers }) => {
      const isWrite = method === 'POST' && headers['x-ms-documentdb-isquery'] === undefined;
      if (isWrite) writes += 1;
      return writes > 150 ? { drop: true } : undefined;
    });
    const stopped = move({ from: `sqlite:${source}`, to: 'cosmos' });
    await expect(stopped).rejects.toMatchObject({ code: 'store-unavailable' });
    proxy.misbehave();
    const before = await contents('cosmos', sjovik!);
    expect(before.count).toBeGreaterThan(100);
    expect(before.count).toBeLessThan(noteCount);

    const { status, text } = await move({ from: `sqlite:${source}`, to: 'cosmos' });
    expect(status).toBe(0);
    expect(text).toContain(
      `ask: ${noteCount - before.count} flyttade, ${before.count} fanns redan; 230 på båda`,
    );
    expect(text).toContain(`${noteCount + documentKinds.length} dokument. Sätt RODER_STORE=cosmos`);
    for (const tenant of [sjovik!, norrvik!])
      expect(await contents('cosmos', tenant)).toEqual(await contents(`sqlite:${source}`, tenant));
  });

  test('and back: the same again, due work included', async () => {
    const back = `sqlite:${join(folder, 'back.db')}`;
    const { status } = await move({ from: 'cosmos', to: back }, [sjovik!, norrvik!]);
    expect(status).toBe(0);
    for (const tenant of [sjovik!, norrvik!])
      expect(await contents(back, tenant)).toEqual(await contents(`sqlite:${source}`, tenant));
    const store = await openStore(back);
    const query = {
      tenantId: sjovik!,
      kind: 'ask',
      before: '2026-09-01T06:00:00.000Z',
      limit: 1000,
    } as const;
    expect(await store.due(query)).toHaveLength(noteCount);
    await store.close();
  });

  test('what is there with another content is left alone and told, with status 1', async () => {
    const store = await openStore('cosmos');
    const changed = { tenantId: sjovik!, kind: 'ask', id: '2026-D:007', schema: 1, words: 'nyare' } as const;
    await store.upsert(changed);
    const { status, text } = await move({ from: `sqlite:${source}`, to: 'cosmos' });
    expect(status).toBe(1);
    expect(text).toContain('ask: 1 finns redan med annat innehåll och är orörda: 2026-D:007');
    expect(text).toContain('De två är inte lika');
    expect(await store.get(changed)).toMatchObject({ words: 'nyare' });
    await store.close();
  });

  test('what the target has beside it is told, with status 1', async () => {
    const more = `sqlite:${join(folder, 'more.db')}`;
    const store = await openStore(more);
    await store.create({ tenantId: norrvik!, kind: 'ask', id: 'other', schema: 1 });
    await store.close();
    const { status, text } = await move({ from: `sqlite:${source}`, to: more, tenant: [norrvik!] });
    expect(status).toBe(1);
    expect(text).toContain('ask: 1 i källan men 2 i målet');
  });

  test.each<[string, MoveOptions, readonly string[]]>([
    ['är samma', { from: 'cosmos', to: 'cosmos' }, []],
    ['Filen finns inte', { from: 'sqlite:/nowhere/at/all.db', to: 'cosmos' }, []],
    ['Ange vilka organisationer', { from: 'cosmos', to: 'sqlite:x.db' }, []],
  ])('"%s" and nothing is done', async (sentence, options, tenants) => {
    const { status, text } = await move(options, tenants);
    expect([status, text]).toEqual([1, expect.stringContaining(sentence)]);
  });

  test('an organisation that nobody named is not left behind unsaid', async () => {
    const target = `sqlite:${join(folder, 'one.db')}`;
    const { status, text } = await move({ from: `sqlite:${source}`, to: target }, [sjovik!]);
    expect(status).toBe(1);
    expect(text).toContain(`innehåller också ${norrvik}`);
    const named = await move({ from: `sqlite:${source}`, to: target, tenant: [sjovik!] }, [sjovik!]);
    expect(named.status).toBe(0);
    expect((await contents(target, norrvik!)).count).toBe(0);
  });
});
