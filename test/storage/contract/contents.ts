import { expect, test } from '@jest/globals';
import type { Note, Place } from './place.ts';
import { code, created, keyOf, note } from './place.ts';

export function contents(here: Place): void {
  test.each([
    ['åäö, quotes and control characters', 'Åsa "Älv" Öberg\n\t\u0000 \\ \u2028 \'--;'],
    ['emoji and what looks like an escape', '👩‍👩‍👧‍👦🧭 \\ud83d'],
    ['a large text', 'lägesbild '.repeat(100_000)],
  ])('%s come back as written', async (_, text) => {
    const document = await created(here, 'a', { text });
    expect(document.text === text).toBe(true);
    expect((await here.store.get<Note>(keyOf(document)))?.text === text).toBe(true);
    const [listed] = await here.store.list<Note>({ tenantId: here.tenantId, kind: 'ask', limit: 1 });
    expect(listed?.text === text).toBe(true);
  });

  test('half an emoji, which no file can hold, becomes a replacement character', async () => {
    const document = await created(here, 'a', { text: 'a\ud83db', extra: ['\udded', null, 1] });
    expect(document).toMatchObject({ text: 'a\ufffdb', extra: ['\ufffd', null, 1] });
    expect(await here.store.get(keyOf(document))).toEqual(document);
  });

  test('a document larger than any store takes is refused by all', async () => {
    expect(await code(created(here, 'a', { text: 'x'.repeat(2_000_000) }))).toBe('document-too-large');
  });

  test('nested values keep their types', async () => {
    const extra = {
      n: -0.5,
      big: 1e21,
      yes: true,
      none: null,
      list: [1, [], {}],
      'a.b': { $type: 1, '': '' },
    };
    const document = await created(here, 'a', { extra });
    expect((await here.store.get<Note>(keyOf(document)))?.extra).toEqual(extra);
  });

  test("fields with names that stores use themselves are the document's own", async () => {
    const own = { pk: 'x', body: 'b', _etag: 'e', ttl: 1, _ts: 2 };
    const document = await created(here, 'a', own as Partial<Note>);
    expect(await here.store.get(keyOf(document))).toEqual({
      ...note(here, 'a'),
      ...own,
      etag: document.etag,
    });
  });

  test('undefined fields are left out, of what is answered too', async () => {
    const document = await created(here, 'a', { extra: undefined, nextAt: undefined });
    expect(document).not.toHaveProperty('extra');
    const read = await here.store.get(keyOf(document));
    expect(read).not.toHaveProperty('extra');
    expect(read).not.toHaveProperty('nextAt');
  });

  test('an ETag inside the document is not kept', async () => {
    const first = await created(here, 'a');
    const second = await here.store.upsert({ ...first, text: 'second' });
    expect(second.etag).not.toBe(first.etag);
    expect(await here.store.get(keyOf(first))).toEqual(second);
  });

  test('changing what was given or returned changes nothing that is stored', async () => {
    const given = note(here, 'a', { extra: { list: [1] } });
    const written = await here.store.upsert(given);
    (given.extra as { list: number[] }).list.push(2);
    (written.extra as { list: number[] }).list.push(3);
    const read = await here.store.get<Note>(keyOf(given));
    (read!.extra as { list: number[] }).list.push(4);
    const [listed] = await here.store.list<Note>({ tenantId: here.tenantId, kind: 'ask', limit: 1 });
    expect(listed?.extra).toEqual({ list: [1] });
  });
}
