import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import JSZip from 'jszip';
import { tabId } from '../src/bot/page-links.ts';

/** `npm run package`: the zip that Teams' administration takes, filled in from an environment file. */

type Variables = Readonly<Record<string, string | undefined>>;

const here = (file: string) => new URL(file, import.meta.url);

/** The files of the package; everything lies at its root, as Teams wants it. */
export const packagedFiles = ['en.json', 'color.png', 'outline.png'] as const;

/** Teams' marks for what differs between organisations, as Microsoft's toolkit writes them. */
const mark = /\$\{\{(\w+)\}\}/gu;

export type Filled =
  | { readonly outcome: 'filled'; readonly text: string }
  | { readonly outcome: 'missing'; readonly names: readonly string[] };

/** The app's own id is the bot's where no other is given. Values are escaped for JSON. */
export function fillManifest(template: string, variables: Variables): Filled {
  const values: Variables = { ...variables, TEAMS_APP_ID: variables.TEAMS_APP_ID || variables.BOT_ID };
  const names = [...new Set([...template.matchAll(mark)].map(([, name]) => name!))];
  const missing = names.filter((name) => !values[name]);
  if (missing.length > 0) return { outcome: 'missing', names: missing };
  const text = template.replace(mark, (_whole, name: string) => JSON.stringify(values[name]).slice(1, -1));
  return { outcome: 'filled', text };
}

/** Who signs in to the pages, and where they are. */
interface Tabs {
  readonly appId: string;
  readonly url: string;
}

/** The manifest with its tabs: one for each person, and one that can be put in a channel, a group chat or a meeting. */
export function withTabs(manifest: string, { appId, url }: Tabs): string {
  const { host, origin } = new URL(url);
  const start = `${origin}/app/start?to=/app/`;
  const tabs = {
    staticTabs: [
      {
        entityId: tabId,
        name: 'Roder',
        contentUrl: start,
        websiteUrl: `${origin}/app/`,
        scopes: ['personal'],
      },
    ],
    configurableTabs: [
      {
        configurationUrl: `${origin}/app/configure`,
        canUpdateConfiguration: false,
        scopes: ['team', 'groupChat'],
        context: ['channelTab', 'privateChatTab', 'meetingChatTab', 'meetingDetailsTab'],
      },
    ],
    validDomains: [host],
    webApplicationInfo: { id: appId, resource: `api://${host}/${appId}` },
  };
  return JSON.stringify({ ...JSON.parse(manifest), ...tabs }, undefined, 2);
}

/** The same files give the same bytes: nothing in it says when it was made. */
export function zipApp(manifest: string): Promise<Uint8Array> {
  const zip = new JSZip();
  const options = { date: new Date(Date.UTC(2000, 0, 1)), createFolders: false };
  zip.file('manifest.json', manifest, options);
  for (const file of packagedFiles) zip.file(file, readFileSync(here(file)), options);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

async function packageApp(environment: string): Promise<string> {
  const variables = { ...parseEnv(readFileSync(environment, 'utf8')), ...given(process.env) };
  const filled = fillManifest(readFileSync(here('manifest.json'), 'utf8'), variables);
  if (filled.outcome === 'missing') {
    process.exitCode = 1;
    return `Not made. Give in ${environment}, or in the environment: ${filled.names.join(', ')}.`;
  }
  const { SIGN_IN_APP_ID: appId, RODER_URL: url } = variables;
  if (appId && !url) {
    process.exitCode = 1;
    return `Not made. With SIGN_IN_APP_ID there is a tab, and its address is missing: RODER_URL in ${environment}.`;
  }
  mkdirSync('build', { recursive: true });
  writeFileSync(
    'build/roder.zip',
    await zipApp(appId && url ? withTabs(filled.text, { appId, url }) : filled.text),
  );
  return 'Made build/roder.zip: upload it in Teams’ administration (docs/deployment.md).';
}

/** An empty variable says nothing. */
function given(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value));
}

if (import.meta.main) console.log(await packageApp(process.argv[2] ?? 'env/.env.production'));
