import http from 'node:http';
import https from 'node:https';
import { createDefaultHttpClient } from '@azure/core-rest-pipeline';
import { CosmosClient, type CosmosClientOptions } from '@azure/cosmos';
import { RoderError } from '../base/errors.ts';
import { parsedJson } from '../base/json.ts';
import { isLoopback } from '../base/loopback.ts';
import type { TimeListener } from './store-clock.ts';

export interface CosmosPlace {
  /** For example `https://NAME.documents.azure.com:443/`. Plain HTTP is allowed on loopback only. */
  readonly endpoint: string;
  readonly database: string;
  /** For an emulator on loopback only; otherwise Roder signs in with an identity. */
  readonly key?: string | undefined;
  /** The user-assigned managed identity to sign in as; absent: the machine's identity, or the signed-in user. */
  readonly clientId?: string | undefined;
}

export interface CosmosConnection {
  readonly client: CosmosClient;
  close(): void;
}

/** Throws `cosmos-endpoint-invalid`, or `cosmos-key-refused` if a key is given for an endpoint that is not loopback. */
export function connectToCosmos(place: CosmosPlace, time?: TimeListener): CosmosConnection {
  const endpoint = checkedEndpoint(place);
  const agent = new (endpoint.protocol === 'http:' ? http : https).Agent({ keepAlive: true });
  const client = new CosmosClient({
    endpoint: endpoint.href,
    agent: agent as unknown as NonNullable<CosmosClientOptions['agent']>,
    httpClient: plainHttpClient(endpoint, time),
    ...(place.key ? { key: place.key } : { aadCredentials: identity(place) }),
    connectionPolicy: {
      // Attempts end sooner, through their own abort signal.
      requestTimeout: 60_000,
      // With discovery on, the SDK itself retries writes for up to two minutes. With one region discovery is not
      // needed.
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

/** Loaded on first use: on SQLite or an emulator it is never loaded. */
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

/** Sends one request and returns one response, without the extra requests and retries of the SDK. */
function plainHttpClient({ protocol }: URL, time?: TimeListener): HttpClient {
  const client = createDefaultHttpClient();
  return {
    async sendRequest(request) {
      // The SDK requests a plan beside every query but uses it only for cross-partition queries, which Roder never
      // makes.
      if (request.headers.has('x-ms-cosmos-is-query-plan-request')) {
        throw new RoderError('cosmos-query-plan-unneeded', 'A query of one partition needs no plan.');
      }
      // Only an emulator on this machine runs without TLS. The SDK allows that by default only with its own agent.
      request.allowInsecureConnection = protocol === 'http:';
      const asked = time?.own() ?? 0;
      const answer = await client.sendRequest(request).catch((error: unknown) => {
        // The SDK retries reads for ten seconds on connection errors that it recognises; it does not recognise this
        // one.
        if (request.abortSignal?.aborted) throw error;
        throw new RoderError('cosmos-connection-lost', 'the connection was lost', { cause: error });
      });
      time?.heard({ said: Date.parse(answer.headers.get('date') ?? ''), grain: 1000, asked });
      if (answer.status >= 400) answer.bodyAsText = errorBody(answer.bodyAsText);
      return answer;
    },
  };
}

/** The SDK expects every error body to be a JSON object, but a gateway in between may send HTML or nothing. */
function errorBody(text: string | null | undefined): string {
  const parsed = parsedJson(text ?? '') as { message?: unknown } | null | undefined;
  return parsed?.message === undefined ? JSON.stringify({ message: text ?? '' }) : text!;
}

/**
 * What must exist in Azure Cosmos DB before Roder starts. This is the only definition: the Bicep template, the
 * documentation and the startup check are compared with it. Roder cannot create any of it, because its data-plane role
 * does not allow that.
 */

/** Only Strong makes every instance see a write at once, as the port promises. */
export const accountConsistency = 'Strong';

/**
 * "Cosmos DB Built-in Data Contributor": the only role that Roder's identity needs. Its id is the same in every
 * account.
 */
export const dataContributorRole = '00000000-0000-0000-0000-000000000002';

/**
 * An item's `id` is always indexed. Only paths that queries use are added, since every indexed path costs request
 * units.
 */
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
