import { join } from 'node:path';
import { demoTenant } from '../../src/config.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { temporaryFolder } from '../support/at-end.ts';
import { sendProofTests } from '../support/send-proof-tests.ts';

const counts = { people: 150, kills: 2, peopleInFaults: 40, faultRates: [0.3] };

sendProofTests('SQLite', counts, async () => {
  const path = join(await temporaryFolder(), 'roder.db');
  const store = openSqliteStore(path);
  return { place: { kind: 'sqlite', path }, store, tenantId: demoTenant, close: () => store.close() };
});
