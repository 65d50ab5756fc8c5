import type { DocumentStore } from '../../src/base/document-store.ts';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { atEnd } from './at-end.ts';
import { startCosmosServer } from './cosmos-server.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import type { ServiceOptions } from './running-service.ts';

export interface CosmosPlaces {
  /** What a service needs to keep everything in this Cosmos DB; it reaches it through the proxy. */
  readonly env: NonNullable<ServiceOptions['env']>;
  readonly proxy: FaultProxy;
  /** Past the proxy: what is truly there. */
  readonly truth: DocumentStore;
}

/** A Cosmos DB server for a whole service, with a proxy between that can go wrong. */
export async function startCosmosPlaces(): Promise<CosmosPlaces> {
  const server = await startCosmosServer();
  atEnd(() => server.close());
  const proxy = await startFaultProxy(server.endpoint);
  atEnd(() => proxy.close());
  const truth = openCosmosStore(server);
  atEnd(() => truth.close());
  const { database: COSMOS_DATABASE, key: COSMOS_KEY } = server;
  const env = { RODER_STORE: 'cosmos', COSMOS_ENDPOINT: proxy.url, COSMOS_DATABASE, COSMOS_KEY };
  return { env, proxy, truth };
}
