import type { DocumentStore } from './base/document-store.ts';
import type { Ports } from './base/ports.ts';
import type { Config } from './config.ts';
import { openSqliteStore } from './storage/sqlite-store.ts';
import type { TimeListener } from './storage/store-clock.ts';
import { measuredStore } from './telemetry/instruments.ts';

/** Optional observers of the store. */
export interface StoreHooks extends Pick<Ports, 'metrics' | 'tracing'> {
  readonly time?: TimeListener | undefined;
}

/** The Cosmos DB store records its own metrics, because it also knows what each operation cost. */
export async function openStore(
  { store }: Pick<Config, 'store'>,
  { metrics, tracing, time }: StoreHooks = {},
): Promise<DocumentStore> {
  if (store.kind === 'sqlite') {
    const sqlite = openSqliteStore(store.path, time);
    return metrics ? measuredStore(sqlite, { metrics, tracing }) : sqlite;
  }
  const { openCosmosStore } = await import('./storage/cosmos-store.ts');
  const cosmos = openCosmosStore(store, { metrics, time });
  return tracing ? measuredStore(cosmos, { tracing }) : cosmos;
}
