import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { type PackageJson, readLock, readPackage } from './lock-file.ts';

/**
 * `npm run dependencies` looks up in the registry when each package of docs/dependencies.md was released and what
 * its newest version is, and writes it there with the version and licence of the lock file. Why a package is there,
 * what would replace it and why it is not the newest are written by people: what is missing becomes a question
 * mark, and the page's test asks for it.
 */

const run = promisify(execFile);
export const page = 'docs/dependencies.md';

type Section = 'dependencies' | 'optionalDependencies' | 'devDependencies';
export const headings: Readonly<Record<Section, string>> = {
  dependencies: '## Runs',
  optionalDependencies: '## Node itself',
  devDependencies: '## Develops and tests',
};

export interface Row {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** The day of that version, `YYYY-MM-DD`. */
  readonly released: string;
  /** Empty, or a newer version with the reason why it is not taken. */
  readonly newest: string;
  readonly why: string;
  readonly instead: string;
}

/** The rows of one table of the page. */
export function rowsOf(section: Section, text = readFileSync(page, 'utf8')): Row[] {
  const part = text.split(headings[section])[1]?.split('\n## ')[0] ?? '';
  return part
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [name = '', version = '', licence = '', released = '', newest = '', why = '', instead = ''] = line
        .split('|')
        .slice(1)
        .map((cell) => cell.trim());
      return { name: name.replaceAll('`', ''), version, licence, released, newest, why, instead };
    });
}

export function lockedLicences(): ReadonlyMap<string, string> {
  return new Map(
    readLock()
      .filter(({ path, name }) => path === `node_modules/${name}`)
      .map(({ name, license }) => [name, license ?? '?']),
  );
}

async function askRegistry(
  name: string,
): Promise<{ newest: string; days: Readonly<Record<string, string>> }> {
  const { stdout } = await run('npm', ['view', name, 'dist-tags.latest', 'time', '--json'], {
    maxBuffer: 2 ** 26,
  });
  const { 'dist-tags.latest': newest, time } = JSON.parse(stdout);
  return { newest, days: time };
}

async function rowFor(name: string, version: string, known: Row | undefined, licence: string): Promise<Row> {
  const { newest, days } = await askRegistry(name);
  // What calls itself the newest may be older: a line that is kept beside it.
  const isNewer = newest !== version && (days[newest] ?? '') > (days[version] ?? '');
  const reason = known?.newest.split(': ').slice(1).join(': ') || '?';
  return {
    name,
    version,
    licence,
    released: days[version]?.slice(0, 10) ?? '?',
    newest: isNewer ? `${newest}: ${reason}` : '',
    why: known?.why ?? '?',
    instead: known?.instead ?? '?',
  };
}

async function tableOf(section: Section, wanted: PackageJson, text: string): Promise<string> {
  const known = rowsOf(section, text);
  const licences = lockedLicences();
  const lines = [
    '| Package | Version | Licence | Released | Newer, and why not | Why it is here | What would replace it |',
    '|---|---|---|---|---|---|---|',
  ];
  for (const [name, version] of Object.entries(wanted[section])) {
    const earlier = known.find((row) => row.name === name);
    const row = await rowFor(name, version, earlier, licences.get(name) ?? '?');
    lines.push(
      `| \`${name}\` | ${row.version} | ${row.licence} | ${row.released} | ${row.newest} | ${row.why} | ${row.instead} |`.replace(
        '|  |',
        '| |',
      ),
    );
  }
  return lines.join('\n');
}

if (import.meta.main) {
  let text = readFileSync(page, 'utf8');
  for (const section of Object.keys(headings) as Section[]) {
    const table = await tableOf(section, readPackage(), text);
    const [before, after = ''] = text.split(`${headings[section]}\n`);
    const rest = after.slice(Math.max(0, after.indexOf('\n## ')));
    const words = after.split('\n|')[0]!.split('\n## ')[0]!.trim();
    text = `${before}${headings[section]}\n\n${words}\n\n${table}\n${rest}`;
  }
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(page, text.replace(/Looked up on \d{4}-\d\d-\d\d/u, `Looked up on ${today}`));
}
