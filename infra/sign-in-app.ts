import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `npm run signin -- RODER_URL`: makes the app registration that people sign in to, by Azure CLI. Again with
 * `--id APP_ID` it sets the same right in one that there is. It has no secret, and may read nothing: it only says who
 * somebody is.
 */

/** Microsoft's own: Teams on a computer or a phone, and in a browser. */
const teamsClients = ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'];

export interface SignInApp {
  readonly url: string;
  readonly appId: string;
  /** Of the scope; any will do, and one is kept once it is made. */
  readonly scopeId: string;
}

/** The registration itself. */
export function createArguments(url: string): string[] {
  return [
    ...['ad', 'app', 'create', '--display-name', 'Roder', '--sign-in-audience', 'AzureADMyOrg'],
    ...['--web-redirect-uris', `${url}/app/sign-in/browser`, '--enable-id-token-issuance', 'true'],
    ...['--requested-access-token-version', '2', '--query', 'appId', '--output', 'tsv'],
  ];
}

/** What needs its id; Entra takes the programs that need not ask only once it has the scope. `json` keeps a text as a file. */
export function updateArguments(
  { url, appId, scopeId }: SignInApp,
  json: (value: unknown) => string,
): string[][] {
  const words = {
    adminConsentDisplayName: 'Say who you are to Roder',
    userConsentDisplayName: 'Say who you are to Roder',
  };
  const scope = {
    ...words,
    id: scopeId,
    value: 'access_as_user',
    type: 'User',
    isEnabled: true,
    adminConsentDescription: 'Roder learns who signs in, and nothing else.',
    userConsentDescription: 'Roder learns who signs in, and nothing else.',
  };
  const allowed = teamsClients.map((client) => ({ appId: client, delegatedPermissionIds: [scopeId] }));
  const update = (...more: string[]) => ['ad', 'app', 'update', '--id', appId, ...more];
  return [
    update('--identifier-uris', `api://${new URL(url).host}/${appId}`),
    update('--set', `api.oauth2PermissionScopes=${json([scope])}`),
    update('--set', `api.preAuthorizedApplications=${json(allowed)}`),
  ];
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

if (import.meta.main) {
  const [url = '', flag, known] = process.argv.slice(2);
  const base = url.replace(/\/$/u, '');
  if (!/^https:\/\/[\w.-]+$/u.test(base))
    throw new Error('Say where Roder is: npm run signin -- https://ADDRESS');
  const folder = mkdtempSync(join(tmpdir(), 'roder-'));
  const json = (value: unknown) => {
    const file = join(folder, `${randomUUID()}.json`);
    writeFileSync(file, JSON.stringify(value));
    return `@${file}`;
  };
  const appId = flag === '--id' && known ? known : az(createArguments(base));
  const scopeQuery = ['--query', 'api.oauth2PermissionScopes[0].id', '--output', 'tsv'];
  const scopeId = az(['ad', 'app', 'show', '--id', appId, ...scopeQuery]) || randomUUID();
  for (const args of updateArguments({ url: base, appId, scopeId }, json)) az(args);
  console.log(
    `The app registration is ${appId}. Deploy with signInAppId=${appId} (docs/deployment.md, step 9).`,
  );
}
