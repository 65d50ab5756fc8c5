import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { type CosmosServer, createDocumentsContainer, startCosmosServer } from '../support/cosmos-server.ts';
import { type FaultProxy, type ProxiedRequest, startFaultProxy } from '../support/fault-proxy.ts';
import { documentStoreContract } from './document-store-contract.ts';

let server: CosmosServer;
let proxy: FaultProxy;
beforeAll(async () => {
  server = await startCosmosServer();
  proxy = await startFaultProxy(server.endpoint);
});
afterAll(async () => {
  await proxy.close();
  await server.close();
});

documentStoreContract('Cosmos DB', async () => {
  const store = openCosmosStore({ ...server, endpoint: proxy.url });
  return { store, close: () => store.close() };
});

/** The server that the contract runs on does not keep partitions apart by header: so the requests are looked at. */
describe('each request of the whole contract', () => {
  const partitionOf = ({ headers }: ProxiedRequest) => {
    const [partition, ...others] = JSON.parse(String(headers['x-ms-documentdb-partitionkey'])) as string[];
    return others.length === 0 ? partition : undefined;
  };
  const isQuery = ({ headers }: ProxiedRequest) => headers['x-ms-documentdb-isquery'] !== undefined;
  const ofItems = () => proxy.requests.filter(({ path }) => path.includes('/docs'));
  const aTenant = expect.stringMatching(/^[\da-f-]{36}$/);

  test('states one partition in its header', () => {
    expect(ofItems().length).toBeGreaterThan(500);
    for (const request of ofItems()) expect(partitionOf(request)).toEqual(aTenant);
  });

  test('that is a query states the same partition in its text', () => {
    const queries = ofItems().filter(isQuery);
    expect(queries.length).toBeGreaterThan(50);
    for (const request of queries) {
      const { query, parameters } = JSON.parse(request.body.toString()) as Query;
      expect(query).toMatch(/ WHERE c\.pk = @pk AND /);
      // Whatever else is asked for stands in one pair of brackets.
      expect(query.replace(/ AND \(.*\)$/u, '')).not.toMatch(/ OR /);
      expect(parameters).toContainEqual({ name: '@pk', value: partitionOf(request) });
    }
  });

  test('that writes an item puts it in that partition', () => {
    const writes = ofItems().filter((one) => !isQuery(one) && ['POST', 'PUT'].includes(one.method));
    expect(writes.length).toBeGreaterThan(100);
    for (const request of writes) {
      const body = JSON.parse(request.body.toString());
      const items = Array.isArray(body) ? body.flatMap(({ resourceBody }) => resourceBody ?? []) : [body];
      expect(items.length).toBeGreaterThan(0);
      for (const item of items) expect(item).toMatchObject({ pk: partitionOf(request) });
    }
  });

  test('that replaces or deletes names the version it is for', () => {
    const changes = ofItems().filter(({ method }) => ['PUT', 'DELETE'].includes(method));
    expect(changes.length).toBeGreaterThan(20);
    for (const { headers } of changes) expect(headers['if-match']).toMatch(/./);
  });
});

interface Query {
  readonly query: string;
  readonly parameters: readonly { readonly name: string; readonly value: unknown }[];
}

const { COSMOS_TEST_ENDPOINT: endpoint, COSMOS_TEST_KEY: key, COSMOS_TEST_DATABASE: database } = process.env;
if (endpoint) {
  documentStoreContract(`Cosmos DB at ${endpoint}`, async () => {
    const place = { endpoint, database: database ?? 'roder-test', key };
    if (key) await createDocumentsContainer({ ...place, key });
    const store = openCosmosStore(place);
    return { store, close: () => store.close() };
  });
}
