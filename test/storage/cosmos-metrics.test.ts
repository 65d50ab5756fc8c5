import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { type CosmosServer, startCosmosServer } from '../support/cosmos-server.ts';
import { RecordingMetrics } from '../support/recording-metrics.ts';

let server: CosmosServer;
let store: DocumentStore;
let metrics: RecordingMetrics;
beforeAll(async () => {
  server = await startCosmosServer();
});
beforeEach(() => {
  metrics = new RecordingMetrics();
  store ??= openCosmosStore(server, { metrics: { record: (...one) => metrics.record(...one) } });
});
afterAll(async () => {
  await store.close();
  await server.close();
});

const document = { tenantId: 'tenant', kind: 'ask', id: 'a', schema: 1 } as const;
const recorded = (name: string) =>
  metrics.named(name).map(({ value, attributes }) => ({ value, ...attributes }));

test('each operation records its request charge, its time and its attempts', async () => {
  const created = await store.create(document);
  if (created.outcome !== 'done') throw new TypeError('nothing was there before');
  await store.get(document);
  await store.upsert(document);
  await store.list({ tenantId: 'tenant', kind: 'ask', limit: 10 });
  // The server asks one unit for each request; an upsert is a read and a write.
  expect(recorded('roder.store.request_charge')).toEqual([
    { operation: 'create', status: 201, value: 1 },
    { operation: 'get', status: 200, value: 1 },
    { operation: 'upsert', status: 200, value: 2 },
    { operation: 'list', status: 200, value: 1 },
  ]);
  expect(recorded('roder.store.attempts').map(({ value }) => value)).toEqual([1, 1, 1, 1]);
  expect(recorded('roder.store.duration_ms').every(({ value }) => value > 0)).toBe(true);
});

test('an operation that fails has its cost recorded, too', async () => {
  await server.close();
  const impatient = openCosmosStore(server, { metrics, patience: { total: 100, attempt: 50 } });
  await expect(impatient.get(document)).rejects.toMatchObject({ code: 'store-unavailable' });
  await impatient.close();
  expect(recorded('roder.store.request_charge')).toEqual([{ operation: 'get', status: 0, value: 0 }]);
  expect(recorded('roder.store.attempts')[0]?.value).toBeGreaterThan(1);
});
