import { randomUUID } from 'node:crypto';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { startCosmosServer } from '../support/cosmos-server.ts';
import { releaseProofTests } from '../support/release-proofs.ts';
import { sendProofTests } from '../support/send-proof-tests.ts';

const counts = { people: 500, kills: 10, peopleInFaults: 200, faultRates: [0.3] };

async function open() {
  const server = await startCosmosServer();
  const store = openCosmosStore(server, { patience: { total: 60_000, attempt: 30_000 } });
  const close = () => store.close().then(server.close);
  const place = { kind: 'cosmos', ...server } as const;
  return { place, store, tenantId: randomUUID(), close };
}

sendProofTests('Cosmos DB', counts, open);
releaseProofTests('Cosmos DB', open);
