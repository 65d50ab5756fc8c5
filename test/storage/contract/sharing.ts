import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Note, Place } from './place.ts';
import { created, keyOf, note } from './place.ts';

export function tenants(here: Place): void {
  test("one never reads, changes, lists or is due for what is the other's", async () => {
    const other: Place = { store: here.store, tenantId: randomUUID() };
    const nextAt = '2026-09-01T06:00:00.000Z';
    const mine = await created(here, 'a', { text: 'mine', nextAt });
    const queries = { kind: 'ask', limit: 10 } as const;

    expect(await other.store.get(keyOf(note(other, 'a')))).toBeUndefined();
    expect(await other.store.list({ tenantId: other.tenantId, ...queries })).toEqual([]);
    expect(await other.store.due({ tenantId: other.tenantId, ...queries, before: nextAt })).toEqual([]);
    expect(await other.store.replace(note(other, 'a'), mine.etag)).toEqual({ outcome: 'conflict' });
    expect(await other.store.delete(keyOf(note(other, 'a')), mine.etag)).toBe('conflict');

    const theirs = await created(other, 'a', { text: 'theirs', nextAt });
    await other.store.upsert(note(other, 'b', { text: 'theirs too' }));
    expect(await here.store.get(keyOf(mine))).toEqual(mine);
    expect(await here.store.list({ tenantId: here.tenantId, ...queries })).toEqual([mine]);
    expect(await here.store.due({ tenantId: here.tenantId, ...queries, before: nextAt })).toEqual([mine]);
    expect(await other.store.delete(keyOf(theirs), theirs.etag)).toBe('done');
    expect(await here.store.get(keyOf(mine))).toEqual(mine);
  });
}

export function races(here: Place): void {
  const racers = Array.from({ length: 20 }, (_, index) => index);
  const winners = (results: readonly { outcome: string }[]) =>
    results.flatMap(({ outcome }, racer) => (outcome === 'done' ? [racer] : []));

  test("twenty who replace with one ETag: one wins, and it is the winner's text that stays", async () => {
    const first = await created(here, 'a');
    const results = await Promise.all(
      racers.map((racer) => here.store.replace(note(here, 'a', { text: String(racer) }), first.etag)),
    );
    expect(winners(results)).toHaveLength(1);
    const kept = await here.store.get<Note>(keyOf(first));
    expect(kept?.text).toBe(String(winners(results)[0]));
  });

  test('twenty who create one id: one wins', async () => {
    const results = await Promise.all(
      racers.map((racer) => here.store.create(note(here, 'a', { text: `${racer}` }))),
    );
    expect(winners(results)).toHaveLength(1);
  });

  test('twenty who delete with one ETag: one wins', async () => {
    const first = await created(here, 'a');
    const results = await Promise.all(racers.map(() => here.store.delete(keyOf(first), first.etag)));
    expect(results.filter((result) => result === 'done')).toHaveLength(1);
  });

  test('writes of different documents at once are all kept', async () => {
    await Promise.all(racers.map((racer) => created(here, `r${racer}`)));
    expect(await here.store.list({ tenantId: here.tenantId, kind: 'ask', limit: 100 })).toHaveLength(20);
  });
}
