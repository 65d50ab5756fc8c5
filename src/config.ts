import { unescape as withoutPercents } from 'node:querystring';
import * as z from 'zod/v4';
import { RoderError } from './base/errors.ts';
import { isLoopback } from './base/loopback.ts';
import { usualTimeZone } from './calendar/instants.ts';

const expected: Readonly<Record<string, string>> = {
  PORT: 'a port number from 0 to 65535',
  HOST: "an address of this machine's, such as 127.0.0.1 or 0.0.0.0",
  RODER_MODE: '"demo" or "production"',
  RODER_STORE: '"sqlite:PATH" or "cosmos"',
  RODER_BACKUP_FOLDER: 'a folder',
  RODER_BACKUP_KEEP: 'a whole number of backups, from 1',
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
  RODER_SIGN_IN_APP_ID: "an app registration's client id (a GUID)",
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
  if (env.RODER_SIGN_IN_APP_ID && !env.RODER_PUBLIC_URL)
    missing.push(
      'RODER_PUBLIC_URL is missing: who signs in (RODER_SIGN_IN_APP_ID) comes back to that address.',
    );
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
  if (env.RODER_SIGN_IN_APP_ID)
    faults.push('RODER_SIGN_IN_APP_ID is set, but nobody signs in to the demo: remove it.');
  return faults;
}

function storeFaults(env: Environment): string[] {
  if (env.RODER_STORE !== 'cosmos') return [];
  const faults: string[] = [];
  if (!env.COSMOS_ENDPOINT)
    faults.push("COSMOS_ENDPOINT is missing: RODER_STORE=cosmos needs the account's address.");
  if (env.RODER_BACKUP_FOLDER)
    faults.push(
      'RODER_BACKUP_FOLDER is set, but Cosmos DB makes its own backups: remove it, and see docs/backup.md.',
    );
  return faults;
}

function zoneFaults(env: Environment): string[] {
  const known = [...Intl.supportedValuesOf('timeZone'), 'UTC'].includes(env.RODER_TIME_ZONE);
  return known ? [] : ['RODER_TIME_ZONE should be a zone such as Europe/Stockholm, and is something else.'];
}

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

/** Without a name, a password or a key in it: an address is shown where a secret is not. */
const address = z.url({ protocol: /^https?$/u }).refine((text) => {
  const { username, password, search, hash } = URL.parse(text) ?? {};
  return !username && !password && !search && !hash;
});
/** Encrypted, or on this machine. */
const safeAddress = address.refine(
  (text) => /^https:/iu.test(text) || isLoopback(URL.parse(text)?.hostname ?? ''),
);
const host = z.union([z.ipv4(), z.ipv6(), z.string().regex(/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/iu)]);
const guid = z.guid().toLowerCase();

/** How many a minute. */
function perMinute(usual: number) {
  return optional.transform((text) => Number(text ?? usual)).pipe(z.number().int().min(1).max(1_000_000));
}

