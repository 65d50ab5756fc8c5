import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { connectToCosmos, documentsContainer } from '../../src/storage/cosmos-client.ts';

export interface CosmosServer {
  readonly endpoint: string;
  readonly database: string;
  readonly key: string;
  close(): Promise<void>;
}

type Operation = Record<string, unknown> & { operationType: string };
type Outcome = { statusCode: number; body?: { _etag?: string } };
interface Collection {
  read(): unknown;
  readonly documents: { _data: Map<string, unknown>; _index: Map<string, unknown> };
}
interface Account {
  database(id: string): { collection(id: string): Collection };
}

const load = createRequire(import.meta.url);
const serverAt = '@vercel/cosmosdb-server/lib';
const operations = load(`${serverAt}/handler/_document-operations`) as Record<
  string,
  (collection: Collection, operation: Operation) => Outcome
>;

/**
 * The server runs the operations of a transaction but leaves what the first ones did when a later one fails, and wants
 * the partition key in each. Azure Cosmos DB takes all back, answers with 207 and takes the key from the header.
 */
load(`${serverAt}/handler/batch-documents`).default = async (
  account: Account,
  request: IncomingMessage,
  response: ServerResponse,
  { dbId, collId }: { dbId: string; collId: string },
) => {
  const asked = (await json(request)) as Operation[];
  const partitionKey = request.headers['x-ms-documentdb-partitionkey'];
  const collection = account.database(dbId).collection(collId);
  const { documents } = collection;
  const before = { data: new Map(documents._data), index: new Map(documents._index) };
  let isFailed = false;
  const outcomes = asked.map((one) => {
    if (isFailed) return { statusCode: 424, requestCharge: 0 };
    const run = operations[`${one.operationType.toLowerCase()}Operation`]!;
    const { statusCode, body } = run(collection, { ...one, partitionKey });
    isFailed = statusCode >= 400;
    return isFailed
      ? { statusCode, requestCharge: 0 }
      : { statusCode, requestCharge: 1, eTag: body?._etag, resourceBody: body };
  });
  if (!isFailed) return outcomes;
  documents._data = before.data;
  documents._index = before.index;
  response.statusCode = 207;
  return outcomes;
};

/** The server from npm, with transactions as Azure has them: it is loaded when they have been put in their place. */
export const { createHttpServer: createCosmosHttpServer } = await import('@vercel/cosmosdb-server');

/** Any key will do on loopback; this is no secret. */
const key = Buffer.from('no secret: loopback only').toString('base64');

/** A Cosmos DB server in this process, with Roder's database and container; `also`: what an earlier template indexed too. */
export async function startCosmosServer(also: readonly string[] = []): Promise<CosmosServer> {
  const server = createCosmosHttpServer({ keepAlive: true });
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
  // The SDK's own connections would be kept for whoever asks next in this process, and break when this server ends.
  const { client, close } = connectToCosmos(place);
  const { database } = await client.databases.createIfNotExists({ id: place.database });
  const { indexingPolicy: policy, ...container } = documentsContainer;
  const includedPaths = [...policy.includedPaths, ...also.map((path) => ({ path }))];
  await database.containers.createIfNotExists(
    structuredClone({ ...container, indexingPolicy: { ...policy, includedPaths } }) as never,
  );
  close();
}
