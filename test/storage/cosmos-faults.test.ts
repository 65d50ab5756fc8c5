import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { atEnd } from '../support/at-end.ts';
import { type CosmosServer, startCosmosServer } from '../support/cosmos-server.ts';
import { type FaultProxy, type ProxyFault, startFaultProxy } from '../support/fault-proxy.ts';
import { code, created, keyOf, type Note, note, type Place } from './contract/place.ts';

const patience = { total: 2000, attempt: 100 };

let server: CosmosServer;
let proxy: FaultProxy;
/** Past the proxy: what is truly there. */
let direct: DocumentStore;
let store: DocumentStore;
const truth: Place = { tenantId: '', store: undefined as unknown as DocumentStore };

const proxied = () => ({ ...server, endpoint: proxy.url });

beforeAll(async () => {
  server = await startCosmosServer();
  proxy = await startFaultProxy(server.endpoint);
  direct = openCosmosStore(server);
  store = openCosmosStore(proxied(), { patience });
  truth.store = direct;
});
beforeEach(() => {
  truth.tenantId = randomUUID();
});
afterEach(() => proxy.misbehave());
afterAll(async () => {
  await store.close();
  await direct.close();
  await proxy.close();
  await server.close();
});

const isOfItems = (path: string) => path.includes('/docs');
/** The next `times` requests for items go wrong. */
function next(times: number, fault: ProxyFault, through = proxy): void {
  let left = times;
  through.misbehave(({ path }) => (isOfItems(path) && left-- > 0 ? fault : undefined));
}

const at = '2026-09-01T06:00:00.000Z';
const throttled = { status: 429, headers: { 'x-ms-retry-after-ms': '20' } };
const passing: [string, ProxyFault][] = [
  ['429 with a time to wait', throttled],
  ['429', { status: 429 }],
  ['449, written by another at the same time', { status: 449 }],
  ...[408, 410, 500, 503].flatMap((status): [string, ProxyFault][] => [
    [`${status}`, { status }],
    [`${status} though it was done`, { status, taken: true }],
  ]),
  ['404 of a replica that is behind', { status: 404, headers: { 'x-ms-substatus': '1002' } }],
  ['503 with a page of HTML', { status: 503, body: '<html>Service Unavailable</html>' }],
  ['a connection cut before', { drop: true }],
  ['a connection cut after it was done', { drop: true, taken: true }],
  ['no answer', { hang: true }],
  ['no answer though it was done', { hang: true, taken: true }],
];

/** What an operation through a store that fails twice must give, each by a proxy and in a tenant of its own. */
const unnoticed: Record<string, (through: Lane, twice: () => void) => Promise<void>> = {
  'what is written is written once, and its ETag counts': async ({ store, here }, twice) => {
    twice();
    const first = await store.create(note(here, 'a'));
    if (first.outcome !== 'done') throw new TypeError('create met a conflict with itself');
    await held(here, 'hej');
    twice();
    const second = await store.replace(note(here, 'a', { text: 'two' }), first.document.etag);
    if (second.outcome !== 'done') throw new TypeError('replace met a conflict with itself');
    await held(here, 'two');
    twice();
    const third = await store.upsert(note(here, 'a', { text: 'three' }));
    await held(here, 'three');
    expect((await direct.replace(note(here, 'a'), second.document.etag)).outcome).toBe('conflict');
    twice();
    expect(await store.delete(keyOf(third), third.etag)).toBe('done');
    expect(await direct.get(keyOf(third))).toBeUndefined();
  },
  'what others did is still a conflict': async ({ store, here }, twice) => {
    const { etag } = await created(here, 'a');
    await direct.upsert(note(here, 'a', { text: 'theirs' }));
    twice();
    expect((await store.create(note(here, 'a'))).outcome).toBe('conflict');
    twice();
    expect((await store.replace(note(here, 'a'), etag)).outcome).toBe('conflict');
    twice();
    expect(await store.delete(keyOf(note(here, 'a')), etag)).toBe('conflict');
    await held(here, 'theirs');
  },
  'what is written together is written once, and what others did is a conflict of all': async (
    { store, here },
    twice,
  ) => {
    const { etag } = await created(here, 'a');
    const together = (text: string, from: string) =>
      store.writeAll([
        { write: 'create', document: note(here, text) },
        { write: 'replace', document: note(here, 'a', { text }), etag: from },
      ]);
    twice();
    const first = await together('one', etag);
    await held(here, 'one');
    twice();
    const second = await together('two', first.outcome === 'done' ? first.documents[1]!.etag : '');
    expect(second.outcome).toBe('done');
    await held(here, 'two');
    twice();
    expect((await together('three', etag)).outcome).toBe('conflict');
    expect(await direct.get(keyOf(note(here, 'three')))).toBeUndefined();
    await held(here, 'two');
  },
  'what is read is read': async ({ store, here }, twice) => {
    const document = await created(here, 'a', { nextAt: at });
    const { tenantId } = here;
    twice();
    expect(await store.get(keyOf(document))).toEqual(document);
    twice();
    expect(await store.getMany({ tenantId, documents: [document] })).toEqual([document]);
    twice();
    expect(await store.list({ tenantId, kind: 'ask', limit: 10 })).toEqual([document]);
    twice();
    expect(await store.due({ tenantId, kind: 'ask', before: at, limit: 10 })).toEqual([document]);
    twice();
    expect(await store.get({ tenantId, kind: 'ask', id: 'none' })).toBeUndefined();
  },
};

