import http from 'node:http';
import https from 'node:https';
import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import { CosmosClient, type CosmosClientOptions } from '@azure/cosmos';
import { RoderError } from '../base/errors.ts';
import { isLoopback } from '../base/loopback.ts';
import type { TimeListener } from './store-clock.ts';

export interface CosmosPlace {
  /** For example `https://NAME.documents.azure.com:443/`; without TLS on loopback only. */
  readonly endpoint: string;
  readonly database: string;
  /** For an emulator on loopback only; otherwise Roder signs in as an identity. */
  readonly key?: string | undefined;
  /** Which user-assigned managed identity to sign in as; absent: whichever this machine has, or who is signed in. */
  readonly clientId?: string | undefined;
}

export interface CosmosConnection {
  readonly client: CosmosClient;
  close(): void;
}

/** Throws `cosmos-endpoint-invalid`, and `cosmos-key-refused` for a key beside an endpoint that is not loopback. */
export function connectToCosmos(place: CosmosPlace, time?: TimeListener): CosmosConnection {
  const endpoint = checkedEndpoint(place);
  const agent = new (endpoint.protocol === 'http:' ? http : https).Agent({ keepAlive: true });
  const client = new CosmosClient({
    endpoint: endpoint.href,
    agent: agent as unknown as NonNullable<CosmosClientOptions['agent']>,
    httpClient: plainHttpClient(endpoint, time),
    ...(place.key ? { key: place.key } : { aadCredentials: identity(place) }),
    connectionPolicy: {
      // Attempts end earlier, by their own signal.
      requestTimeout: 60_000,
      // With discovery the SDK repeats writes by itself, for up to two minutes; one region needs no discovery.
      enableEndpointDiscovery: false,
      retryOptions: { maxRetryAttemptCount: 0, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 0 },
    },
  });
  return {
    client,
    close() {
      client.dispose();
      agent.destroy();
    },
  };
}

function checkedEndpoint({ endpoint, key }: CosmosPlace): URL {
  const url = URL.parse(endpoint);
  if (!url || (url.protocol !== 'https:' && !isLoopback(url.hostname))) {
    throw new RoderError(
      'cosmos-endpoint-invalid',
      'COSMOS_ENDPOINT is no https address of Azure Cosmos DB.',
    );
  }
  if (key && !isLoopback(url.hostname)) {
    throw new RoderError(
      'cosmos-key-refused',
      `A key is for an emulator on this machine only. Remove the key: Roder signs in to ${url.host} as its managed identity.`,
    );
  }
  return url;
}

/** Loaded when first needed: whoever runs on SQLite or an emulator never pays for it. */
function identity({ clientId }: CosmosPlace): NonNullable<CosmosClientOptions['aadCredentials']> {
  const loading = async () => {
    const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
    return clientId ? new ManagedIdentityCredential({ clientId }) : new DefaultAzureCredential();
  };
  let credential: ReturnType<typeof loading> | undefined;
  return {
    async getToken(scopes, options) {
      credential ??= loading();
      return (await credential).getToken(scopes, options);
    },
  };
}

type HttpClient = NonNullable<CosmosClientOptions['httpClient']>;

/** One request, one answer: what the SDK would do beside that is kept from it. */
function plainHttpClient({ protocol }: URL, time?: TimeListener): HttpClient {
  const client = createDefaultHttpClient();
  return {
    async sendRequest(request) {
      // Asked for beside every query, used only for queries over several partitions, of which there are none.
      if (request.headers.has('x-ms-cosmos-is-query-plan-request')) {
        throw new RoderError('cosmos-query-plan-unneeded', 'A query of one partition needs no plan.');
      }
      // Only an emulator on this machine is without TLS; the SDK allows it by itself only with its own agent.
      request.allowInsecureConnection = protocol === 'http:';
      const asked = time?.own() ?? 0;
      const answer = await client.sendRequest(request).catch((error: unknown) => {
        // The SDK repeats reads for ten seconds on the connection errors it knows; it does not know this one.
        if (request.abortSignal?.aborted) throw error;
        throw new RoderError('cosmos-connection-lost', 'the connection was lost', { cause: error });
      });
      time?.heard({ said: Date.parse(answer.headers.get('date') ?? ''), grain: 1000, asked });
      if (answer.status >= 400) answer.bodyAsText = errorBody(answer.bodyAsText);
      return answer;
    },
  };
}

/** The SDK takes every error to be a JSON object; a gateway on the way may say nothing, or say it in HTML. */
function errorBody(text: string | null | undefined): string {
  try {
    if (JSON.parse(text ?? '')?.message !== undefined) return text!;
  } catch {}
  return JSON.stringify({ message: text ?? '' });
}

/**
 * What must exist in Azure Cosmos DB before Roder starts. This is the one place: the Bicep template, the
 * documentation and the check at start are compared with it. Roder itself may not create any of it, since
 * the data-plane role it runs with cannot.
 */

/** Reads see a write at once on every instance only with this consistency; the port promises it. */
export const accountConsistency = 'Strong';

/** "Cosmos DB Built-in Data Contributor": the only role Roder's identity needs, and the same in every account. */
export const dataContributorRole = '00000000-0000-0000-0000-000000000002';

/** The `id` of an item is always indexed; nothing but what queries ask for is added, since each path costs. */
export const documentsContainer = {
  id: 'documents',
  partitionKey: { paths: ['/pk'], kind: 'Hash', version: 2 },
  indexingPolicy: {
    indexingMode: 'consistent',
    automatic: true,
    includedPaths: [{ path: '/pk/?' }, { path: '/key/?' }, { path: '/due/?' }],
    excludedPaths: [{ path: '/*' }],
  },
} as const;
