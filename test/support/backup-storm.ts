import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { moveDocuments } from '../../src/storage/move-documents.ts';
import { backUpSqlite, openBackup } from '../../src/storage/sqlite-backup.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd } from './at-end.ts';

export interface Storm {
  /** Writes that were acknowledged before the backup began. */
  readonly before: number;
  /** All that were acknowledged until the writer was killed. */
  readonly acknowledged: number;
  readonly restored: number;
  /** Of those acknowledged before, by id, what the restored store lacks. */
  readonly lost: readonly string[];
}

/** A process writes without a pause, a backup is made meanwhile, the writer is killed (`kill -9`), and the backup restored. */
export async function backUpInStorm(folder: string, after: number): Promise<Storm> {
  const path = join(folder, 'storm.db');
  await openSqliteStore(path).close();
  const script = fileURLToPath(new URL('../storage/sqlite-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, path, 'append', 'storm'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  atEnd(() => child.kill('SIGKILL'));
  const answered: string[] = [];
  const file = join(folder, 'storm.bak');
  let before = 0;
  let backup: Promise<unknown> | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    answered.push(line);
    if (answered.length < after || backup) continue;
    before = answered.length;
    const takenAt = '2026-09-01T06:00:00.000Z';
    backup = backUpSqlite(path, file, takenAt).finally(() => child.kill('SIGKILL'));
  }
  await backup;
  const opened = await openBackup(file);
  const restored = openSqliteStore(join(folder, 'restored.db'));
  let count = 0;
  for await (const { source, target } of moveDocuments(opened.documents, restored, 'tenant')) {
    if (source.sha256 !== target.sha256)
      throw new TypeError('What was restored is not what the backup holds.');
    count += target.count;
  }
  opened.close();
  const lost: string[] = [];
  for (const id of answered.slice(0, before))
    if (!(await restored.get({ tenantId: 'tenant', kind: 'ask', id }))) lost.push(id);
  await restored.close();
  return { before, acknowledged: answered.length, restored: count, lost };
}
