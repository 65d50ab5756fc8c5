import { join } from 'node:path';
import type { DocumentStore } from '../../src/base/document-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, temporaryFolder } from '../../test/support/at-end.ts';
import { Child } from './children.ts';

/** A store, and how a separate service process opens the same one. */
export interface Place {
  readonly store: DocumentStore;
  readonly path?: string;
  readonly env: Readonly<Record<string, string>>;
}

export async function sqlitePlace(): Promise<Place & { readonly path: string }> {
  const path = join(await temporaryFolder(), 'roder.db');
  const store = openSqliteStore(path);
  atEnd(() => store.close());
  return { store, path, env: { RODER_STORE: `sqlite:${path}` } };
}

export async function cosmosPlace(delayMs = 0): Promise<Place> {
  const options = { delayMs };
  const server = await Child.start<never, { endpoint: string; database: string; key: string }>(
    'bench/tools/cosmos-process.ts',
    options,
  );
  const { endpoint, database, key } = server.first;
  const { openCosmosStore } = await import('../../src/storage/cosmos-store.ts');
  const store = openCosmosStore(server.first);
  atEnd(() => store.close());
  const env = {
    RODER_STORE: 'cosmos',
    COSMOS_ENDPOINT: endpoint,
    COSMOS_DATABASE: database,
    COSMOS_KEY: key,
  };
  return { store, env };
}
