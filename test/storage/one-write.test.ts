import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { inOneWrite } from '../../src/storage/one-write.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { turnStore } from '../../src/storage/turn-store.ts';
import { watchedStore } from '../support/watched-store.ts';
import { created, keyOf, type Note, note, type Place } from './contract/place.ts';

const here: Place = { tenantId: 'tenant', store: undefined as unknown as DocumentStore };
const calls: string[] = [];
let watched: DocumentStore;
beforeEach(() => {
  here.store = openSqliteStore(':memory:');
  watched = watchedStore(here.store, ({ operation }) => calls.push(operation));
  calls.length = 0;
});
afterEach(() => here.store.close());

const textOf = async (id: string) => (await here.store.get<Note>(keyOf(note(here, id))))?.text;

describe('what is written in one write', () => {
  test('is one request, whatever was written over meanwhile, and is read as it will be', async () => {
    const [a, b] = [await created(here, 'a'), await created(here, 'b')];
    const written = await inOneWrite(watched, async (store) => {
      const first = await store.replace(note(here, 'a', { text: 'one' }), a.etag);
      expect(await textOf('a')).toBe('hej');
      const read = await store.get<Note>(keyOf(a));
      expect(read?.text).toBe('one');
      if (first.outcome !== 'done') throw new TypeError('a conflict with itself');
      await store.replace(note(here, 'a', { text: 'two' }), first.document.etag);
      await store.delete(keyOf(b), b.etag);
      expect(await store.get(keyOf(b))).toBeUndefined();
      await store.create(note(here, 'b', { text: 'again' }));
      await store.upsert(note(here, 'c', { text: 'new' }));
      const passing = await store.create(note(here, 'd'));
      await store.delete(keyOf(note(here, 'd')), passing.outcome === 'done' ? passing.document.etag : '');
      return 'told';
    });
    expect(written).toEqual({ outcome: 'done', result: 'told' });
    expect(calls).toEqual(['get', 'writeAll']);
    expect(await Promise.all(['a', 'b', 'c', 'd'].map(textOf))).toEqual(['two', 'again', 'new', undefined]);
  });

  test('meets a conflict where it would with itself', async () => {
    const a = await created(here, 'a');
    await inOneWrite(here.store, async (store) => {
      await store.replace(note(here, 'a', { text: 'mine' }), a.etag);
      expect((await store.create(note(here, 'a'))).outcome).toBe('conflict');
      expect((await store.replace(note(here, 'a'), a.etag)).outcome).toBe('conflict');
      expect(await store.delete(keyOf(a), a.etag)).toBe('conflict');
    });
    expect(await textOf('a')).toBe('mine');
  });

  test('is nothing at all where another was first, where it breaks, and where it is too much', async () => {
    const a = await created(here, 'a');
    await here.store.upsert(note(here, 'a', { text: 'theirs' }));
    const late = (store: DocumentStore) => store.replace(note(here, 'a', { text: 'mine' }), a.etag);
    const both = await inOneWrite(here.store, async (store) => {
      await store.create(note(here, 'b'));
      return late(store);
    });
    expect(both).toEqual({ outcome: 'conflict' });
    expect(await inOneWrite(here.store, late)).toEqual({ outcome: 'conflict' });
    const broken = inOneWrite(here.store, async (store) => {
      await store.create(note(here, 'b'));
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    const many = await inOneWrite(here.store, async (store) => {
      for (let number = 0; number <= 100; number++) await store.create(note(here, `b${number}`));
    });
    expect(many).toEqual({ outcome: 'too-much' });
    expect(await here.store.list({ tenantId: 'tenant', kind: 'ask', limit: 10 })).toHaveLength(1);
    expect(await textOf('a')).toBe('theirs');
  });
});

describe('the store of a turn', () => {
  const wanted = {
    tenantId: 'tenant',
    documents: [
      { kind: 'ask', id: 'a' },
      { kind: 'ask', id: 'none' },
    ],
    ranges: [{ kind: 'ask', from: 'r', to: 's' }],
  } as const;
  const list = (store: DocumentStore, from: string, to: string, limit = 10) =>
    store
      .list<Note>({ tenantId: 'tenant', kind: 'ask', from, to, limit })
      .then((found) => found.map(({ id, text }) => `${id} ${text}`));

  beforeEach(async () => {
    for (const id of ['a', 'b', 'r1', 'r2', 's']) await created(here, id);
  });

  test('gives what was wanted from one reading, also that there is none; anything else is read', async () => {
    const store = turnStore(watched, wanted);
    expect(await store.get(keyOf(note(here, 'a')))).toEqual(await here.store.get(keyOf(note(here, 'a'))));
    expect(await store.get(keyOf(note(here, 'none')))).toBeUndefined();
    expect(await store.get(keyOf(note(here, 'r9')))).toBeUndefined();
    expect(await list(store, 'r', 's')).toEqual(['r1 hej', 'r2 hej']);
    expect(await list(store, 'r1', 'r2')).toEqual(['r1 hej']);
    expect(await list(store, 'r', 's', 1)).toEqual(['r1 hej']);
    expect(calls).toEqual(['getMany']);
    expect(await store.get(keyOf(note(here, 'b')))).toBeDefined();
    expect(await list(store, 'r', 't')).toEqual(['r1 hej', 'r2 hej', 's hej']);
    expect(await store.get({ ...keyOf(note(here, 'a')), tenantId: 'other' })).toBeUndefined();
    expect(calls).toEqual(['getMany', 'get', 'list', 'get']);
  });

  test('shows what the turn has written, one by one or together', async () => {
    const store = turnStore(watched, wanted);
    const a = await store.get<Note>(keyOf(note(here, 'a')));
    await store.replace(note(here, 'a', { text: 'two' }), a!.etag);
    await store.create(note(here, 'r3', { text: 'made' }));
    const r1 = (
      await store.list<Note>({ tenantId: 'tenant', kind: 'ask', from: 'r', to: 's', limit: 1 })
    )[0]!;
    await store.writeAll([
      { write: 'create', document: note(here, 'none', { text: 'is there' }) },
      { write: 'delete', key: keyOf(r1), etag: r1.etag },
    ]);
    calls.length = 0;
    const read = (id: string) => store.get<Note>(keyOf(note(here, id)));
    expect([await read('a'), await read('none'), await read('r1')].map((one) => one?.text)).toEqual([
      'two',
      'is there',
      undefined,
    ]);
    expect(await list(store, 'r', 's')).toEqual(['r2 hej', 'r3 made']);
    expect(calls).toEqual([]);
    expect(await read('a')).toEqual(await here.store.get(keyOf(note(here, 'a'))));
  });

  test.each<[string, (store: DocumentStore, etag: string) => Promise<unknown>]>([
    ['one', (store, etag) => store.replace(note(here, 'a', { text: 'mine' }), etag)],
    [
      'together',
      (store, etag) =>
        store.writeAll([
          { write: 'create', document: note(here, 'b2') },
          { write: 'delete', key: keyOf(note(here, 'a')), etag },
        ]),
    ],
  ])('reads everything anew once it has met a conflict: %s', async (_, write) => {
    const store = turnStore(here.store, wanted);
    const a = await store.get<Note>(keyOf(note(here, 'a')));
    await here.store.upsert(note(here, 'a', { text: 'theirs' }));
    await here.store.upsert(note(here, 'r1', { text: 'theirs too' }));
    await write(store, a!.etag);
    expect((await store.get<Note>(keyOf(note(here, 'a'))))?.text).toBe('theirs');
    expect(await list(store, 'r', 's')).toEqual(['r1 theirs too', 'r2 hej']);
  });
});
