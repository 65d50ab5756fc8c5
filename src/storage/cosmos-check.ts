import type { ContainerDefinition } from '@azure/cosmos';
import type { StoreHealth } from '../base/document-store.ts';
import { asError } from '../base/errors.ts';
import { isLoopback } from '../base/loopback.ts';
import { statusOf } from './cosmos-answers.ts';
import type { Attempts } from './cosmos-attempts.ts';
import {
  accountConsistency,
  type CosmosConnection,
  type CosmosPlace,
  dataContributorRole,
  documentsContainer,
} from './cosmos-client.ts';

/** Checks the database and container, and says what is missing, denied or different, with the command that fixes it. */
export async function checkCosmos(
  place: CosmosPlace,
  { client }: CosmosConnection,
  attempts: Attempts,
): Promise<StoreHealth> {
  const database = client.database(place.database);
  const answer = <T>(reading: () => Promise<T>) => reading().catch((error: unknown) => ({ error }));
  const container = await answer(() =>
    attempts('check', ({ ask, signal }) =>
      ask(database.container(documentsContainer.id).read({ abortSignal: signal })),
    ),
  );
  if ('error' in container) return explained(place, container.error);
  const different = differences(place, container.resource);
  if (different) return { ok: false, problem: different };
  if (isLoopback(new URL(place.endpoint).hostname)) return { ok: true };
  const account = await answer(() =>
    attempts('check', ({ ask, signal }) => ask(client.getDatabaseAccount({ abortSignal: signal }))),
  );
  if ('error' in account) return explained(place, account.error);
  const problem = consistencyProblem(place, account.resource?.consistencyPolicy);
  return problem ? { ok: false, problem } : { ok: true };
}

function explained(place: CosmosPlace, thrown: unknown): StoreHealth {
  const error = asError(thrown);
  const at = `Azure Cosmos DB at ${new URL(place.endpoint).host}`;
  switch (statusOf(error.cause ?? error)) {
    case 404:
      return wrong(
        `${at} has no container ${documentsContainer.id} in a database ${place.database}. Deploy the infrastructure again, or run:\n${commands(place).create}`,
      );
    case 401:
    case 403:
      return wrong(
        `${at} denies access to the identity Roder runs as. Give it the role, and wait some minutes:\n${commands(place).grant}`,
      );
    default: {
      const problem = `${at} cannot be used: ${error.message} Check COSMOS_ENDPOINT, the network rules, and on a desk that you are signed in (az login).`;
      return { ok: false, problem, isTransient: true };
    }
  }
}

function wrong(problem: string): StoreHealth {
  return { ok: false, problem };
}

/** Where the container differs from `documentsContainer`; undefined if nowhere. */
export function differences(place: CosmosPlace, actual: ContainerDefinition | undefined): string | undefined {
  const { id, partitionKey, indexingPolicy } = documentsContainer;
  const [path] = partitionKey.paths;
  if (actual?.partitionKey?.paths.join() !== path) {
    return `The container ${id} is partitioned by ${actual?.partitionKey?.paths.join() || 'nothing'}, not by ${path}. That cannot be changed: create the container in a new database, and name that in COSMOS_DATABASE:\n${commands(place).create}`;
  }
  const indexed = (actual.indexingPolicy?.includedPaths ?? []).map((included) => included.path);
  const missing = indexingPolicy.includedPaths.filter((wanted) => !indexed.includes(wanted.path));
  if (missing.length === 0 || indexed.includes('/*')) return undefined;
  return `The container ${id} does not index ${missing.map((wanted) => wanted.path).join(', ')}, so queries would be slow and dear. Run:\n${commands(place).index}`;
}

export function consistencyProblem(place: CosmosPlace, actual: string | undefined): string | undefined {
  if (actual === accountConsistency) return undefined;
  return `The account's consistency is ${actual ?? 'unknown'}, so one instance would not see at once what another wrote. Run:\n${commands(place).consistency}`;
}

function commands({ endpoint, database }: CosmosPlace) {
  const [account] = new URL(endpoint).hostname.split('.');
  const of = `--account-name ${account} --resource-group GROUP`;
  const { id, partitionKey, indexingPolicy } = documentsContainer;
  const container = `${of} --database-name ${database} --name ${id}`;
  const index = `--idx '${JSON.stringify(indexingPolicy)}'`;
  return {
    create:
      `az cosmosdb sql database create ${of} --name ${database}\n` +
      `az cosmosdb sql container create ${container} --partition-key-path ${partitionKey.paths[0]} ${index}`,
    index: `az cosmosdb sql container update ${container} ${index}`,
    grant: `az cosmosdb sql role assignment create ${of} --scope / --principal-id IDENTITY --role-definition-id ${dataContributorRole}`,
    consistency: `az cosmosdb update --name ${account} --resource-group GROUP --default-consistency-level ${accountConsistency}`,
  };
}