const environment = z.object({
  /** The port to listen on; 0 takes a free one. */
  PORT: optional.transform((text) => Number(text ?? 3978)).pipe(z.number().int().min(0).max(65_535)),
  /** The address to listen on: 127.0.0.1 in demo mode, every address otherwise. */
  HOST: optional.pipe(host.optional()),
  /** `demo` runs without authentication, on this machine only. */
  RODER_MODE: optional.pipe(z.enum(['demo', 'production']).default('production')),
  /** `sqlite:PATH` or `cosmos`. */
  RODER_STORE: optional.pipe(
    z
      .string()
      .regex(/^(cosmos|sqlite:.+)$/u)
      .default('sqlite:.roder/roder.db'),
  ),
  /** Where an SQLite store's daily backups go; absent: none are made. */
  RODER_BACKUP_FOLDER: optional,
  /** How many of them are kept. */
  RODER_BACKUP_KEEP: optional
    .transform((text) => Number(text ?? 14))
    .pipe(z.number().int().min(1).max(10_000)),
  COSMOS_ENDPOINT: optional.pipe(safeAddress.optional()),
  COSMOS_DATABASE: optional.pipe(
    z
      .string()
      .regex(/^[\w-]{1,255}$/u)
      .default('roder'),
  ),
  /** An emulator's key; a real account is reached by managed identity. */
  COSMOS_KEY: optional,
  /** The user-assigned identity that reads the store; absent: the bot's own, if that is one, or whoever is signed in. */
  AZURE_CLIENT_ID: optional.pipe(z.guid().optional()),
  MicrosoftAppId: optional.pipe(z.guid().optional()),
  MicrosoftAppType: optional.pipe(z.enum(['SingleTenant', 'UserAssignedMSI']).optional()),
  MicrosoftAppTenantId: optional.pipe(z.guid().optional()),
  /** A single-tenant app's secret; a managed identity has none. */
  MicrosoftAppPassword: optional,
  /** The last day that secret is valid, as Entra shows it: the doctor warns in time. */
  RODER_SECRET_EXPIRES: optional.pipe(z.iso.date().optional()),
  /** The app registration that people and programs sign in to; absent: Roder is to be met in Teams alone. */
  RODER_SIGN_IN_APP_ID: optional.pipe(guid.optional()),
  /** The Entra tenants that are served, separated by commas. */
  RODER_TENANTS: optional
    .transform((text) => text?.split(',').flatMap((one) => one.trim().toLowerCase() || []))
    .pipe(z.array(guid).optional()),
  /** For a plan that names no zone of its own; it keeps the one that it was put in force with. */
  RODER_TIME_ZONE: optional.pipe(z.string().default(usualTimeZone)),
  /** Where people's browsers reach Roder, for files to fetch: https://roder.example.se */
  RODER_PUBLIC_URL: optional.pipe(address.optional()),
  /** Rehearsal: every message goes to this person (Entra object id). */
  RODER_REDIRECT_ALL: optional.pipe(guid.optional()),
  /** Messages and presses taken from one person; more are asked to wait. Not counted in demo mode. */
  RODER_TURNS_PER_PERSON: perMinute(120),
  /** The same for a whole organisation, against a loop that writes as many people. */
  RODER_TURNS_PER_TENANT: perMinute(12_000),
  /** Kolada's address; `off`: without it. Production asks Kolada itself, the demo nobody. */
  KOLADA_URL: optional.pipe(z.union([z.literal('off'), safeAddress]).optional()),
  /** Metrics and traces go to Azure Monitor; without this and the next they go nowhere and nothing is loaded for them. */
  APPLICATIONINSIGHTS_CONNECTION_STRING: optional.pipe(
    z
      .string()
      .regex(/InstrumentationKey=/u)
      .optional(),
  ),
  /** The same to a collector of OpenTelemetry's (OTLP over HTTP); its other OTEL_EXPORTER_OTLP_ settings count too. */
  OTEL_EXPORTER_OTLP_ENDPOINT: optional.pipe(address.optional()),
  /** What the collector is to believe; read by the exporters, and here so that it is never shown. */
  OTEL_EXPORTER_OTLP_HEADERS: optional,
  OTEL_EXPORTER_OTLP_METRICS_HEADERS: optional,
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: optional,
  LOG_LEVEL: optional.pipe(z.enum(['error', 'warn', 'info', 'debug', 'silent']).default('info')),
});

export interface Config {
  readonly mode: 'demo' | 'production';
  readonly port: number;
  readonly host: string;
  readonly store: { readonly kind: 'sqlite'; readonly path: string } | CosmosConfig;
  /** Undefined: no backups are made. */
  readonly backup: { readonly folder: string; readonly keep: number } | undefined;
  readonly app: AppConfig | undefined;
  /** Whom tokens of people and programs are for; undefined: there is no door but Teams'. */
  readonly signInAppId: string | undefined;
  readonly tenants: readonly string[];
  readonly timeZone: string;
  /** Without a slash at its end. */
  readonly publicUrl: string | undefined;
  /** Undefined: no values are fetched from Kolada. */
  readonly koladaUrl: string | undefined;
  readonly redirectAll: string | undefined;
  readonly turnLimits: TurnLimits | undefined;
  readonly telemetry: TelemetryConfig | undefined;
  readonly logLevel: string;
}

/** Where metrics and traces go. */
export interface TelemetryConfig {
  readonly connectionString?: string | undefined;
  /** The managed identity that Azure Monitor lets in; absent: the key in the connection string is enough. */
  readonly clientId?: string | undefined;
  readonly otlpEndpoint?: string | undefined;
  /** As OpenTelemetry takes them: `name=value,name=value`. */
  readonly otlpHeaders: readonly string[];
}

export interface CosmosConfig {
  readonly kind: 'cosmos';
  readonly endpoint: string;
  readonly database: string;
  readonly key?: string | undefined;
  readonly clientId?: string | undefined;
}

/** Turns a minute. */
export interface TurnLimits {
  readonly perPerson: number;
  readonly perTenant: number;
}

