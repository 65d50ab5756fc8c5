import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A package as the lock file has it. */
export interface Locked {
  /** `node_modules/a/node_modules/b` */
  readonly path: string;
  readonly name: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface PackageJson {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  /** A version, or what one package gets in place of what it asks for. */
  readonly overrides: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

export function readRoot(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

export function readPackage(): PackageJson {
  return JSON.parse(readRoot('package.json'));
}

/** Everything that `npm ci` may install, Roder itself not included. */
export function readLock(): Locked[] {
  const { packages } = JSON.parse(readRoot('package-lock.json')) as {
    packages: Record<string, Omit<Locked, 'path' | 'name'>>;
  };
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .map(([path, locked]) => ({ path, name: path.split('node_modules/').at(-1)!, ...locked }));
}

/** What would be loaded from a package's own folder: its own copy, or the nearest above. */
export function lockedFor(lock: ReadonlyMap<string, Locked>, from: string, name: string): Locked | undefined {
  for (let folder = from; ; folder = folder.slice(0, folder.lastIndexOf('/node_modules/'))) {
    const found = lock.get(`${folder}/node_modules/${name}`.replace(/^\//u, ''));
    if (found) return found;
    if (!folder.includes('/node_modules/')) return lock.get(`node_modules/${name}`);
  }
}
