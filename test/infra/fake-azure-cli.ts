import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { temporaryFolder } from '../support/at-end.ts';

export interface AzureCli {
  /** Runs `npm run signin` with these words, where `az` is this one. */
  run(...words: string[]): { readonly status: number | null; readonly out: string; readonly err: string };
  /** Every call so far, as words. */
  calls(): string[][];
}

/** Azure CLI as far as `infra/sign-in-app.ts` asks it, in front of one app registration in a file. */
export async function fakeAzureCli(appId: string): Promise<AzureCli> {
  const folder = await temporaryFolder();
  const [app, log, az] = ['app.json', 'calls.jsonl', 'az'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(app, '{}');
  writeFileSync(log, '');
  writeFileSync(
    az,
    `#!${process.execPath}
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const words = process.argv.slice(2);
appendFileSync(${JSON.stringify(log)}, JSON.stringify(words) + '\\n');
const app = JSON.parse(readFileSync(${JSON.stringify(app)}, 'utf8'));
const after = (name) => words[words.indexOf(name) + 1];
const has = (name) => words.includes(name);
const given = (text) => JSON.parse(readFileSync(text.slice(1), 'utf8'));
const what = words.slice(0, 3).join(' ');
if (what === 'ad sp list') console.log(app.principal ?? '');
else if (what === 'ad sp create') app.principal = 'principal';
else if (what === 'ad app show') console.log(JSON.stringify(app));
else if (what === 'ad app create') {
  app.web = { redirectUris: [after('--web-redirect-uris')] };
  app.api = { requestedAccessTokenVersion: Number(after('--requested-access-token-version')) };
  console.log(${JSON.stringify(appId)});
} else if (what === 'ad app update') {
  if (has('--identifier-uris')) app.identifierUris = [after('--identifier-uris')];
  if (has('--app-roles')) app.appRoles = given(after('--app-roles'));
  if (has('--set')) {
    const [, name, file] = /^api\\.(\\w+)=(@.*)$/.exec(after('--set'));
    app.api[name] = given(file);
  }
} else process.exit(2);
writeFileSync(${JSON.stringify(app)}, JSON.stringify(app));
`,
  );
  chmodSync(az, 0o755);
  return {
    run(...words) {
      const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
      const ran = spawnSync(process.execPath, ['infra/sign-in-app.ts', ...words], { env, encoding: 'utf8' });
      return { status: ran.status, out: ran.stdout, err: ran.stderr };
    },
    calls: () =>
      readFileSync(log, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as string[]),
  };
}
