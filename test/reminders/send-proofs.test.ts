import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { demoTenant } from '../../src/config.ts';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { temporaryFolder } from '../support/at-end.ts';
import { startCosmosServer } from '../support/cosmos-server.ts';
import { sendProofTests } from '../support/send-proof-tests.ts';

const counts = { people: 150, kills: 2, peopleInFaults: 40, faultRates: [0.3] };

sendProofTests('SQLite', counts, async () => {
  const path = join(await temporaryFolder(), 'roder.db');
  const store = openSqliteStore(path);
  return { place: { kind: 'sqlite', path }, store, tenantId: demoTenant, close: () => store.close() };
});

// The npm server goes through all there is for every query: 500 people, and more kinds of harm, are for `test/long`.
const onCosmos = { people: 60, kills: 0, peopleInFaults: 0, faultRates: [] };

sendProofTests('Cosmos DB', onCosmos, async () => {
  const server = await startCosmosServer();
  const store = openCosmosStore(server, { patience: { total: 60_000, attempt: 30_000 } });
  const close = () => store.close().then(server.close);
  return { place: { kind: 'cosmos', ...server }, store, tenantId: randomUUID(), close };
});
