import type { AddressInfo } from 'node:net';
import { CosmosClient } from '@azure/cosmos';
import { createHttpServer } from '@vercel/cosmosdb-server';
import { documentsContainer } from '../../src/storage/cosmos-client.ts';

export interface CosmosServer {
  readonly endpoint: string;
  readonly database: string;
  readonly key: string;
  close(): Promise<void>;
}

/** Any key will do on loopback; this is no secret. */
const key = Buffer.from('no secret: loopback only').toString('base64');

/** A Cosmos DB server in this process, with Roder's database and container; `also`: what an earlier template indexed too. */
export async function startCosmosServer(also: readonly string[] = []): Promise<CosmosServer> {
  const server = createHttpServer({ keepAlive: true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const place = { endpoint: `http://127.0.0.1:${port}`, database: 'roder', key };
  await createDocumentsContainer(place, also);
  return {
    ...place,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What Bicep does in Azure. Keeps what exists. */
export async function createDocumentsContainer(
  place: Omit<CosmosServer, 'close'>,
  also: readonly string[] = [],
): Promise<void> {
  const { endpoint, database: id } = place;
  const connectionPolicy = { enableEndpointDiscovery: false };
  const client = new CosmosClient({ endpoint, key: place.key, connectionPolicy });
  const { database } = await client.databases.createIfNotExists({ id });
  const { indexingPolicy: policy, ...container } = documentsContainer;
  const includedPaths = [...policy.includedPaths, ...also.map((path) => ({ path }))];
  await database.containers.createIfNotExists(
    structuredClone({ ...container, indexingPolicy: { ...policy, includedPaths } }) as never,
  );
  client.dispose();
}
