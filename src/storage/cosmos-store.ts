import type { DocumentStore } from '../base/document-store.ts';
import type { Metrics } from '../base/ports.ts';
import { createAttempts, type Patience } from './cosmos-attempts.ts';
import { checkCosmos } from './cosmos-check.ts';
import { type CosmosPlace, connectToCosmos, documentsContainer } from './cosmos-client.ts';
import { partitionQueries } from './cosmos-queries.ts';
import { pointOperations } from './cosmos-writes.ts';
import type { TimeListener } from './store-clock.ts';

export interface CosmosHooks {
  /** Told what each operation cost, also a failed one. */
  readonly metrics?: Metrics | undefined;
  readonly patience?: Patience;
  /** Told the time of Cosmos DB with each answer. */
  readonly time?: TimeListener | undefined;
}

/** Teams waits some ten seconds for the answer to a card: by then a person is to know that storage is away. */
const defaultPatience: Patience = { total: 8000, attempt: 4000 };
/** A readiness probe does not wait as long as a person. */
const shortPatience = (patience: Patience): Patience => ({
  ...patience,
  total: Math.min(patience.total, 2000),
});

/**
 * The store for production: any number of equal instances over one container (`cosmos-containers.ts`).
 * A `delete` whose answer was lost counts as done when the document is gone, whoever deleted it.
 * Opens no connection yet: `check` says whether everything is there.
 * Throws `cosmos-endpoint-invalid` or `cosmos-key-refused` (a key is for an emulator on loopback only).
 */
export function openCosmosStore(place: CosmosPlace, hooks: CosmosHooks = {}): DocumentStore {
  const { patience = defaultPatience, metrics, time } = hooks;
  const connection = connectToCosmos(place, time);
  const container = connection.client.database(place.database).container(documentsContainer.id);
  const attempts = createAttempts(patience, metrics);
  return {
    ...pointOperations(container, attempts),
    ...partitionQueries(container, attempts),
    check: () => checkCosmos(place, connection, createAttempts(shortPatience(patience), metrics)),
    async close() {
      connection.close();
    },
  };
}
