import { expect, test } from '@jest/globals';
import type { Note, Place } from './place.ts';
import { code, created, keyOf, note } from './place.ts';

export function ids(here: Place): void {
  test.each([
    ['empty', ''],
    ['with a slash', 'a/b'],
    ['with a backslash', 'a\\b'],
    ['with a question mark', 'a?'],
    ['with a number sign', '#a'],
    ['with a line break', 'a\nb'],
    ['with a zero character', 'a\u0000'],
    ['of 256 characters', 'x'.repeat(256)],
    ['with half an emoji', '\ud83d'],
  ])('an id %s is refused by every operation', async (_, id) => {
    const document = note(here, id);
    const refused = 'document-id-invalid';
    expect(await code(here.store.get(keyOf(document)))).toBe(refused);
    expect(await code(here.store.create(document))).toBe(refused);
    expect(await code(here.store.replace(document, 'etag'))).toBe(refused);
    expect(await code(here.store.upsert(document))).toBe(refused);
    expect(await code(here.store.delete(keyOf(document), 'etag'))).toBe(refused);
  });

  const keepsId = async (id: string) => {
    const document = await created(here, id);
    expect(document.id).toBe(id);
    expect(await here.store.get(keyOf(document))).toEqual(document);
    expect(await here.store.list({ tenantId: here.tenantId, kind: 'ask', limit: 10 })).toEqual([document]);
    expect((await here.store.replace(note(here, id), document.etag)).outcome).toBe('done');
  };

  test.each(['å', '€', '%', ' ', '=', '🧭'])(
    'an id of %j alone, as long as it may be, is kept',
    (character) => keepsId(character.repeat(255 / character.length)),
  );

  const odd = [
    '2026-T1:a%20b',
    '%2F',
    '=2f',
    'a+b',
    'a b ',
    ' a',
    '.',
    '..',
    "o'b",
    'a"b',
    '~',
    'ask~a',
    'a:b@c',
  ];
  test.each([...odd, '__proto__'])('the id %j is kept as it is', keepsId);

  test('ids that look alike are different documents', async () => {
    const alike = ['a', 'A', 'å', 'a\u030a', 'a ', 'a%20', 'a+', 'a=20', '10', '1', '01'];
    for (const id of alike) await created(here, id, { text: id });
    for (const id of alike) {
      const found = await here.store.get<Note>({ tenantId: here.tenantId, kind: 'ask', id });
      expect(found?.text).toBe(id);
    }
  });
}
