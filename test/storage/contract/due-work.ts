import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { DocumentKind } from '../../../src/base/document-store.ts';
import type { Note, Place } from './place.ts';
import { code, created, idsOf, keyOf, note } from './place.ts';

export function dueWork(here: Place): void {
  const at = (minute: number) => `2026-09-01T06:${String(minute).padStart(2, '0')}:00.000Z`;
  const due = (query: { before?: string; limit?: number } = {}) =>
    here.store
      .due<Note>({ tenantId: here.tenantId, kind: 'ask', before: at(59), limit: 1000, ...query })
      .then(idsOf);
  const dueAt = (id: string, minute: number) => created(here, id, { nextAt: at(minute) });

  test('comes earliest first, then by id; what has no time never comes', async () => {
    await dueAt('c', 10);
    await dueAt('b', 20);
    await dueAt('a', 20);
    await dueAt('B', 20);
    await created(here, 'never');
    await created(here, 'report', { kind: 'report', nextAt: at(1) });
    expect(await due()).toEqual(['c', 'B', 'a', 'b']);
  });

  test('before includes that very moment and nothing after it', async () => {
    for (const minute of [1, 2, 3]) await dueAt(`m${minute}`, minute);
    expect(await due({ before: at(2) })).toEqual(['m1', 'm2']);
    expect(await due({ before: '2026-09-01T06:01:59.999Z' })).toEqual(['m1']);
    expect(await due({ before: at(0) })).toEqual([]);
  });

  test('limit keeps the earliest', async () => {
    for (const minute of [5, 3, 4]) await dueAt(`m${minute}`, minute);
    expect(await due({ limit: 2 })).toEqual(['m3', 'm4']);
    expect(await code(due({ limit: 0 }))).toBe('document-limit-invalid');
  });

  test('whether anything of some kinds is due is asked of all at once', async () => {
    const { tenantId } = here;
    const isAnyDue = (minute: number, kinds: readonly DocumentKind[] = ['round', 'ask', 'summary']) =>
      here.store.isAnyDue({ tenantId, kinds, before: at(minute) });
    await created(here, 'never');
    expect(await isAnyDue(59)).toBe(false);
    await created(here, 's', { kind: 'summary', nextAt: at(20) });
    expect([await isAnyDue(19), await isAnyDue(20), await isAnyDue(21)]).toEqual([false, true, true]);
    expect(await isAnyDue(59, ['round', 'ask'])).toBe(false);
    await dueAt('a', 10);
    expect([await isAnyDue(10, ['round', 'ask']), await isAnyDue(10, ['round', 'summary'])]).toEqual([
      true,
      false,
    ]);
    const theirs = await here.store.isAnyDue({ tenantId: randomUUID(), kinds: ['ask'], before: at(59) });
    expect(theirs).toBe(false);
  });

  test('follows every rewriting: later, without a time, gone', async () => {
    const first = await dueAt('a', 10);
    const later = await here.store.upsert({ ...first, nextAt: at(40) });
    expect(await due({ before: at(39) })).toEqual([]);
    expect(await due({ before: at(40) })).toEqual(['a']);
    const { nextAt: _, ...timeless } = later;
    const without = await here.store.upsert(timeless as Note);
    expect(await due()).toEqual([]);
    const again = await here.store.upsert({ ...without, nextAt: at(1) });
    await here.store.delete(keyOf(again), again.etag);
    expect(await due()).toEqual([]);
  });

  test('comes whole, with the ETag that a claim needs', async () => {
    const written = await dueAt('a', 10);
    const query = { tenantId: here.tenantId, kind: 'ask', before: at(59), limit: 5 } as const;
    expect(await here.store.due(query)).toEqual([written]);
    expect((await here.store.replace(note(here, 'a'), written.etag)).outcome).toBe('done');
  });
}
