import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Document, DocumentStore } from '../../src/base/document-store.ts';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { type Documents, documentsOf } from '../../src/storage/documents.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { type CosmosServer, startCosmosServer } from '../support/cosmos-server.ts';
import { type FaultProxy, type ProxyFault, startFaultProxy } from '../support/fault-proxy.ts';
import { code } from './contract/place.ts';

interface Note extends Document {
  readonly kind: 'ask';
  readonly words: readonly string[];
}

const notesIn = (store: DocumentStore): Documents<Note> => documentsOf<Note>(store, { kind: 'ask' });
const add = (word: string) => (note: Note) => ({ ...note, words: [...note.words, word] });
const timesMine = ({ words }: Note) => words.filter((word) => word === 'mine').length;
let tenantId: string;
beforeEach(() => {
  tenantId = randomUUID();
});

describe('a change on Cosmos DB whose answer is lost', () => {
  let server: CosmosServer;
  let proxy: FaultProxy;
  let store: DocumentStore;
  /** Past the proxy: the others, and what is truly there. */
  let direct: DocumentStore;

  beforeAll(async () => {
    server = await startCosmosServer();
    proxy = await startFaultProxy(server.endpoint);
    direct = openCosmosStore(server);
    store = openCosmosStore({ ...server, endpoint: proxy.url }, { patience: { total: 4000, attempt: 300 } });
  });
  afterEach(() => proxy.misbehave());
  afterAll(async () => {
    await store.close();
    await direct.close();
    await proxy.close();
    await server.close();
  });

  /** The first write goes wrong, and before it is tried again so many others have changed the document. */
  async function changed(others: number, fault: ProxyFault): Promise<{ outcome: string; times: number }> {
    await notesIn(direct).create({ tenantId, id: 'a', words: [] });
    let writes = 0;
    let meanwhile: Promise<unknown> | undefined;
    proxy.misbehave(({ method }) => {
      if (method !== 'PUT') return undefined;
      writes += 1;
      if (writes === 1) return fault;
      meanwhile ??= writeOthers(others);
      return { held: meanwhile };
    });
    const outcome = await code(notesIn(store).change(tenantId, 'a', add('mine')));
    return { outcome: String(outcome), times: timesMine(await notesIn(direct).get(tenantId, 'a')) };
  }

  async function writeOthers(others: number): Promise<void> {
    for (let number = 0; number < others; number++)
      await notesIn(direct).change(tenantId, 'a', add(`theirs ${number}`));
  }

  const lost: [string, ProxyFault][] = [
    ['a connection cut', { drop: true, taken: true }],
    ['no answer', { hang: true, taken: true }],
    ['503', { status: 503, taken: true }],
    ['408', { status: 408, taken: true }],
  ];

  test.each(lost)('after it was taken (%s) is in the document once', async (_, fault) => {
    expect(await changed(0, fault)).toEqual({ outcome: 'no error', times: 1 });
  });

  test.each([1, 6, 7])('is in it once when %i others have changed it since', async (others) => {
    expect(await changed(others, { drop: true, taken: true })).toEqual({ outcome: 'no error', times: 1 });
  });

  test.each([8, 9, 20])(
    'is in it once when %i others have changed it since, though nobody can say so any more',
    async (others) => {
      const { outcome, times } = await changed(others, { drop: true, taken: true });
      expect({ outcome, times }).toEqual({ outcome: 'store-unavailable', times: 1 });
    },
  );

  test.each([0, 1, 7])('before it was taken is made, with %i others meanwhile', async (others) => {
    expect(await changed(others, { drop: true })).toEqual({ outcome: 'no error', times: 1 });
  });

  test('every time, for as long as the store is patient, is in it once, and said to be unknown', async () => {
    await notesIn(direct).create({ tenantId, id: 'a', words: [] });
    let isWritten = false;
    proxy.misbehave(({ method, path }) => {
      if (!path.includes('/docs')) return undefined;
      if (method === 'PUT') isWritten = true;
      return isWritten ? { drop: true, taken: true } : undefined;
    });
    expect(await code(notesIn(store).change(tenantId, 'a', add('mine')))).toBe('store-unavailable');
    proxy.misbehave();
    expect(timesMine(await notesIn(direct).get(tenantId, 'a'))).toBe(1);
  });

  test('is made in the document that another has put in the place of the one it was made for', async () => {
    await notesIn(direct).create({ tenantId, id: 'a', words: ['old'] });
    let writes = 0;
    let meanwhile: Promise<unknown> | undefined;
    const replaceWhole = async () => {
      await notesIn(direct).delete(await notesIn(direct).get(tenantId, 'a'));
      await notesIn(direct).create({ tenantId, id: 'a', words: ['new'] });
    };
    proxy.misbehave(({ method }) => {
      if (method !== 'PUT') return undefined;
      writes += 1;
      if (writes === 1) return { drop: true, taken: true };
      meanwhile ??= replaceWhole();
      return { held: meanwhile };
    });
    await notesIn(store).change(tenantId, 'a', add('mine'));
    expect((await notesIn(direct).get(tenantId, 'a')).words).toEqual(['new', 'mine']);
  });
});

/** Each write is done and its answer never comes, as when a process is stopped in between. */
function unanswered(store: DocumentStore): DocumentStore {
  return {
    ...store,
    async replace(document, etag) {
      await store.replace(document, etag);
      throw Object.assign(new Error('no answer'), { code: 'store-unavailable' });
    },
  };
}

test('on SQLite a change whose answer is lost is in the document once', async () => {
  const store = openSqliteStore(':memory:');
  await notesIn(store).create({ tenantId, id: 'a', words: [] });
  expect(await code(notesIn(unanswered(store)).change(tenantId, 'a', add('mine')))).toBe('store-unavailable');
  expect(timesMine(await notesIn(store).get(tenantId, 'a'))).toBe(1);
  await store.close();
});
