import { readConfig } from '../config.ts';
import type { DocumentStore } from '../storage/document-store.ts';
import { readyStore } from '../storage/ready-store.ts';

/**
 * The store as the environment names it (RODER_STORE, COSMOS_…), for a command that talks to nobody in
 * Teams: demo mode is the one that asks for no authentication. Throws `config-invalid` or `store-unavailable`.
 */
export async function openStoreAlone(variables: NodeJS.ProcessEnv): Promise<DocumentStore> {
  const { openStore } = await import('../open-store.ts');
  return readyStore(await openStore(readConfig(storeVariables(variables))));
}

/** RODER_TIME_ZONE alone. Throws `config-invalid`. */
export function timeZoneAlone({ RODER_TIME_ZONE }: NodeJS.ProcessEnv): string {
  return readConfig({ RODER_TIME_ZONE, RODER_MODE: 'demo' }).timeZone;
}

function storeVariables(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { RODER_STORE, COSMOS_ENDPOINT, COSMOS_DATABASE, COSMOS_KEY, MicrosoftAppType, MicrosoftAppId } =
    variables;
  const botIdentity = MicrosoftAppType === 'UserAssignedMSI' ? MicrosoftAppId : undefined;
  const { AZURE_CLIENT_ID = botIdentity } = variables;
  return { RODER_STORE, COSMOS_ENDPOINT, COSMOS_DATABASE, COSMOS_KEY, AZURE_CLIENT_ID, RODER_MODE: 'demo' };
}
