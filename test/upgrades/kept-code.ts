import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const packages = resolve(import.meta.dirname, '../../node_modules');

/**
 * Unpacks an earlier version's own code, beside today's packages. Gives what starts its service. It stays where it
 * is, so that Node knows the files again and need not compile them anew: not in the packages' folder, where it does not
 * strip types.
 */
export async function keptService(version: string): Promise<string> {
  const code = fileURLToPath(new URL(`${version}/code.tgz`, import.meta.url));
  const hash = createHash('sha256')
    .update(await readFile(code))
    .update(packages);
  const kept = join(tmpdir(), `roder-${version}-${hash.digest('hex').slice(0, 16)}`);
  if (!existsSync(kept)) await unpack(code, kept);
  return join(kept, 'src/main.ts');
}

async function unpack(code: string, kept: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'roder-'));
  await promisify(execFile)('tar', ['-xzf', code, '-C', folder]);
  await symlink(packages, join(folder, 'node_modules'), 'dir');
  // Another run may have unpacked it meanwhile: then theirs is as good.
  await rename(folder, kept).catch(() => rm(folder, { recursive: true }));
}
