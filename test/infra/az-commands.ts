import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { consistencyProblem, differences } from '../../src/storage/cosmos-check.ts';

/**
 * Every command of Azure CLI that Roder's pages, its toolkit file and its own sentences tell people to run, and
 * what Microsoft's reference says of them. The reference is kept as `az-reference.json`; to make it anew:
 * `node test/infra/az-commands.ts FOLDER`, where the folder is the reference as Microsoft publishes it on GitHub,
 * `docs-ref-autogen/Latest-version/latest` of MicrosoftDocs/azure-docs-cli.
 */

export interface AzCommand {
  readonly where: string;
  readonly words: readonly string[];
  readonly options: readonly string[];
}

/** Each option with all its names, as `--name -n`. */
export interface AzReference {
  readonly [command: string]: {
    readonly required: readonly string[];
    readonly optional: readonly string[];
  };
}

export const referenceFile = 'test/infra/az-reference.json';

export function readReference(): AzReference {
  return JSON.parse(readFileSync(referenceFile, 'utf8')) as AzReference;
}

export function azCommands(): AzCommand[] {
  const pages = globSync('{README,CONTRIBUTING,docs/**/*}.md').map((page) => ({
    where: page,
    commands: commandsOnPage(readFileSync(page, 'utf8')),
  }));
  const told = [
    { where: 'm365agents.yml', commands: toolkitCommands() },
    { where: 'src/storage/cosmos-check.ts', commands: cosmosCommands() },
  ];
  return [...pages, ...told].flatMap(({ where, commands }) =>
    commands.map((command) => ({ where, ...partsOf(command) })),
  );
}

/** Of fenced blocks each line, of the rest each piece of code that begins with `az`. */
export function commandsOnPage(text: string): string[] {
  const whole = text.replaceAll(/ *\\\n */gu, ' ');
  const lines = [...whole.matchAll(/^```sh\n(.*?)^```/gmsu)].flatMap(([, block]) => block!.split('\n'));
  const inline = [...whole.replaceAll(/^```.*?^```/gmsu, '').matchAll(/`([^`\n]+)`/gu)].map(
    ([, code]) => code!,
  );
  return [...lines, ...inline].filter((line) => /^az [a-z]/u.test(line));
}

function toolkitCommands(): string[] {
  const { provision, deploy } = parse(readFileSync('m365agents.yml', 'utf8')) as Record<
    string,
    readonly { readonly with: { readonly run?: string } }[]
  >;
  return [...provision!, ...deploy!].flatMap((step) => step.with.run?.trim() ?? []);
}

/** What the check at the start tells to run, for a container and an account that are otherwise. */
function cosmosCommands(): string[] {
  const place = { endpoint: 'https://x.documents.azure.com:443/', database: 'roder' };
  const other = { partitionKey: { paths: ['/other'] } };
  const unindexed = { partitionKey: { paths: ['/pk'] }, indexingPolicy: { includedPaths: [] } };
  const said = [
    differences(place, other),
    differences(place, unindexed),
    consistencyProblem(place, 'Session'),
  ].join('\n');
  return said.split('\n').filter((line) => line.startsWith('az '));
}

function partsOf(command: string): Omit<AzCommand, 'where'> {
  const bare = command.replaceAll(/'[^']*'|"[^"]*"/gu, 'TEXT');
  const [, words = ''] = /^az ((?:[a-z][a-z-]* ?)+)/u.exec(bare)!;
  const options = [...bare.matchAll(/ (--?[a-z][\w-]*)/gu)].map(([, option]) => option!);
  return { words: words.trim().split(' '), options };
}

interface Published {
  readonly directCommands?: readonly {
    readonly name: string;
    readonly [parameters: `${string}Parameters`]: readonly { readonly name: string }[] | undefined;
  }[];
}

function madeFrom(folder: string): AzReference {
  const wanted = new Set(azCommands().map(({ words }) => `az ${words.join(' ')}`));
  const reference: Record<string, AzReference[string]> = {};
  for (const file of globSync(`${folder}/**/*.yml`)) {
    const { directCommands = [] } = (parse(readFileSync(file, 'utf8')) ?? {}) as Published;
    for (const { name, requiredParameters, optionalParameters, globalParameters } of directCommands) {
      if (!wanted.has(name)) continue;
      const names = (some: readonly { readonly name: string }[] = []) =>
        some.map(({ name: option }) => option);
      const optional = [...names(optionalParameters), ...names(globalParameters)];
      reference[name] = { required: names(requiredParameters), optional };
    }
  }
  return Object.fromEntries(Object.entries(reference).toSorted(([a], [b]) => a.localeCompare(b)));
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('Say where the reference is: node test/infra/az-commands.ts FOLDER');
  writeFileSync(referenceFile, `${JSON.stringify(madeFrom(folder), undefined, 2)}\n`);
}
