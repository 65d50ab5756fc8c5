import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { consistencyProblem, differences } from '../../src/storage/cosmos-check.ts';
import { documentsContainer } from '../../src/storage/cosmos-client.ts';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { readyStore } from '../../src/storage/ready-store.ts';
import { endAll } from '../support/at-end.ts';
import { type CosmosPlaces, startCosmosPlaces } from '../support/cosmos-world.ts';
import type { ProxyFault } from '../support/fault-proxy.ts';
import { startService } from '../support/running-service.ts';

let cosmos: CosmosPlaces;
let store: DocumentStore;
const place = (database = 'roder') => ({
  endpoint: cosmos.proxy.url,
  database,
  key: cosmos.env.COSMOS_KEY,
});

beforeAll(async () => {
  cosmos = await startCosmosPlaces();
  store = openCosmosStore(place(), { patience: { total: 200, attempt: 100 } });
});
afterEach(() => cosmos.proxy.misbehave());
afterAll(async () => {
  await store.close();
  await endAll();
});

describe('the check says what is wrong and what to run', () => {
  test('a container that is not there', async () => {
    const elsewhere = openCosmosStore(place('other'));
    const health = await elsewhere.check();
    await elsewhere.close();
    expect(health).toMatchObject({ ok: false });
    const { problem } = health as { problem: string };
    expect(problem).toContain('has no container documents in a database other');
    expect(problem).toContain('az cosmosdb sql container create');
    expect(problem).toContain('--partition-key-path /pk');
    expect(problem).toContain(JSON.stringify(documentsContainer.indexingPolicy));
  });

  test.each([401, 403])('access denied (%i)', async (status) => {
    cosmos.proxy.misbehave(() => ({ status }));
    const patient = openCosmosStore(place());
    const health = await patient.check();
    await patient.close();
    expect(health).toMatchObject({ ok: false });
    expect(health).not.toHaveProperty('isTransient');
    expect((health as { problem: string }).problem).toMatch(
      /denies access.*\naz cosmosdb sql role assignment create .*00000000-0000-0000-0000-000000000002/,
    );
  });

  test.each<[string, ProxyFault]>([
    ['no answer', { hang: true }],
    ['no connection', { drop: true }],
    ['a service that is away', { status: 503 }],
  ])('%s, which may pass', async (_, fault) => {
    cosmos.proxy.misbehave(() => fault);
    expect(await store.check()).toMatchObject({
      ok: false,
      isTransient: true,
      problem: expect.stringContaining('Check COSMOS_ENDPOINT'),
    });
  });

  const { id, partitionKey, indexingPolicy } = documentsContainer;
  const actual = { id, partitionKey, indexingPolicy } as never;

  test('a container of another shape', () => {
    const at = place();
    expect(differences(at, actual)).toBeUndefined();
    expect(differences(at, { id, partitionKey: { paths: ['/tenantId'] } } as never)).toContain(
      'partitioned by /tenantId, not by /pk',
    );
    const indexed = { ...indexingPolicy, includedPaths: [{ path: '/pk/?' }, { path: '/key/?' }] };
    expect(differences(at, { id, partitionKey, indexingPolicy: indexed } as never)).toMatch(
      /does not index \/due\/\?.*\naz cosmosdb sql container update/,
    );
  });

  test('an account whose reads may be behind', () => {
    expect(consistencyProblem(place(), 'Strong')).toBeUndefined();
    expect(consistencyProblem(place(), 'Session')).toContain('az cosmosdb update');
  });
});

describe('at the start', () => {
  test('a store that is away for a while is waited for', async () => {
    let failures = 2;
    cosmos.proxy.misbehave(() => (failures-- > 0 ? { status: 403 } : undefined));
    await expect(readyStore(openCosmosStore(place()), 1)).rejects.toMatchObject({
      code: 'store-unavailable',
    });
    let away = true;
    setTimeout(() => {
      away = false;
    }, 300);
    cosmos.proxy.misbehave(() => (away ? { drop: true } : undefined));
    const patience = { total: 1000, attempt: 500 };
    const ready = await readyStore(openCosmosStore(place(), { patience }), 50);
    expect(await ready.check()).toEqual({ ok: true });
    await ready.close();
  });

  test('the service ends with the sentence and the command where access is denied', async () => {
    cosmos.proxy.misbehave(() => ({ status: 403 }));
    await expect(startService({ ownProcess: true, env: cosmos.env })).rejects.toThrow(
      /denies access to the identity Roder runs as.*\n.*az cosmosdb sql role assignment create/,
    );
  });
});