async function held(here: Place, text: string): Promise<void> {
  const found = await direct.get<Note>(keyOf(note(here, 'a')));
  expect(found?.text).toBe(text);
}

interface Lane {
  readonly proxy: FaultProxy;
  readonly store: DocumentStore;
  readonly here: Place;
}

async function openLane(): Promise<Lane> {
  const proxy = await startFaultProxy(server.endpoint);
  atEnd(() => proxy.close());
  const store = openCosmosStore({ ...server, endpoint: proxy.url }, { patience });
  atEnd(() => store.close());
  return { proxy, store, here: { store: direct, tenantId: '' } };
}

describe('twice in a row, is not noticed', () => {
  let lanes: Lane[];
  beforeAll(async () => {
    lanes = await Promise.all(Object.keys(unnoticed).map(openLane));
  });

  describe.each(passing)('%s:', (_, fault) => {
    /** All begun at once, since they mostly wait. */
    let begun: Map<string, Promise<void>>;
    beforeAll(() => {
      begun = new Map(
        Object.entries(unnoticed).map(([what, goes], index) => {
          const lane = lanes[index]!;
          lane.here.tenantId = randomUUID();
          const work = goes(lane, () => next(2, fault, lane.proxy));
          work.catch(() => undefined);
          return [what, work];
        }),
      );
    });

    test.each(Object.keys(unnoticed))('%s', (what) => begun.get(what));
  });
});

