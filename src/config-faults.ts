import { isLoopback } from './base/loopback.ts';
import type { Environment } from './config.ts';

const expected: Readonly<Record<string, string>> = {
  PORT: 'a port number from 0 to 65535',
  HOST: "an address of this machine's, such as 127.0.0.1 or 0.0.0.0",
  RODER_MODE: '"demo" or "production"',
  RODER_STORE: '"sqlite:PATH" or "cosmos"',
  COSMOS_ENDPOINT: 'the address alone, such as https://NAME.documents.azure.com:443/',
  COSMOS_DATABASE: "the database's name, of letters, digits, - and _",
  RODER_TENANTS: 'Entra tenant ids (GUIDs), separated by commas',
  RODER_PUBLIC_URL: 'an address such as https://roder.example.se',
  RODER_REDIRECT_ALL: "a person's Entra object id (a GUID)",
  MicrosoftAppId: "the bot's Entra application id (a GUID)",
  MicrosoftAppType: '"SingleTenant" or "UserAssignedMSI"',
  MicrosoftAppTenantId: 'the Entra tenant id (a GUID)',
  AZURE_CLIENT_ID: "a managed identity's client id (a GUID)",
  RODER_SECRET_EXPIRES: 'a date such as 2027-06-30',
  RODER_TURNS_PER_PERSON: 'a whole number of turns a minute, from 1',
  RODER_TURNS_PER_TENANT: 'a whole number of turns a minute, from 1',
  KOLADA_URL: 'an https:// address such as https://api.kolada.se/v3, or "off"',
  APPLICATIONINSIGHTS_CONNECTION_STRING: 'as Azure shows it: InstrumentationKey=…;IngestionEndpoint=…',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'an address such as http://localhost:4318',
  LOG_LEVEL: '"error", "warn", "info", "debug" or "silent"',
};

/** A setting that is not of its kind. What it is instead is not said: it may be a secret in the wrong place. */
export function describeFault({ path }: { path: PropertyKey[] }): string {
  const name = String(path[0]);
  return `${name} should be ${expected[name] ?? 'text'}, and is something else.`;
}

/** What each setting by itself cannot tell: what is missing, and what does not go together. */
export function ruleFaults(env: Environment): string[] {
  return [
    ...(env.RODER_MODE === 'production' ? productionFaults(env) : demoFaults(env)),
    ...storeFaults(env),
    ...zoneFaults(env),
  ];
}

function productionFaults(env: Environment): string[] {
  const missing = (['MicrosoftAppId', 'MicrosoftAppType', 'MicrosoftAppTenantId', 'RODER_TENANTS'] as const)
    .filter((name) => !env[name]?.length)
    .map(
      (name) =>
        `${name} is missing: production does not start without authentication (RODER_MODE=demo does, on this machine only).`,
    );
  const secret = env.MicrosoftAppPassword;
  if (env.MicrosoftAppType === 'SingleTenant' && !secret)
    missing.push('MicrosoftAppPassword is missing: a SingleTenant app has a secret.');
  if (env.RODER_PUBLIC_URL && !env.RODER_PUBLIC_URL.startsWith('https://'))
    missing.push('RODER_PUBLIC_URL does not begin with https://: files with public records go encrypted.');
  if (env.MicrosoftAppType === 'UserAssignedMSI' && secret)
    missing.push('MicrosoftAppPassword is set, but a managed identity has no secret: remove it.');
  return missing;
}

function demoFaults(env: Environment): string[] {
  const faults: string[] = [];
  if (env.HOST && !isLoopback(env.HOST))
    faults.push(
      'HOST is another address, but demo mode has no authentication and listens on 127.0.0.1 only.',
    );
  if (env.MicrosoftAppId)
    faults.push(
      'MicrosoftAppId is set, but demo mode runs without authentication: remove it, or set RODER_MODE=production.',
    );
  return faults;
}

function storeFaults(env: Environment): string[] {
  if (env.RODER_STORE !== 'cosmos') return [];
  return env.COSMOS_ENDPOINT
    ? []
    : ["COSMOS_ENDPOINT is missing: RODER_STORE=cosmos needs the account's address."];
}

function zoneFaults(env: Environment): string[] {
  const known = [...Intl.supportedValuesOf('timeZone'), 'UTC'].includes(env.RODER_TIME_ZONE);
  return known ? [] : ['RODER_TIME_ZONE should be a zone such as Europe/Stockholm, and is something else.'];
}
