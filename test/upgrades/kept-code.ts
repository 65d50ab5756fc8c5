import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from '../support/at-end.ts';

/** Unpacks an earlier version's own code, beside today's packages. Gives what starts its service. */
export async function keptService(version: string): Promise<string> {
  const folder = await temporaryFolder();
  const code = fileURLToPath(new URL(`${version}/code.tgz`, import.meta.url));
  await promisify(execFile)('tar', ['-xzf', code, '-C', folder]);
  await symlink(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'), 'dir');
  return join(folder, 'src/main.ts');
}
