import { type Locked, readLock } from './lock-file.ts';

/** What may be used in a service of a public authority without giving anything up but a notice. */
const allowed = [
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Unlicense', 'BlueOak-1.0.0'],
  // A file of that licence that is changed is to be published; Roder changes none.
  'MPL-2.0',
  // Data and fonts that come along: named in what `npm run licences` prints, as they ask for.
  ...['CC-BY-3.0', 'OFL-1.1', 'PSF-2.0', 'Python-2.0', 'AFL-2.1'],
];

/** Packages whose package.json names no licence in the form of today; read in their own files. */
const readByHand: Readonly<Record<string, string>> = {
  cldrjs: 'MIT',
  'escape-regexp-component': 'MIT',
  jspath: 'MIT',
  'png-js': 'MIT',
  semaphore: 'MIT',
};

export interface Licensed {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly isAllowed: boolean;
}

/** Every package that runs in production, by name, with its licence as it declares it. */
export function licences(lock: readonly Locked[] = readLock()): Licensed[] {
  return lock
    .filter(({ dev }) => !dev)
    .map(({ name, version = '', license }) => {
      const licence = license ?? readByHand[name] ?? 'unknown';
      return { name, version, licence, isAllowed: isAllowed(licence) };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

/** `(A AND B)` needs both; `(A OR B)` one of them. */
function isAllowed(licence: string): boolean {
  const plain = licence.replace(/[()]/gu, '');
  const needs = (expression: string) =>
    expression.split(' AND ').every((one) => allowed.includes(one.trim()));
  return plain.split(' OR ').some(needs);
}

if (import.meta.main) {
  const found = licences();
  for (const { name, version, licence } of found) console.log(`${licence.padEnd(24)} ${name} ${version}`);
  const refused = found.filter((one) => !one.isAllowed);
  for (const { name, licence } of refused) console.error(`Not allowed: ${name} (${licence})`);
  process.exitCode = refused.length > 0 ? 1 : 0;
}
