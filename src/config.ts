import { unescape as withoutPercents } from 'node:querystring';
import * as z from 'zod/v4';
import { RoderError } from './base/errors.ts';
import { isLoopback } from './base/loopback.ts';
import { defaultTimeZone } from './calendar/instants.ts';

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
  RODER_TEAMS_APP_ID: "the Teams app's own id (a GUID)",
  RODER_TURNS_PER_PERSON: 'a whole number of turns a minute, from 1',
  RODER_TURNS_PER_TENANT: 'a whole number of turns a minute, from 1',
  KOLADA_URL: 'an https:// address such as https://api.kolada.se/v3, or "off"',
  RODER_LANGUAGE_MODEL_ENDPOINT: 'an https:// address such as https://NAME.openai.azure.com',
  RODER_LANGUAGE_MODEL_DEPLOYMENT: "the deployment's name, of letters, digits, ., - and _",
  RODER_LANGUAGE_MODEL_API_VERSION: 'a version such as 2024-10-21',
  APPLICATIONINSIGHTS_CONNECTION_STRING: 'as Azure shows it: InstrumentationKey=…;IngestionEndpoint=…',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'an address such as http://localhost:4318',
  LOG_LEVEL: '"error", "warn", "info", "debug" or "silent"',
};

/** Names the expected type of an invalid setting but not its value: it may be a secret in the wrong place. */
export function describeFault({ path }: { path: PropertyKey[] }): string {
  const name = String(path[0]);
  return `${name} should be ${expected[name] ?? 'text'}, and is something else.`;
}

