import type { DocumentStore } from './base/document-store.ts';
import type { Ports } from './base/ports.ts';
import type { Config } from './config.ts';
import type { Patience } from './storage/cosmos-attempts.ts';
import { openSqliteStore } from './storage/sqlite-store.ts';
import type { TimeListener } from './storage/store-clock.ts';
import { measuredStore } from './telemetry/instruments.ts';

/** Optional observers of the store. */
export interface StoreHooks extends Pick<Ports, 'metrics' | 'tracing'> {
  readonly time?: TimeListener | undefined;
  /** How long Cosmos DB is tried; absent: as long as a person in Teams can wait. */
  readonly patience?: Patience | undefined;
}

/** The Cosmos DB store records its own metrics, because it also knows what each operation cost. */
export async function openStore(
  { store }: Pick<Config, 'store'>,
  { metrics, tracing, time, patience }: StoreHooks = {},
): Promise<DocumentStore> {
  if (store.kind === 'sqlite') {
    const sqlite = openSqliteStore(store.path, time);
    return metrics ? measuredStore(sqlite, { metrics, tracing }) : sqlite;
  }
  const { openCosmosStore } = await import('./storage/cosmos-store.ts');
  const cosmos = openCosmosStore(store, { metrics, time, patience });
  return tracing ? measuredStore(cosmos, { tracing }) : cosmos;
}
