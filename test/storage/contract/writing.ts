import { expect, test } from '@jest/globals';
import type { Note, Place } from './place.ts';
import { created, keyOf, note } from './place.ts';

export function writing(here: Place): void {
  test('what was created is read back, with its ETag', async () => {
    const document = await created(here, 'a');
    expect(document).toEqual({ ...note(here, 'a'), etag: expect.any(String) });
    expect(await here.store.get(keyOf(document))).toEqual(document);
  });

  test('a document that is not there is undefined', async () => {
    expect(await here.store.get({ tenantId: here.tenantId, kind: 'ask', id: 'none' })).toBeUndefined();
  });

  test('creating what exists is a conflict and changes nothing', async () => {
    const document = await created(here, 'a');
    expect(await here.store.create(note(here, 'a', { text: 'second' }))).toEqual({ outcome: 'conflict' });
    expect(await here.store.get(keyOf(document))).toEqual(document);
  });

  test('one id may be used by several kinds', async () => {
    await created(here, 'a', { kind: 'ask', text: 'ask' });
    await created(here, 'a', { kind: 'report', text: 'report' });
    const found = await here.store.get<Note>({ tenantId: here.tenantId, kind: 'report', id: 'a' });
    expect(found?.text).toBe('report');
  });

  test('replacing with the ETag read gives the new content and a new ETag', async () => {
    const first = await created(here, 'a');
    const replaced = await here.store.replace(note(here, 'a', { text: 'second' }), first.etag);
    expect(replaced).toEqual({
      outcome: 'done',
      document: { ...note(here, 'a', { text: 'second' }), etag: expect.any(String) },
    });
    const read = await here.store.get<Note>(keyOf(first));
    expect(replaced).toEqual({ outcome: 'done', document: read });
    expect(read?.etag).not.toBe(first.etag);
  });

  test('replacing with a stale ETag is a conflict, even when the content went back to what it was', async () => {
    const first = await created(here, 'a');
    const second = await here.store.upsert(note(here, 'a', { text: 'second' }));
    const third = await here.store.upsert(note(here, 'a'));
    for (const { etag } of [first, second]) {
      expect(await here.store.replace(note(here, 'a', { text: 'late' }), etag)).toEqual({
        outcome: 'conflict',
      });
    }
    expect(await here.store.get(keyOf(first))).toEqual(third);
  });

  test('an ETag of another document is a conflict', async () => {
    const other = await created(here, 'other');
    const document = await created(here, 'a');
    expect(await here.store.replace(note(here, 'a', { text: 'x' }), other.etag)).toEqual({
      outcome: 'conflict',
    });
    expect(await here.store.get(keyOf(document))).toEqual(document);
  });

  test('replacing what is missing is a conflict and creates nothing', async () => {
    const gone = await created(here, 'a');
    await here.store.delete(keyOf(gone), gone.etag);
    expect(await here.store.replace(note(here, 'a'), gone.etag)).toEqual({ outcome: 'conflict' });
    expect(await here.store.get(keyOf(gone))).toBeUndefined();
  });

  test('upsert writes whether or not there is a document, and its ETag counts', async () => {
    const first = await here.store.upsert(note(here, 'a'));
    const second = await here.store.upsert(note(here, 'a', { text: 'second' }));
    expect(second).toEqual({ ...note(here, 'a', { text: 'second' }), etag: expect.any(String) });
    expect(await here.store.get(keyOf(first))).toEqual(second);
    expect((await here.store.replace(note(here, 'a'), first.etag)).outcome).toBe('conflict');
    expect((await here.store.replace(note(here, 'a'), second.etag)).outcome).toBe('done');
  });

  test('deleting wants the newest ETag; once only', async () => {
    const first = await created(here, 'a');
    const second = await here.store.upsert(note(here, 'a', { text: 'second' }));
    expect(await here.store.delete(keyOf(first), first.etag)).toBe('conflict');
    expect(await here.store.get(keyOf(first))).toEqual(second);
    expect(await here.store.delete(keyOf(first), second.etag)).toBe('done');
    expect(await here.store.get(keyOf(first))).toBeUndefined();
    expect(await here.store.delete(keyOf(first), second.etag)).toBe('conflict');
  });

  test('what was deleted can be created again, with another ETag', async () => {
    const first = await created(here, 'a');
    await here.store.delete(keyOf(first), first.etag);
    const second = await created(here, 'a');
    expect(second.etag).not.toBe(first.etag);
  });
}
