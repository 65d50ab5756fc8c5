import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { createDocumentsContainer, startCosmosServer } from '../support/cosmos-server.ts';
import { documentStoreContract } from './document-store-contract.ts';

documentStoreContract('Cosmos DB', async () => {
  const server = await startCosmosServer();
  const store = openCosmosStore(server);
  return {
    store,
    async close() {
      await store.close();
      await server.close();
    },
  };
});

const { COSMOS_TEST_ENDPOINT: endpoint, COSMOS_TEST_KEY: key, COSMOS_TEST_DATABASE: database } = process.env;
if (endpoint) {
  documentStoreContract(`Cosmos DB at ${endpoint}`, async () => {
    const place = { endpoint, database: database ?? 'roder-test', key };
    if (key) await createDocumentsContainer({ ...place, key });
    const store = openCosmosStore(place);
    return { store, close: () => store.close() };
  });
}
