import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Document, DocumentStore, Stored } from '../../src/base/document-store.ts';
import {
  type DocumentShape,
  type Documents,
  documentsOf,
  startingWith,
} from '../../src/storage/documents.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';

interface Note extends Document {
  readonly kind: 'ask';
  readonly words: readonly string[];
}

const tenantId = 'tenant';
const shape: DocumentShape<Note> = { kind: 'ask' };
/** Version 1 had one `text`, version 2 a `list`, version 3 has `words`. */
const grown: DocumentShape<Note> = {
  kind: 'ask',
  upgrades: [
    ({ text, ...old }) => ({ ...old, list: [text] }),
    ({ list, ...old }) => ({ ...old, words: list }),
  ],
};

let store: DocumentStore;
let notes: Documents<Note>;
beforeEach(() => {
  store = openSqliteStore(':memory:');
  notes = documentsOf(store, shape);
});
afterEach(() => store.close());

const everyOne = async (documents: AsyncIterable<Stored<Note>>) => {
  const all: Stored<Note>[] = [];
  for await (const document of documents) all.push(document);
  return all;
};
const newNote = (id: string, ...words: string[]) => ({ tenantId, id, words });

describe('a typed view', () => {
  test('writes its kind and its version', async () => {
    await notes.create(newNote('a', 'hej'));
    expect(await store.get({ tenantId, kind: 'ask', id: 'a' })).toMatchObject({ schema: 1, words: ['hej'] });
  });

  test('finds, replaces and deletes with the ETag the document was read with', async () => {
    const first = await notes.upsert(newNote('a', 'hej'));
    expect(await notes.find(tenantId, 'a')).toEqual(first);
    expect((await notes.replace({ ...first, words: ['nytt'] })).outcome).toBe('done');
    expect((await notes.replace(first)).outcome).toBe('conflict');
    expect(await notes.delete(first)).toBe('conflict');
    expect(await notes.delete(await notes.get(tenantId, 'a'))).toBe('done');
  });

  test('tells a document that may be missing from one that should be there', async () => {
    expect(await notes.find(tenantId, 'none')).toBeUndefined();
    await expect(notes.get(tenantId, 'none')).rejects.toMatchObject({ code: 'document-missing' });
  });

  test('goes through all there are, however many pages, and through a range', async () => {
    const ids = Array.from({ length: 450 }, (_, index) => `n-${String(index).padStart(3, '0')}`);
    await Promise.all([...ids, 'm-1', 'o-1'].map((id) => notes.create(newNote(id))));
    const found = async (range?: { from?: string; to?: string }) =>
      (await everyOne(notes.all(tenantId, range))).map(({ id }) => id);
    expect(await found()).toEqual(['m-1', ...ids, 'o-1']);
    expect(await found(startingWith('n-'))).toEqual(ids);
    expect(await found({ from: 'n-448', to: 'o-1' })).toEqual(['n-448', 'n-449']);
  });

  test('gives what is due', async () => {
    const nextAt = '2026-09-01T06:00:00.000Z';
    const due = await notes.upsert({ ...newNote('a'), nextAt });
    expect(await notes.due({ tenantId, before: nextAt, limit: 10 })).toEqual([due]);
    expect(await notes.due({ tenantId, before: '2026-09-01T05:59:59.999Z', limit: 10 })).toEqual([]);
  });
});

describe('changing a document', () => {
  const add = (word: string) => (note: Stored<Note>) => ({ ...note, words: [...note.words, word] });

  test('ten at once are all kept: whoever comes late reads again', async () => {
    await notes.create(newNote('a'));
    const words = Array.from({ length: 10 }, (_, index) => `word ${index}`);
    await Promise.all(words.map((word) => notes.change(tenantId, 'a', add(word))));
    expect((await notes.get(tenantId, 'a')).words.toSorted()).toEqual(words);
  });

  test('gives the document as written, whose ETag is good for the next write', async () => {
    await notes.create(newNote('a'));
    const changed = await notes.change(tenantId, 'a', add('hej'));
    expect(changed).toEqual(await notes.get(tenantId, 'a'));
    expect((await notes.replace(changed!)).outcome).toBe('done');
  });

  test('writes nothing when there is nothing to change, or no document', async () => {
    const written = await notes.upsert(newNote('a'));
    expect(await notes.change(tenantId, 'a', () => undefined)).toEqual(written);
    expect(await notes.change(tenantId, 'none', add('hej'))).toBeUndefined();
    expect(await notes.find(tenantId, 'none')).toBeUndefined();
  });

  test('gives up in the end when others always come first', async () => {
    await notes.create(newNote('a'));
    const outrun: DocumentStore = { ...store, replace: async () => ({ outcome: 'conflict' }) };
    const change = documentsOf(outrun, shape).change(tenantId, 'a', add('hej'));
    await expect(change).rejects.toMatchObject({ code: 'store-contended' });
  });
});

describe('a document of another version', () => {
  const newest = () => documentsOf(store, grown);
  const nextAt = '2026-09-01T06:00:00.000Z';
  const due = { tenantId, before: nextAt, limit: 10 };
  const stored = (schema: number, fields: object) =>
    store.upsert({ tenantId, kind: 'ask', id: 'a', schema, nextAt, ...fields });

  test.each([
    [1, { text: 'hej' }],
    [2, { list: ['hej'] }],
    [3, { words: ['hej'] }],
  ])("of version %i is read as today's, whichever way it is read", async (schema, fields) => {
    const { etag } = await stored(schema, fields);
    const today = { tenantId, kind: 'ask', id: 'a', schema: 3, nextAt, words: ['hej'], etag };
    expect(await newest().get(tenantId, 'a')).toEqual(today);
    expect(await everyOne(newest().all(tenantId))).toEqual([today]);
    expect(await newest().due(due)).toEqual([today]);
  });

  test("is written back as today's", async () => {
    await stored(1, { text: 'hej' });
    await newest().change(tenantId, 'a', (note) => ({ ...note, words: [...note.words, 'du'] }));
    const written = await store.get({ tenantId, kind: 'ask', id: 'a' });
    expect(written).toMatchObject({ schema: 3, words: ['hej', 'du'] });
    expect(written).not.toHaveProperty('text');
  });

  test('that a newer Roder wrote is refused with a sentence, and left alone', async () => {
    const { etag } = await stored(4, { future: true });
    const refused = { code: 'document-too-new', message: expect.stringContaining('version 4') };
    await expect(newest().find(tenantId, 'a')).rejects.toMatchObject(refused);
    await expect(newest().due(due)).rejects.toMatchObject(refused);
    await expect(everyOne(newest().all(tenantId))).rejects.toMatchObject(refused);
    await expect(newest().change(tenantId, 'a', (note) => note)).rejects.toMatchObject(refused);
    expect((await store.get({ tenantId, kind: 'ask', id: 'a' }))?.etag).toBe(etag);
  });
});
