import * as z from 'zod/v4';
import { RoderError } from './errors.ts';

/**
 * The one documented schema of the environment. Anything wrong or missing stops the start, every fault in
 * a sentence of its own; production does not start without authentication.
 */

/** The tenant of the demo: Microsoft's Playground is told to use it. */
export const demoTenant = '00000000-0000-4000-8000-0000000000aa';

const optional = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || undefined);

const environment = z.object({
  /** The port to listen on; 0 takes a free one. */
  PORT: optional.transform((text) => Number(text ?? 3978)).pipe(z.number().int().min(0).max(65_535)),
  /** The address to listen on: 127.0.0.1 in demo mode, every address otherwise. */
  HOST: optional,
  /** `demo` runs without authentication, on this machine only. */
  RODER_MODE: optional.pipe(z.enum(['demo', 'production']).default('production')),
  /** `sqlite:PATH` or `cosmos`. */
  RODER_STORE: optional.pipe(
    z
      .string()
      .regex(/^(cosmos|sqlite:.+)$/u)
      .default('sqlite:.roder/roder.db'),
  ),
  COSMOS_ENDPOINT: optional.pipe(z.url().optional()),
  COSMOS_DATABASE: optional.pipe(z.string().default('roder')),
  /** An emulator's key; a real account is reached by managed identity. */
  COSMOS_KEY: optional,
  MicrosoftAppId: optional.pipe(z.guid().optional()),
  MicrosoftAppType: optional.pipe(z.enum(['SingleTenant', 'UserAssignedMSI']).optional()),
  MicrosoftAppTenantId: optional.pipe(z.guid().optional()),
  /** A single-tenant app's secret; a managed identity has none. */
  MicrosoftAppPassword: optional,
  /** The Entra tenants that are served, separated by commas. */
  RODER_TENANTS: optional.transform((text) =>
    text?.split(',').flatMap((one) => one.trim().toLowerCase() || []),
  ),
  /** For periods of a plan that names no zone of its own. */
  RODER_TIME_ZONE: optional.pipe(z.string().default('Europe/Stockholm')),
  /** Where people's browsers reach Roder, for files to fetch: https://roder.example.se */
  RODER_PUBLIC_URL: optional.pipe(z.url({ protocol: /^https?$/u }).optional()),
  /** Rehearsal: every message goes to this person (Entra object id). */
  RODER_REDIRECT_ALL: optional,
  LOG_LEVEL: optional.pipe(z.enum(['error', 'warn', 'info', 'debug', 'silent']).default('info')),
});

export interface Config {
  readonly mode: 'demo' | 'production';
  readonly port: number;
  readonly host: string;
  readonly store: { readonly kind: 'sqlite'; readonly path: string } | CosmosConfig;
  readonly app: AppConfig | undefined;
  readonly tenants: readonly string[];
  /** Without a slash at its end. */
  readonly publicUrl: string | undefined;
  readonly redirectAll: string | undefined;
  readonly logLevel: string;
}

export interface CosmosConfig {
  readonly kind: 'cosmos';
  readonly endpoint: string;
  readonly database: string;
  readonly key?: string | undefined;
}

/** Who Roder is to Teams; absent in demo mode only. */
export interface AppConfig {
  readonly id: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
  readonly password?: string | undefined;
}

type Environment = z.output<typeof environment>;

/** Throws `config-invalid` with one line per fault; never repeats a secret. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(variables);
  const shapeFaults = parsed.success ? [] : parsed.error.issues.map(describe(variables));
  const faults = parsed.success ? ruleFaults(parsed.data) : shapeFaults;
  if (!parsed.success || faults.length > 0) {
    throw new RoderError(
      'config-invalid',
      `Roder cannot start:\n${faults.map((one) => `- ${one}`).join('\n')}`,
    );
  }
  return configOf(parsed.data);
}

const expected: Readonly<Record<string, string>> = {
  PORT: 'a port number from 0 to 65535',
  RODER_MODE: '"demo" or "production"',
  RODER_STORE: '"sqlite:PATH" or "cosmos"',
  COSMOS_ENDPOINT: 'an address such as https://NAME.documents.azure.com:443/',
  RODER_PUBLIC_URL: 'an address such as https://roder.example.se',
  MicrosoftAppId: "the bot's Entra application id (a GUID)",
  MicrosoftAppType: '"SingleTenant" or "UserAssignedMSI"',
  MicrosoftAppTenantId: 'the Entra tenant id (a GUID)',
  LOG_LEVEL: '"error", "warn", "info", "debug" or "silent"',
};

function describe(variables: Readonly<Record<string, string | undefined>>) {
  return ({ path }: { path: PropertyKey[] }) => {
    const name = String(path[0]);
    return `${name} is "${variables[name]}"; it should be ${expected[name] ?? 'text'}.`;
  };
}

function ruleFaults(env: Environment): string[] {
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
    faults.push(`HOST is "${env.HOST}", but demo mode has no authentication and listens on 127.0.0.1 only.`);
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
  return known
    ? []
    : [`RODER_TIME_ZONE is "${env.RODER_TIME_ZONE}"; it should be a zone such as Europe/Stockholm.`];
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/u.test(host);
}

function configOf(env: Environment): Config {
  const demo = env.RODER_MODE === 'demo';
  return {
    mode: env.RODER_MODE,
    port: env.PORT,
    host: env.HOST ?? (demo ? '127.0.0.1' : '0.0.0.0'),
    store:
      env.RODER_STORE === 'cosmos'
        ? {
            kind: 'cosmos',
            endpoint: env.COSMOS_ENDPOINT!,
            database: env.COSMOS_DATABASE,
            key: env.COSMOS_KEY,
          }
        : { kind: 'sqlite', path: env.RODER_STORE.slice('sqlite:'.length) },
    app: demo ? undefined : appOf(env),
    tenants: env.RODER_TENANTS ?? (demo ? [demoTenant] : []),
    publicUrl: env.RODER_PUBLIC_URL?.replace(/\/+$/u, ''),
    redirectAll: env.RODER_REDIRECT_ALL,
    logLevel: env.LOG_LEVEL,
  };
}

function appOf(env: Environment): AppConfig {
  const { MicrosoftAppId, MicrosoftAppType, MicrosoftAppTenantId, MicrosoftAppPassword } = env;
  return {
    id: MicrosoftAppId!,
    type: MicrosoftAppType!,
    tenantId: MicrosoftAppTenantId!,
    password: MicrosoftAppPassword,
  };
}
