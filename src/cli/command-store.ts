import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { DocumentStore } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';
import { readConfig } from '../config.ts';
import { type Language, translator } from '../language/language.ts';
import { readyStore } from '../storage/ready-store.ts';
import { tenantsInSqliteFile } from '../storage/sqlite-file.ts';

/** Nobody in Teams waits for a command, and one that reads or writes everything meets a throttled account. */
const patience = { total: 60_000, attempt: 20_000 };

export interface CommandStore {
  /** The command closes it. */
  openStore(): Promise<DocumentStore>;
  tenants(): readonly string[];
}

/**
 * The store from the environment (RODER_STORE, COSMOS_…), for a command that does not talk to Teams; it uses demo mode,
 * the only mode that requires no authentication settings. Throws `config-invalid` or `store-unavailable`.
 */
export function storeForCommand(variables: NodeJS.ProcessEnv): CommandStore {
  return {
    openStore: async () => {
      const { openStore } = await import('../open-store.ts');
      return readyStore(await openStore(readConfig(storeVariables(variables)), { patience }));
    },
    tenants: () => tenantsNamed(variables) ?? tenantsHeld(variables) ?? [],
  };
}

/** The same for a command that needs an existing store; throws `store-missing` if there is none. */
export function existingStoreForCommand(variables: NodeJS.ProcessEnv, language: Language): CommandStore {
  const there = storeForCommand(variables);
  const check = () => {
    const { store } = readConfig(storeVariables(variables));
    if (store.kind === 'sqlite' && !existsSync(store.path)) {
      const sentence = translator(language)('cli.storeMissing', { path: resolve(store.path) });
      throw new RoderError('store-missing', sentence);
    }
  };
  return {
    openStore: async () => {
      check();
      return there.openStore();
    },
    tenants: () => {
      check();
      return there.tenants();
    },
  };
}

/** The tenants in RODER_TENANTS; undefined if it names none. */
export function tenantsNamed({ RODER_TENANTS }: NodeJS.ProcessEnv): readonly string[] | undefined {
  const named = RODER_TENANTS?.split(',').flatMap((one) => one.trim().toLowerCase() || []) ?? [];
  return named.length > 0 ? named : undefined;
}

/** The tenants in an SQLite file; undefined for Cosmos DB, where no query spans tenants. */
function tenantsHeld(variables: NodeJS.ProcessEnv): readonly string[] | undefined {
  const { store } = readConfig(storeVariables(variables));
  return store.kind === 'sqlite' ? tenantsInSqliteFile(store.path) : undefined;
}

/** Reads RODER_TIME_ZONE without the other settings. Throws `config-invalid`. */
export function timeZoneAlone({ RODER_TIME_ZONE }: NodeJS.ProcessEnv): string {
  return readConfig({ RODER_TIME_ZONE, RODER_MODE: 'demo' }).timeZone;
}

export function storeVariables(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { RODER_STORE, COSMOS_ENDPOINT, COSMOS_DATABASE, COSMOS_KEY, MicrosoftAppType, MicrosoftAppId } =
    variables;
  const botIdentity = MicrosoftAppType === 'UserAssignedMSI' ? MicrosoftAppId : undefined;
  const { AZURE_CLIENT_ID = botIdentity } = variables;
  return { RODER_STORE, COSMOS_ENDPOINT, COSMOS_DATABASE, COSMOS_KEY, AZURE_CLIENT_ID, RODER_MODE: 'demo' };
}
