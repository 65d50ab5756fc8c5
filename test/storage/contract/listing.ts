import { beforeEach, expect, test } from '@jest/globals';
import type { DocumentKind } from '../../../src/base/document-store.ts';
import type { Note, Place } from './place.ts';
import { code, created, idsOf } from './place.ts';

export function listing(here: Place): void {
  const inOrder = [
    '10',
    '2',
    'A',
    'B',
    'Z',
    'a',
    'a!',
    'a-1',
    'aa',
    'b',
    'z',
    'Ä',
    'Å',
    'Ö',
    'ä',
    'å',
    'ö',
    '🧭',
  ];
  const list = (
    query: { from?: string; to?: string; after?: string; limit?: number; kind?: DocumentKind } = {},
  ) => here.store.list<Note>({ tenantId: here.tenantId, kind: 'ask', limit: 1000, ...query }).then(idsOf);

  beforeEach(async () => {
    for (const id of inOrder.toReversed()) await created(here, id);
    await created(here, 'c', { kind: 'report' });
  });

  test('goes by id in code-point order, of one kind only', async () => {
    expect(await list()).toEqual(inOrder);
    expect(await list({ kind: 'report' })).toEqual(['c']);
    expect(await list({ kind: 'round' })).toEqual([]);
  });

  test('from is inclusive, to is exclusive, and neither needs to exist', async () => {
    expect(await list({ from: 'a', to: 'b' })).toEqual(['a', 'a!', 'a-1', 'aa']);
    expect(await list({ from: 'a"', to: 'a~' })).toEqual(['a-1', 'aa']);
    expect(await list({ to: 'A' })).toEqual(['10', '2']);
    expect(await list({ from: 'ö' })).toEqual(['ö', '🧭']);
    expect(await list({ from: 'b', to: 'a' })).toEqual([]);
  });

  test('after leaves out the id itself and all before it', async () => {
    expect(await list({ after: 'å' })).toEqual(['ö', '🧭']);
    expect(await list({ after: 'a', from: 'B', to: 'z' })).toEqual(['a!', 'a-1', 'aa', 'b']);
    expect(await list({ after: 'A', from: 'a', to: 'b' })).toEqual(['a', 'a!', 'a-1', 'aa']);
    expect(await list({ after: '🧭' })).toEqual([]);
  });

  test('limit cuts, and pages joined are the whole', async () => {
    expect(await list({ limit: 3 })).toEqual(inOrder.slice(0, 3));
    const pages = [await list({ limit: 5 })];
    for (const _ of inOrder)
      pages.push(await list({ limit: 5, after: pages.at(-1)?.at(-1) ?? '\u{10ffff}' }));
    expect(pages.flat()).toEqual(inOrder);
  });

  test.each([0, -1, 1.5, 1001, Number.NaN])('the limit %d is refused', async (limit) => {
    expect(await code(list({ limit }))).toBe('document-limit-invalid');
  });
}
