import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { personScope, readRole, writeRole } from '../src/api/caller.ts';

/**
 * `npm run signin -- RODER_URL`: makes the app registration that people sign in to and programs have their roles of, by
 * Azure CLI, and looks at it again. Again with `--id APP_ID` it sets the same right in one that there is, and
 * `--id APP_ID --check` only looks. It has no secret, and may read nothing: it only says who somebody is.
 */

/** Microsoft's own: Teams on a computer or a phone, and in a browser. */
const teamsClients = ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'];

export interface SignInApp {
  readonly url: string;
  readonly appId: string;
  /** Of the scope; any will do, and one is kept once it is made. */
  readonly scopeId: string;
  /** That it has already. Entra takes none away that is not first disabled, and one's own are left in peace. */
  readonly roles: readonly AppRole[];
}

export interface AppRole {
  readonly id: string;
  readonly value: string;
  readonly [more: string]: unknown;
}

/** What an administrator reads when a program is to have it. */
const programRoles: Readonly<Record<string, { readonly displayName: string; readonly description: string }>> =
  {
    [readRole]: {
      displayName: 'Read',
      description: 'Reads the plan, rounds, values and reports, as a reader in Roder may.',
    },
    [writeRole]: {
      displayName: 'Deliver values',
      description: 'Delivers values to Roder, and reads nothing.',
    },
  };

/** The registration itself. */
export function createArguments(url: string): string[] {
  return [
    ...['ad', 'app', 'create', '--display-name', 'Roder', '--sign-in-audience', 'AzureADMyOrg'],
    ...['--web-redirect-uris', redirectOf(url), '--enable-id-token-issuance', 'true'],
    ...['--requested-access-token-version', '2', '--query', 'appId', '--output', 'tsv'],
  ];
}

/** With the roles of programs, each with the id it has or a new one. */
function rolesWith(roles: readonly AppRole[]): AppRole[] {
  const ours = Object.entries(programRoles).map(([value, words]) => ({
    ...words,
    id: roles.find((one) => one.value === value)?.id ?? randomUUID(),
    value,
    allowedMemberTypes: ['Application'],
    isEnabled: true,
  }));
  return [...roles.filter(({ value }) => !(value in programRoles)), ...ours];
}

/** What needs its id; Entra takes the programs that need not ask only once it has the scope. `json` keeps a text as a file. */
export function updateArguments(
  { url, appId, scopeId, roles }: SignInApp,
  json: (value: unknown) => string,
): string[][] {
  const words = {
    adminConsentDisplayName: 'Say who you are to Roder',
    userConsentDisplayName: 'Say who you are to Roder',
  };
  const scope = {
    ...words,
    id: scopeId,
    value: personScope,
    type: 'User',
    isEnabled: true,
    adminConsentDescription: 'Roder learns who signs in, and nothing else.',
    userConsentDescription: 'Roder learns who signs in, and nothing else.',
  };
  const allowed = teamsClients.map((client) => ({ appId: client, delegatedPermissionIds: [scopeId] }));
  const update = (...more: string[]) => ['ad', 'app', 'update', '--id', appId, ...more];
  return [
    update('--identifier-uris', identifierOf(url, appId)),
    update('--set', `api.oauth2PermissionScopes=${json([scope])}`),
    update('--set', `api.preAuthorizedApplications=${json(allowed)}`),
    update('--app-roles', json(rolesWith(roles))),
  ];
}

/** As Entra tells of one: what of it Roder needs. */
export interface Registered {
  readonly identifierUris?: readonly string[];
  readonly web?: { readonly redirectUris?: readonly string[] };
  readonly api?: {
    readonly requestedAccessTokenVersion?: number | null;
    readonly oauth2PermissionScopes?: readonly {
      readonly id: string;
      readonly value: string;
      readonly isEnabled: boolean;
    }[];
  };
  readonly appRoles?: readonly AppRole[];
}

/** What it lacks, a line each; none is well. */
export function lacking(url: string, appId: string, found: Registered): string[] {
  const enabled = (some: readonly { readonly value: string; readonly isEnabled?: unknown }[] = []) =>
    some.flatMap(({ value, isEnabled }) => (isEnabled ? value : []));
  const { api = {}, web, appRoles, identifierUris = [] } = found;
  const needed: readonly (readonly [string, boolean])[] = [
    [`the address ${identifierOf(url, appId)}`, identifierUris.includes(identifierOf(url, appId))],
    [`the redirect to ${redirectOf(url)}`, (web?.redirectUris ?? []).includes(redirectOf(url))],
    ['access tokens of version 2', api.requestedAccessTokenVersion === 2],
    [`the scope ${personScope}`, enabled(api.oauth2PermissionScopes).includes(personScope)],
    ...Object.keys(programRoles).map(
      (role) => [`the application role ${role}`, enabled(appRoles).includes(role)] as const,
    ),
  ];
  return needed.flatMap(([what, isThere]) => (isThere ? [] : what));
}

function identifierOf(url: string, appId: string): string {
  return `api://${new URL(url).host}/${appId}`;
}

function redirectOf(url: string): string {
  return `${url}/app/sign-in/browser`;
}

function az(args: readonly string[]): string {
  const { status, stdout } = spawnSync('az', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`This did not work: az ${args.slice(0, 5).join(' ')} …`);
  return stdout.trim();
}

/** Without its own object in the tenant no program can be given a role of it. */
function principalOf(appId: string): string {
  return az(['ad', 'sp', 'list', '--filter', `appId eq '${appId}'`, '--query', '[].id', '--output', 'tsv']);
}

function registered(appId: string): Registered {
  return JSON.parse(az(['ad', 'app', 'show', '--id', appId, '--output', 'json'])) as Registered;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { id: { type: 'string' }, check: { type: 'boolean', default: false } },
  });
  const url = (positionals[0] ?? '').replace(/\/$/u, '');
  if (!/^https:\/\/[\w.-]+$/u.test(url) || (values.check && !values.id))
    throw new Error('Say where Roder is: npm run signin -- https://ADDRESS [--id APP_ID [--check]]');
  const appId = values.id ?? az(createArguments(url));
  if (!values.check) {
    const folder = mkdtempSync(join(tmpdir(), 'roder-'));
    const json = (value: unknown) => {
      const file = join(folder, `${randomUUID()}.json`);
      writeFileSync(file, JSON.stringify(value));
      return `@${file}`;
    };
    const { api, appRoles: roles = [] } = registered(appId);
    const scopeId = api?.oauth2PermissionScopes?.[0]?.id ?? randomUUID();
    for (const args of updateArguments({ url, appId, scopeId, roles }, json)) az(args);
    if (!principalOf(appId)) az(['ad', 'sp', 'create', '--id', appId]);
  }
  const missing = lacking(url, appId, registered(appId));
  if (!principalOf(appId)) missing.push('an object of its own in the tenant (az ad sp create)');
  for (const what of missing) console.error(`The app registration ${appId} lacks ${what}.`);
  if (missing.length > 0) process.exit(1);
  console.log(
    `The app registration is ${appId}, with all that Roder needs. Add \`param signInAppId = '${appId}'\` to infra/main.bicepparam and deploy (docs/deployment.md, step 9).`,
  );
}