/** Who Roder is to Teams; absent in demo mode only. */
export interface AppConfig {
  readonly id: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
  readonly password?: string | undefined;
  /** Local date. */
  readonly secretExpires?: string | undefined;
}

export type Environment = z.output<typeof environment>;

/** Throws `config-invalid` with one line per fault; repeats no value, since a secret may stand in the wrong place. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(variables);
  const shapeFaults = parsed.success ? [] : [...new Set(parsed.error.issues.map(describeFault))];
  const faults = parsed.success ? ruleFaults(parsed.data) : shapeFaults;
  if (!parsed.success || faults.length > 0) {
    throw new RoderError(
      'config-invalid',
      `Roder cannot start:\n${faults.map((one) => `- ${one}`).join('\n')}`,
    );
  }
  return configOf(parsed.data);
}

function koladaUrlOf({ KOLADA_URL, RODER_MODE }: Environment): string | undefined {
  if (KOLADA_URL) return KOLADA_URL === 'off' ? undefined : KOLADA_URL;
  return RODER_MODE === 'demo' ? undefined : 'https://api.kolada.se/v3';
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
            clientId: identityOf(env),
          }
        : { kind: 'sqlite', path: env.RODER_STORE.slice('sqlite:'.length) },
    backup: env.RODER_BACKUP_FOLDER
      ? { folder: env.RODER_BACKUP_FOLDER, keep: env.RODER_BACKUP_KEEP }
      : undefined,
    app: demo ? undefined : appOf(env),
    signInAppId: env.RODER_SIGN_IN_APP_ID,
    tenants: env.RODER_TENANTS ?? (demo ? [demoTenant] : []),
    timeZone: env.RODER_TIME_ZONE,
    publicUrl: env.RODER_PUBLIC_URL?.replace(/(?<!\/)\/+$/u, ''),
    koladaUrl: koladaUrlOf(env),
    redirectAll: env.RODER_REDIRECT_ALL,
    turnLimits: demo
      ? undefined
      : { perPerson: env.RODER_TURNS_PER_PERSON, perTenant: env.RODER_TURNS_PER_TENANT },
    telemetry: telemetryOf(env),
    logLevel: env.LOG_LEVEL,
  };
}

function telemetryOf(env: Environment): TelemetryConfig | undefined {
  const connectionString = env.APPLICATIONINSIGHTS_CONNECTION_STRING;
  const otlpEndpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const clientId = identityOf(env);
  const otlpHeaders = [
    env.OTEL_EXPORTER_OTLP_HEADERS,
    env.OTEL_EXPORTER_OTLP_METRICS_HEADERS,
    env.OTEL_EXPORTER_OTLP_TRACES_HEADERS,
  ].filter((one) => one !== undefined);
  if (!connectionString && !otlpEndpoint) return undefined;
  return { connectionString, clientId, otlpEndpoint, otlpHeaders };
}

/** What must never be seen outside, whatever else goes wrong. */
export function secretsOf({ app, store, telemetry }: Config): readonly string[] {
  const key = store.kind === 'cosmos' ? store.key : undefined;
  const { connectionString = '', otlpHeaders = [] } = telemetry ?? {};
  const parts = [...connectionString.split(';'), ...otlpHeaders.flatMap((one) => one.split(','))];
  return [app?.password, key, connectionString, ...otlpHeaders, ...parts.flatMap(secretsIn)].filter(
    (one) => one !== undefined && one !== '',
  ) as string[];
}

/** A value by itself, as it is sent, and a token without what stands before it; what is short is no secret. */
function secretsIn(part: string): string[] {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/su.exec(part) ?? [];
  if (/endpoint|applicationid/iu.test(name)) return [];
  const sent = withoutPercents(value);
  return [value, sent, sent.split(' ').at(-1)!].filter((one) => one.length >= 8);
}

/** A bot that is a managed identity is the same to its store and to what it reports to. */
function identityOf(env: Environment): string | undefined {
  return env.AZURE_CLIENT_ID ?? (env.MicrosoftAppType === 'UserAssignedMSI' ? env.MicrosoftAppId : undefined);
}

function appOf(env: Environment): AppConfig {
  const { MicrosoftAppId, MicrosoftAppType, MicrosoftAppTenantId, MicrosoftAppPassword } = env;
  return {
    id: MicrosoftAppId!,
    type: MicrosoftAppType!,
    tenantId: MicrosoftAppTenantId!,
    password: MicrosoftAppPassword,
    secretExpires: env.RODER_SECRET_EXPIRES,
  };
}
