import { readConfig } from '../config.ts';
import type { DocumentStore } from '../storage/document-store.ts';

/**
 * The store as the environment names it (RODER_STORE, COSMOS_…), for a command that talks to nobody in
 * Teams: demo mode is the one that asks for no authentication. Throws `config-invalid` or `store-unavailable`.
 */
export async function openStoreAlone(variables: NodeJS.ProcessEnv): Promise<DocumentStore> {
  const { RODER_STORE, COSMOS_ENDPOINT, COSMOS_DATABASE, COSMOS_KEY } = variables;
  const store = { RODER_STORE, COSMOS_ENDPOINT, COSMOS_DATABASE, COSMOS_KEY };
  const { openStore } = await import('../compose.ts');
  return openStore(readConfig({ ...store, RODER_MODE: 'demo' }));
}