/** Rules across settings, which the schema cannot express: missing ones, and combinations that do not work. */
export function ruleFaults(env: Environment): string[] {
  return [
    ...(env.RODER_MODE === 'production' ? productionFaults(env) : demoFaults(env)),
    ...storeFaults(env),
    ...modelFaults(env),
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

function modelFaults(env: Environment): string[] {
  const { RODER_LANGUAGE_MODEL_ENDPOINT: endpoint, RODER_LANGUAGE_MODEL_DEPLOYMENT: deployment } = env;
  if (Boolean(endpoint) === Boolean(deployment)) return [];
  const missing = `RODER_LANGUAGE_MODEL_${endpoint ? 'DEPLOYMENT' : 'ENDPOINT'}`;
  return [`${missing} is missing: a language model has an address and a deployment there.`];
}

function zoneFaults(env: Environment): string[] {
  const known = [...Intl.supportedValuesOf('timeZone'), 'UTC'].includes(env.RODER_TIME_ZONE);
  return known ? [] : ['RODER_TIME_ZONE should be a zone such as Europe/Stockholm, and is something else.'];
}

/**
 * The one documented schema of the environment. Any invalid or missing setting stops the start, with one sentence per
 * fault. Production does not start without authentication.
 */

/** The demo's tenant; Microsoft's Playground is configured to use it. */
export const demoTenant = '00000000-0000-4000-8000-0000000000aa';

const optional = z
  .string()
  .trim()
  .optional()
  .transform((text) => text || undefined);

/** A URL without user name, password, query or fragment: URLs are shown and logged, so they must hold no secret. */
const address = z.url({ protocol: /^https?$/u }).refine((text) => {
  const { username, password, search, hash } = URL.parse(text) ?? {};
  return !username && !password && !search && !hash;
});
/** HTTPS, or plain HTTP to this machine. */
const safeAddress = address.refine(
  (text) => /^https:/iu.test(text) || isLoopback(URL.parse(text)?.hostname ?? ''),
);
const host = z.union([z.ipv4(), z.ipv6(), z.string().regex(/^[a-z\d](?:[a-z\d.-]*[a-z\d])?$/iu)]);
const guid = z.guid().toLowerCase();

function perMinute(usual: number) {
  return optional.transform((text) => Number(text ?? usual)).pipe(z.number().int().min(1).max(1_000_000));
}

const environment = z.object({
  /** The port to listen on; 0 picks a free one. */
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
  /** Folder for daily backups of an SQLite store; absent: no backups. */
  RODER_BACKUP_FOLDER: optional,
  /** How many backups to keep. */
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
  /** For an emulator only; Roder reaches a real account with a managed identity. */
  COSMOS_KEY: optional,
  /**
   * The user-assigned identity for the store; absent: the bot's own identity if it has one, else the signed-in user.
   */
  AZURE_CLIENT_ID: optional.pipe(z.guid().optional()),
  MicrosoftAppId: optional.pipe(z.guid().optional()),
  MicrosoftAppType: optional.pipe(z.enum(['SingleTenant', 'UserAssignedMSI']).optional()),
  MicrosoftAppTenantId: optional.pipe(z.guid().optional()),
  /** The secret of a single-tenant app; a managed identity has none. */
  MicrosoftAppPassword: optional,
  /** The last day the secret is valid, as Entra shows it, so that `roder doctor` can warn in time. */
  RODER_SECRET_EXPIRES: optional.pipe(z.iso.date().optional()),
  /** The app registration that people and programs sign in to; absent: Roder is available in Teams only. */
  RODER_SIGN_IN_APP_ID: optional.pipe(guid.optional()),
  /** The app's id in Teams' catalog, for links to its tab; absent: it is the bot's. */
  RODER_TEAMS_APP_ID: optional.pipe(guid.optional()),
  /** The Entra tenants to serve, separated by commas. */
  RODER_TENANTS: optional
    .transform((text) => text?.split(',').flatMap((one) => one.trim().toLowerCase() || []))
    .pipe(z.array(guid).optional()),
  /** The zone for plans that name none; a plan keeps the zone it had when it was imported. */
  RODER_TIME_ZONE: optional.pipe(z.string().default(defaultTimeZone)),
  /** The URL where people's browsers reach Roder to download files: https://roder.example.se */
  RODER_PUBLIC_URL: optional.pipe(address.optional()),
  /** Redirects every message to this person (Entra object id), for rehearsals. */
  RODER_REDIRECT_ALL: optional.pipe(guid.optional()),
  /** Turns accepted from one person per minute; beyond that they are asked to wait. Not applied in demo mode. */
  RODER_TURNS_PER_PERSON: perMinute(120),
  /** The same for a whole organisation, against a loop that writes as many different people. */
  RODER_TURNS_PER_TENANT: perMinute(12_000),
  /** Kolada's URL, or `off` to run without it. Default: Kolada itself in production, `off` in the demo. */
  KOLADA_URL: optional.pipe(z.union([z.literal('off'), safeAddress]).optional()),
  /** The address of an Azure OpenAI resource; absent: messages are understood by the rules alone. */
  RODER_LANGUAGE_MODEL_ENDPOINT: optional.pipe(safeAddress.optional()),
  RODER_LANGUAGE_MODEL_DEPLOYMENT: optional.pipe(
    z
      .string()
      .regex(/^[\w.-]{1,64}$/u)
      .optional(),
  ),
  RODER_LANGUAGE_MODEL_API_VERSION: optional.pipe(
    z
      .string()
      .regex(/^\d{4}-\d\d-\d\d(?:-preview)?$/u)
      .default('2024-10-21'),
  ),
  /** Sends metrics and traces to Azure Monitor. Without this and the next setting, no telemetry is sent or loaded. */
  APPLICATIONINSIGHTS_CONNECTION_STRING: optional.pipe(
    z
      .string()
      .regex(/InstrumentationKey=/u)
      .optional(),
  ),
  /** Sends them to an OpenTelemetry collector (OTLP over HTTP); its other OTEL_EXPORTER_OTLP_ settings apply too. */
  OTEL_EXPORTER_OTLP_ENDPOINT: optional.pipe(address.optional()),
  /** Credentials for the collector. The exporters read them; they are listed here so that Roder never shows them. */
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
  /** Undefined: no backups. */
  readonly backup: { readonly folder: string; readonly keep: number } | undefined;
  readonly app: AppConfig | undefined;
  /** The audience of tokens from people and programs; undefined: Teams is the only way in. */
  readonly signInAppId: string | undefined;
  /** Whose tab a link into Teams opens. */
  readonly teamsAppId: string | undefined;
  readonly tenants: readonly string[];
  readonly timeZone: string;
  /** Without a trailing slash. */
  readonly publicUrl: string | undefined;
  /** Undefined: nothing is fetched from Kolada. */
  readonly koladaUrl: string | undefined;
  /** Undefined, as by default: messages are understood by the rules alone. */
  readonly languageModel: LanguageModelConfig | undefined;
  readonly redirectAll: string | undefined;
  readonly turnLimits: TurnLimits | undefined;
  readonly telemetry: TelemetryConfig | undefined;
  readonly logLevel: string;
}

/** A deployment in the organisation's own Azure OpenAI, signed in to as the managed identity. */
export interface LanguageModelConfig {
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly deployment: string;
  readonly apiVersion: string;
  readonly clientId?: string | undefined;
}

export interface TelemetryConfig {
  readonly connectionString?: string | undefined;
  /** The managed identity for Azure Monitor; absent: the connection string's key is enough. */
  readonly clientId?: string | undefined;
  readonly otlpEndpoint?: string | undefined;
  /** In OpenTelemetry's format: `name=value,name=value`. */
  readonly otlpHeaders: readonly string[];
}

export interface CosmosConfig {
  readonly kind: 'cosmos';
  readonly endpoint: string;
  readonly database: string;
  readonly key?: string | undefined;
  readonly clientId?: string | undefined;
}

/** Turns per minute. */
export interface TurnLimits {
  readonly perPerson: number;
  readonly perTenant: number;
}

/** Roder's own identity in Teams; absent in demo mode only. */
export interface AppConfig {
  readonly id: string;
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly tenantId: string;
  readonly password?: string | undefined;
  /** Local date. */
  readonly secretExpires?: string | undefined;
}

export type Environment = z.output<typeof environment>;

/** Throws `config-invalid` with one line per fault. Repeats no value, since it may be a secret in the wrong place. */
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
    teamsAppId: env.RODER_TEAMS_APP_ID ?? env.MicrosoftAppId,
    tenants: env.RODER_TENANTS ?? (demo ? [demoTenant] : []),
    timeZone: env.RODER_TIME_ZONE,
    publicUrl: env.RODER_PUBLIC_URL?.replace(/(?<!\/)\/+$/u, ''),
    koladaUrl: koladaUrlOf(env),
    languageModel: languageModelOf(env),
    redirectAll: env.RODER_REDIRECT_ALL,
    turnLimits: demo
      ? undefined
      : { perPerson: env.RODER_TURNS_PER_PERSON, perTenant: env.RODER_TURNS_PER_TENANT },
    telemetry: telemetryOf(env),
    logLevel: env.LOG_LEVEL,
  };
}

function languageModelOf(env: Environment): LanguageModelConfig | undefined {
  const { RODER_LANGUAGE_MODEL_ENDPOINT: endpoint, RODER_LANGUAGE_MODEL_DEPLOYMENT: deployment } = env;
  if (!endpoint || !deployment) return undefined;
  return {
    endpoint: endpoint.replace(/(?<!\/)\/+$/u, ''),
    deployment,
    apiVersion: env.RODER_LANGUAGE_MODEL_API_VERSION,
    clientId: identityOf(env),
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

/** Everything that must never appear in output. */
export function secretsOf({ app, store, telemetry }: Config): readonly string[] {
  const key = store.kind === 'cosmos' ? store.key : undefined;
  const { connectionString = '', otlpHeaders = [] } = telemetry ?? {};
  const parts = [...connectionString.split(';'), ...otlpHeaders.flatMap((one) => one.split(','))];
  return [app?.password, key, connectionString, ...otlpHeaders, ...parts.flatMap(secretsIn)].filter(
    (one) => one !== undefined && one !== '',
  ) as string[];
}

/**
 * A value by itself, as it is sent, and without its scheme (such as `Bearer`). Short values are not treated as secrets.
 */
function secretsIn(part: string): string[] {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/su.exec(part) ?? [];
  if (/endpoint|applicationid/iu.test(name)) return [];
  const sent = withoutPercents(value);
  return [value, sent, sent.split(' ').at(-1)!].filter((one) => one.length >= 8);
}

/** A bot with a managed identity uses that identity for the store and for telemetry too. */
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
