import type { DocumentStore } from '../base/document-store.ts';
import type { Metrics } from '../base/ports.ts';
import { createAttempts, type Patience } from './cosmos-attempts.ts';
import { checkCosmos } from './cosmos-check.ts';
import { type CosmosPlace, connectToCosmos, documentsContainer } from './cosmos-client.ts';
import { partitionQueries } from './cosmos-queries.ts';
import { pointOperations } from './cosmos-writes.ts';
import type { TimeListener } from './store-clock.ts';

export interface CosmosHooks {
  /** Receives the cost of every operation, failed ones included. */
  readonly metrics?: Metrics | undefined;
  readonly patience?: Patience | undefined;
  /** Receives Cosmos DB's time with every response. */
  readonly time?: TimeListener | undefined;
}

/** Teams waits about ten seconds for the answer to a card; by then the person must be told that storage is down. */
const defaultPatience: Patience = { total: 8000, attempt: 4000 };
/** A readiness probe waits for less time than a person does. */
const shortPatience = (patience: Patience): Patience => ({
  ...patience,
  total: Math.min(patience.total, 2000),
});

/**
 * The store for production: any number of equal instances share one container (see `documentsContainer`).
 * A `delete` whose answer was lost counts as done if the document is gone, whoever deleted it.
 * Opens no connection: `check` tells whether everything is in place.
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
