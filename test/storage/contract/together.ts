import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Note, Place } from './place.ts';
import { code, created, idsOf, keyOf, note } from './place.ts';

/** What is read at once, and what is written at once. */
export function together(here: Place): void {
  const many = (ids: readonly string[], ranges: { from?: string; to?: string }[] = []) =>
    here.store
      .getMany({
        tenantId: here.tenantId,
        documents: ids.map((id) => ({ kind: 'ask', id })),
        ranges: ranges.map((range) => ({ kind: 'ask', ...range })),
      })
      .then((found) => idsOf(found).toSorted());

  test('several are read as one by one, whatever is missing left out', async () => {
    for (const id of ['a', 'b', 'ö:1']) await created(here, id, { text: `text of ${id}` });
    const found = await here.store.getMany({
      tenantId: here.tenantId,
      documents: ['ö:1', 'b', 'nothing'].map((id) => ({ kind: 'ask', id })),
    });
    const single = await Promise.all(['b', 'ö:1'].map((id) => here.store.get<Note>(keyOf(note(here, id)))));
    expect(found.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(single);
    expect(await many([])).toEqual([]);
    expect(await code(many(['a/b']))).toBe('document-id-invalid');
  });

  test('forty are, and one that is named twice is given once', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `n${index}`).toSorted();
    await Promise.all(ids.map((id) => created(here, id)));
    expect(await many(ids)).toEqual(ids);
    expect(await many(['n1', 'n1', 'n2'], [{ from: 'n2', to: 'n21' }])).toEqual(['n1', 'n2', 'n20']);
  });

  test('a range goes from the first id, inclusive, to the last, exclusive, or is all of a kind', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await created(here, id);
    await created(here, 'report', { kind: 'report' });
    expect(await many([], [{ from: 'b', to: 'd' }])).toEqual(['b', 'c']);
    expect(await many(['d'], [{ from: 'b', to: 'c' }])).toEqual(['b', 'd']);
    expect(await many([], [{}])).toEqual(['a', 'b', 'c', 'd']);
  });

  test("what is another tenant's is not among them", async () => {
    await created(here, 'a');
    const other = { ...here, tenantId: randomUUID() };
    const query = {
      tenantId: other.tenantId,
      documents: [{ kind: 'ask', id: 'a' }],
      ranges: [{ kind: 'ask' }],
    };
    expect(await here.store.getMany(query as never)).toEqual([]);
  });

  const texts = async () => {
    const found = await here.store.list<Note>({ tenantId: here.tenantId, kind: 'ask', limit: 100 });
    return Object.fromEntries(found.map(({ id, text }) => [id, text]));
  };

  test('what is written together is all there, with ETags that count', async () => {
    const [first, second] = [await created(here, 'replaced'), await created(here, 'deleted')];
    const result = await here.store.writeAll([
      { write: 'create', document: note(here, 'new') },
      { write: 'replace', document: note(here, 'replaced', { text: 'two' }), etag: first.etag },
      { write: 'delete', key: keyOf(second), etag: second.etag },
    ]);
    if (result.outcome !== 'done') throw new TypeError('a conflict with nobody');
    expect(await texts()).toEqual({ new: 'hej', replaced: 'two' });
    const [made, changed, gone] = result.documents;
    expect(gone).toBeUndefined();
    expect(await here.store.get(keyOf(first))).toEqual(changed);
    const again = note(here, 'new', { text: 'three' });
    expect((await here.store.replace(again, made!.etag)).outcome).toBe('done');
    expect((await here.store.replace(again, made!.etag)).outcome).toBe('conflict');
  });

  test.each<[string, (stale: string) => Parameters<Place['store']['writeAll']>[0][number]]>([
    ['exists already', () => ({ write: 'create', document: note(here, 'there') })],
    ['has changed', (etag) => ({ write: 'replace', document: note(here, 'there', { text: 'no' }), etag })],
    ['has changed and is to go', (etag) => ({ write: 'delete', key: keyOf(note(here, 'there')), etag })],
    ['is not there', (etag) => ({ write: 'replace', document: note(here, 'nowhere'), etag })],
  ])('where one %s nothing is written, whichever comes first', async (_, wrong) => {
    const { etag } = await created(here, 'there');
    const changed = await here.store.upsert(note(here, 'there', { text: 'changed since' }));
    const before = await texts();
    const right = { write: 'create', document: note(here, 'right') } as const;
    expect((await here.store.writeAll([right, wrong(etag)])).outcome).toBe('conflict');
    expect((await here.store.writeAll([wrong(etag), right])).outcome).toBe('conflict');
    expect(await texts()).toEqual(before);
    const replace = { write: 'replace', document: { ...changed, text: 'now' }, etag: changed.etag } as const;
    expect((await here.store.writeAll([replace, right])).outcome).toBe('done');
  });

  test('of twenty who write the same two together one wins, and both are its', async () => {
    const [one, two] = [await created(here, 'one'), await created(here, 'two')];
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, racer) =>
        here.store.writeAll([
          { write: 'replace', document: note(here, 'one', { text: `${racer}` }), etag: one.etag },
          { write: 'replace', document: note(here, 'two', { text: `${racer}` }), etag: two.etag },
        ]),
      ),
    );
    const winners = results.flatMap(({ outcome }, racer) => (outcome === 'done' ? [`${racer}`] : []));
    expect(winners).toHaveLength(1);
    expect(await texts()).toEqual({ one: winners[0], two: winners[0] });
  });

  test('more than a hundred, or too many bytes, are refused before anything is written', async () => {
    const create = (id: string, text = 'hej') =>
      ({ write: 'create', document: note(here, id, { text }) }) as const;
    const hundred = Array.from({ length: 100 }, (_, index) => create(`n${index}`));
    expect(await code(here.store.writeAll([create('more'), ...hundred]))).toBe('too-much-at-once');
    const large = 'x'.repeat(1_000_000);
    expect(await code(here.store.writeAll([create('a', large), create('b', large)]))).toBe(
      'too-much-at-once',
    );
    expect(await code(here.store.writeAll([create('a'), create('a')]))).toBe('writes-invalid');
    const theirs = { ...create('b').document, tenantId: randomUUID() };
    expect(await code(here.store.writeAll([create('a'), { write: 'create', document: theirs }]))).toBe(
      'writes-invalid',
    );
    expect(await texts()).toEqual({});
    const [first, ...others] = hundred;
    expect((await here.store.writeAll([first!, ...others])).outcome).toBe('done');
    expect(Object.keys(await texts())).toHaveLength(100);
  });
}
