import { licences } from './licences.ts';
import { type Locked, lockedFor, readLock, readRoot } from './lock-file.ts';

/**
 * What runs in production as CycloneDX 1.6, from the lock file: the same file, the same list. (npm's own command
 * leaves out a package that is both a tool of the tests and needed by one that runs.)
 */
export function sbom(lock: readonly Locked[] = readLock()) {
  const { name, version, license, description } = JSON.parse(readRoot('package.json'));
  const running = lock.filter(({ dev }) => !dev);
  const byPath = new Map(running.map((one) => [one.path, one]));
  const licenceOf = new Map(licences(lock).map((one) => [`${one.name}@${one.version}`, one.licence]));
  const component = (one: Locked) => ({
    type: 'library',
    'bom-ref': one.path,
    name: one.name,
    version: one.version,
    purl: purlOf(one.name, one.version),
    licenses: [{ expression: licenceOf.get(`${one.name}@${one.version}`) }],
    hashes: [{ alg: 'SHA-512', content: hexOf(one.integrity) }],
  });
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': name,
        name,
        version,
        description,
        purl: purlOf(name, version),
        licenses: [{ expression: license }],
      },
    },
    components: running.map(component),
    dependencies: running.map((one) => ({ ref: one.path, dependsOn: neededBy(one, byPath) })),
  };
}

function neededBy(one: Locked, byPath: ReadonlyMap<string, Locked>): string[] {
  const names = Object.keys({ ...one.dependencies, ...one.optionalDependencies });
  return names.flatMap((name) => lockedFor(byPath, one.path, name)?.path ?? []).toSorted();
}

function purlOf(name: string, version: string | undefined): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function hexOf(integrity = ''): string {
  return Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
}

if (import.meta.main) console.log(JSON.stringify(sbom(), undefined, 2));
