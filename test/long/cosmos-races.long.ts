import { randomUUID } from 'node:crypto';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { startCosmosServer } from '../support/cosmos-server.ts';
import { sendProofTests } from '../support/send-proof-tests.ts';

const counts = { people: 500, kills: 10, peopleInFaults: 200, faultRates: [0.3] };

sendProofTests('Cosmos DB', counts, async () => {
  const server = await startCosmosServer();
  const store = openCosmosStore(server, { patience: { total: 60_000, attempt: 30_000 } });
  const close = () => store.close().then(server.close);
  return { place: { kind: 'cosmos', ...server }, store, tenantId: randomUUID(), close };
});
