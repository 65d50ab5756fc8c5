import { randomUUID } from 'node:crypto';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { startCosmosServer } from '../support/cosmos-server.ts';
import { sendProofTests } from '../support/send-proof-tests.ts';

// The npm server goes through all there is for every query: 500 people, and more kinds of harm, are for `test/long`.
const counts = { people: 60, kills: 0, peopleInFaults: 0, faultRates: [] };

sendProofTests('Cosmos DB', counts, async () => {
  const server = await startCosmosServer();
  const store = openCosmosStore(server, { patience: { total: 60_000, attempt: 30_000 } });
  const close = () => store.close().then(server.close);
  return { place: { kind: 'cosmos', ...server }, store, tenantId: randomUUID(), close };
});
