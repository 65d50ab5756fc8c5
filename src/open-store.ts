import type { Config } from './config.ts';
import type { Ports } from './ports.ts';
import type { DocumentStore } from './storage/document-store.ts';
import { openSqliteStore } from './storage/sqlite-store.ts';
import { measuredStore } from './telemetry/measured-store.ts';

/** On Cosmos DB the store itself measures, and knows more: what each operation cost. */
export async function openStore(
  { store }: Pick<Config, 'store'>,
  { metrics, tracing }: Pick<Ports, 'metrics' | 'tracing'> = {},
): Promise<DocumentStore> {
  if (store.kind === 'sqlite') {
    const sqlite = openSqliteStore(store.path);
    return metrics ? measuredStore(sqlite, { metrics, tracing }) : sqlite;
  }
  const { openCosmosStore } = await import('./storage/cosmos-store.ts');
  const cosmos = openCosmosStore(store, { metrics });
  return tracing ? measuredStore(cosmos, { tracing }) : cosmos;
}
