import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { documentStoreContract } from './document-store-contract.ts';

documentStoreContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'roder-'));
  const store = openSqliteStore(join(folder, 'new', 'roder.db'));
  return {
    store,
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});
