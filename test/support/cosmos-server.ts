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

/** A Cosmos DB server in this process, with Roder's database and container. */
export async function startCosmosServer(): Promise<CosmosServer> {
  const server = createHttpServer({ keepAlive: true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const place = { endpoint: `http://127.0.0.1:${port}`, database: 'roder', key };
  await createDocumentsContainer(place);
  return {
    ...place,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What Bicep does in Azure. Keeps what exists. */
export async function createDocumentsContainer(place: Omit<CosmosServer, 'close'>): Promise<void> {
  const { endpoint, database: id } = place;
  const connectionPolicy = { enableEndpointDiscovery: false };
  const client = new CosmosClient({ endpoint, key: place.key, connectionPolicy });
  const { database } = await client.databases.createIfNotExists({ id });
  await database.containers.createIfNotExists(structuredClone(documentsContainer) as never);
  client.dispose();
}
