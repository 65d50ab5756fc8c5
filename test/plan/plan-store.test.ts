import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { RoderError } from '../../src/base/errors.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import {
  currentPlan,
  importPlan,
  planContent,
  planHash,
  planHistory,
  planOfVersion,
} from '../../src/plan/plan-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoPlan } from './demo-plan.ts';

const tenantId = 'tenant';
const now = Temporal.Instant.from('2026-08-31T13:00:00Z');
const first = demoPlan();
const second: PlanContent = { ...first, burdenCapMinutes: 20 };
const third: PlanContent = { ...first, burdenCapMinutes: 30 };

let store: DocumentStore;
beforeEach(() => {
  store = openSqliteStore(':memory:');
});
afterEach(() => store.close());

const bring = (content: PlanContent, into: DocumentStore = store) =>
  importPlan({ store: into, now, tenantId, content, by: 'cli' });
const inForce = async () => (await currentPlan(store, tenantId))?.content.burdenCapMinutes;
const historyOf = async (tenant = tenantId) => {
  const versions = [];
  for await (const version of planHistory(store, tenant)) versions.push(version);
  return versions;
};

/** The store, with something else happening just before it is asked to do one thing. */
function storeWhere(method: 'create' | 'replace', kind: string, happens: () => Promise<void>): DocumentStore {
  const once = { left: 1 };
  const write = (name: 'create' | 'replace') => async (document: never, etag: never) => {
    if (name === method && (document as { kind: string }).kind === kind && once.left-- > 0) await happens();
    return store[name](document, etag);
  };
  return { ...store, create: write('create'), replace: write('replace') } as DocumentStore;
}

const interrupted = async () => {
  throw new RoderError('store-unavailable', 'The power went.');
};

describe('importing a plan', () => {
  test('leaves nothing in force before the first', async () => {
    expect(await currentPlan(store, tenantId)).toBeUndefined();
    expect(await historyOf()).toEqual([]);
  });

  test('puts the first in force, with all of it added', async () => {
    const imported = await bring(first);
    expect(imported).toMatchObject({ outcome: 'imported', version: 1 });
    expect(imported).toHaveProperty('changes.0', { kind: 'assignment', id: 'gu1', change: 'added' });
    expect(await currentPlan(store, tenantId)).toMatchObject({ version: 1, content: first });
  });

  test('keeps each version with its decision, who, when and hash', async () => {
    await bring(first);
    await importPlan({ store, now, tenantId, content: second, by: 'u1', decision: 'KS § 12' });
    expect(await historyOf()).toMatchObject([
      { version: 2, replaces: 1, decision: 'KS § 12', by: 'u1', at: '2026-08-31T13:00:00.000Z' },
      { version: 1, decision: first.decision, by: 'cli', hash: planHash(first) },
    ]);
    expect(await planContent(store, tenantId, 1)).toEqual(first);
    expect(await currentPlan(store, tenantId)).toMatchObject({ version: 2, decision: 'KS § 12' });
    expect(await planOfVersion(store, tenantId, 2)).toMatchObject({ decision: 'KS § 12', content: second });
    expect(await planOfVersion(store, tenantId, 1)).toMatchObject({ decision: first.decision });
  });

  test('says what changed', async () => {
    await bring(first);
    expect(await bring(second)).toEqual({
      outcome: 'imported',
      version: 2,
      changes: [{ kind: 'setting', id: 'burdenCapMinutes', change: 'changed', fields: ['value'] }],
    });
  });

  test('changes nothing when the same content comes again, in whatever order its fields stand', async () => {
    await bring(first);
    const turned = Object.fromEntries(Object.entries(first).toReversed()) as PlanContent;
    expect(await bring(turned)).toEqual({ outcome: 'unchanged', version: 1 });
    expect(await historyOf()).toHaveLength(1);
  });

  test('makes a new version of going back', async () => {
    await bring(first);
    await bring(second);
    expect(await bring(first)).toMatchObject({ outcome: 'imported', version: 3 });
    expect(await inForce()).toBe(15);
  });

  test('leaves the old plan when it is interrupted between its two writes, and can be made again', async () => {
    await bring(first);
    const failing = bring(second, storeWhere('replace', 'plan', interrupted));
    await expect(failing).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await currentPlan(store, tenantId)).toMatchObject({ version: 1, content: first });
    expect(await historyOf()).toHaveLength(1);
    expect(await bring(second)).toMatchObject({ outcome: 'imported', version: 3 });
    expect(await historyOf()).toMatchObject([{ version: 3, replaces: 1 }, { version: 1 }]);
  });

  test('leaves no plan when the very first is interrupted', async () => {
    const failing = bring(first, storeWhere('create', 'plan', interrupted));
    await expect(failing).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(await currentPlan(store, tenantId)).toBeUndefined();
    expect(await bring(first)).toMatchObject({ outcome: 'imported' });
  });

  test('gives way to somebody who was first, who keeps a whole plan in force', async () => {
    await bring(first);
    const meanwhile = async () => void (await bring(third));
    const late = await bring(second, storeWhere('replace', 'plan', meanwhile));
    expect(late).toEqual({ outcome: 'conflict' });
    expect(await inForce()).toBe(30);
  });

  test('gives way also when both bring the first plan', async () => {
    const meanwhile = async () => void (await bring(third));
    expect(await bring(second, storeWhere('create', 'plan', meanwhile))).toEqual({ outcome: 'conflict' });
    expect(await inForce()).toBe(30);
  });
});

describe('the plan in force', () => {
  test('is indexed once and then given again', async () => {
    await bring(first);
    expect(await currentPlan(store, tenantId)).toBe(await currentPlan(store, tenantId));
  });

  test('is new as soon as another has been imported', async () => {
    await bring(first);
    expect(await inForce()).toBe(15);
    await bring(second);
    expect(await inForce()).toBe(20);
  });

  test('is each tenant’s own', async () => {
    await bring(first);
    await importPlan({ store, now, tenantId: 'other', content: second, by: 'cli' });
    expect(await inForce()).toBe(15);
    expect(await historyOf('other')).toHaveLength(1);
  });

  test('comes back whole when it is too large to be kept as plain JSON', async () => {
    const [indicator] = first.indicators;
    const many = Array.from({ length: 1500 }, (_, n) => ({
      ...indicator!,
      id: `m${n}`,
      definition: { sv: `Ett mått om nummer ${n}. `.repeat(20), en: `A measure of number ${n}. `.repeat(20) },
    }));
    const large: PlanContent = { ...first, indicators: many };
    expect(await bring(large)).toMatchObject({ outcome: 'imported', version: 1 });
    expect(await planContent(store, tenantId, 1)).toEqual(large);
    expect((await currentPlan(store, tenantId))?.indicator('m1499')).toEqual(many[1499]);
  });
});