describe('after an unknown outcome', () => {
  const lost: ProxyFault = { drop: true, taken: true };

  test('a write that another has written over since is done, and its ETag holds no more', async () => {
    const { etag } = await created(truth, 'a');
    let attempts = 0;
    let others: Promise<unknown> | undefined;
    proxy.misbehave(({ method }) => {
      if (method !== 'PUT') return undefined;
      attempts += 1;
      if (attempts === 1) return lost;
      others ??= direct.upsert(note(truth, 'a', { text: 'theirs' }));
      return { held: others };
    });
    const mine = await store.replace(note(truth, 'a', { text: 'mine' }), etag);
    expect(mine).toMatchObject({ outcome: 'done', document: { text: 'mine' } });
    expect((await direct.get<Note>(keyOf(note(truth, 'a'))))?.text).toBe('theirs');
    const written = mine.outcome === 'done' ? mine.document.etag : '';
    expect((await direct.replace(note(truth, 'a'), written)).outcome).toBe('conflict');
  });

  test('writes together that others have written over since are done', async () => {
    const { etag } = await created(truth, 'a');
    let attempts = 0;
    let others: Promise<unknown> | undefined;
    proxy.misbehave(({ headers }) => {
      if (headers['x-ms-cosmos-is-batch-request'] === undefined) return undefined;
      attempts += 1;
      if (attempts === 1) return lost;
      others ??= direct.upsert(note(truth, 'a', { text: 'theirs' }));
      return { held: others };
    });
    const written = await store.writeAll([
      { write: 'replace', document: note(truth, 'a', { text: 'mine' }), etag },
      { write: 'create', document: note(truth, 'b', { text: 'mine too' }) },
    ]);
    if (written.outcome !== 'done') throw new TypeError('a conflict with itself');
    expect((await direct.get<Note>(keyOf(note(truth, 'a'))))?.text).toBe('theirs');
    const [over, kept] = written.documents;
    expect((await direct.replace(note(truth, 'a'), over!.etag)).outcome).toBe('conflict');
    expect((await direct.replace(note(truth, 'b'), kept!.etag)).outcome).toBe('done');
  });

  test.each(['create', 'replace', 'upsert'] as const)(
    'a %s that arrives late, when its repetition was answered and another has written, undoes nothing',
    async (operation) => {
      const before = operation === 'create' ? undefined : await created(truth, 'a');
      const late = Promise.withResolvers<void>();
      let isFirst = true;
      proxy.misbehave(({ method, path }) => {
        const isWrite = isOfItems(path) && method !== 'GET';
        const fault = isWrite && isFirst ? { held: late.promise } : undefined;
        if (fault) isFirst = false;
        return fault;
      });
      const mine = note(truth, 'a', { text: 'mine' });
      if (operation === 'create') await store.create(mine);
      else if (operation === 'replace') await store.replace(mine, before!.etag);
      else await store.upsert(mine);
      const theirs = await direct.upsert(note(truth, 'a', { text: 'theirs' }));
      const arrived = proxy.requests.length;
      late.resolve();
      await store.get(keyOf(mine));
      expect(proxy.requests.length).toBeGreaterThan(arrived);
      expect(await direct.get(keyOf(mine))).toEqual(theirs);
    },
  );
});

describe('what does not pass', () => {
  test('the time that Cosmos DB asks for is kept', async () => {
    next(1, { status: 429, headers: { 'x-ms-retry-after-ms': '400' } });
    const already = proxy.requests.length;
    await store.get(keyOf(note(truth, 'a')));
    const [first, second] = proxy.requests.slice(already).filter(({ path }) => isOfItems(path));
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(390);
  });

  test.each<[string, ProxyFault]>([
    ['503', { status: 503 }],
    ['429 with longer than anyone waits', { status: 429, headers: { 'x-ms-retry-after-ms': '60000' } }],
    ['cut connections', { drop: true }],
    ['silence', { hang: true }],
  ])('%s for ever is "unavailable", in time', async (_, fault) => {
    next(Number.POSITIVE_INFINITY, fault);
    const impatient = openCosmosStore(proxied(), { patience: { total: 500, attempt: 100 } });
    const start = performance.now();
    const answers = await Promise.all([
      code(impatient.get(keyOf(note(truth, 'a')))),
      code(impatient.create(note(truth, 'a'))),
      code(impatient.upsert(note(truth, 'b'))),
      code(impatient.list({ tenantId: truth.tenantId, kind: 'ask', limit: 10 })),
    ]);
    expect(answers).toEqual(Array(4).fill('store-unavailable'));
    expect(performance.now() - start).toBeLessThan(4000);
    await impatient.close();
  });

  test.each([
    [400, 'store-request-refused'],
    [401, 'store-unavailable'],
    [403, 'store-unavailable'],
    [413, 'document-too-large'],
  ])('%i is "%s" at once, without another attempt', async (status, expected) => {
    next(Number.POSITIVE_INFINITY, { status });
    const id = `refused-${status}`;
    expect(await code(store.create(note(truth, id)))).toBe(expected);
    // An attempt that an earlier test gave up may still come in.
    expect(proxy.requests.filter(({ body }) => body.includes(id))).toHaveLength(1);
  });

  test('a container that is gone is no missing document', async () => {
    next(Number.POSITIVE_INFINITY, { status: 404, headers: { 'x-ms-substatus': '1003' } });
    expect(await code(store.get(keyOf(note(truth, 'a'))))).toBe('store-unavailable');
    expect(await code(store.create(note(truth, 'a')))).toBe('store-unavailable');
  });
});
