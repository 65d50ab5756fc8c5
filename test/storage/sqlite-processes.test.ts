import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Document } from '../../src/base/document-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roder-'));
  path = join(folder, 'roder.db');
});
afterEach(() => rm(folder, { recursive: true }));

function start(task: 'count' | 'append', argument: string) {
  const script = fileURLToPath(new URL('./sqlite-process.ts', import.meta.url));
  return spawn(process.execPath, [script, path, task, argument], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test('three processes that open one new file at once and raise one counter lose no step', async () => {
  const processes = [start('count', '150'), start('count', '150'), start('count', '150')];
  expect(await Promise.all(processes.map((child) => once(child, 'exit')))).toEqual([
    [0, null],
    [0, null],
    [0, null],
  ]);
  const store = openSqliteStore(path);
  const counter = await store.get<Document & { count: number }>({
    tenantId: 'tenant',
    kind: 'clock',
    id: 'counter',
  });
  expect(counter?.count).toBe(450);
  await store.close();
});

test('nothing that was answered is lost when the writer is killed, five times over', async () => {
  const answered: string[] = [];
  for (let run = 0; run < 5; run++) answered.push(...(await writtenUntilKilled(`run${run}`, 100 + 37 * run)));

  const store = openSqliteStore(path);
  for (const id of answered) {
    expect(await store.get({ tenantId: 'tenant', kind: 'ask', id })).toMatchObject({ id });
  }
  expect(answered.length).toBeGreaterThanOrEqual(500);
  const goesOn = await store.create({ tenantId: 'tenant', kind: 'ask', id: 'after', schema: 1 });
  expect(goesOn.outcome).toBe('done');
  await store.close();
});

/** Kills the writer once it has said `enough` ids; gives all it said until it died. */
async function writtenUntilKilled(name: string, enough: number): Promise<string[]> {
  const child = start('append', name);
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === enough) child.kill('SIGKILL');
  }
  return said;
}
