import { writeSync } from 'node:fs';
import type { Document } from '../../src/base/document-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';

/**
 * A process of its own that writes to an SQLite file, started by `sqlite-processes.test.ts`:
 *   count TIMES   raises one shared counter that many times
 *   append NAME   writes documents NAME-0, NAME-1 … in bursts until killed, and says each one that was answered
 */
const [path, task, argument] = process.argv.slice(2) as [string, 'count' | 'append', string];
const store = openSqliteStore(path);

interface Counter extends Document {
  readonly count: number;
}

async function raise(): Promise<void> {
  const key = { tenantId: 'tenant', kind: 'clock', id: 'counter' } as const;
  for (;;) {
    const found = await store.get<Counter>(key);
    const next: Counter = { ...key, schema: 1, count: (found?.count ?? 0) + 1 };
    const written = found ? await store.replace(next, found.etag) : await store.create(next);
    if (written.outcome === 'done') return;
  }
}

async function append(name: string, number: number): Promise<void> {
  const id = `${name}-${number}`;
  await store.create({ tenantId: 'tenant', kind: 'ask', id, schema: 1 });
  writeSync(1, `${id}\n`);
}

if (task === 'count') {
  for (let times = Number(argument); times > 0; times--) await raise();
  await store.close();
} else {
  for (let number = 0; ; number += 10) {
    await Promise.all(Array.from({ length: 10 }, (_, index) => append(argument, number + index)));
  }
}
