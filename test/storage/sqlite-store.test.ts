import { chmod, copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqliteFile, statements } from '../../src/storage/sqlite-file.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { keptVersion } from '../upgrades/kept-cards.ts';
import { documentStoreContract } from './document-store-contract.ts';

documentStoreContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'roder-'));
  const store = openSqliteStore(join(folder, 'new', 'roder.db'));
  return {
    store,
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
});

describe('an SQLite file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'roder-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const key = { tenantId: 'tenant', kind: 'ask', id: 'a' } as const;
  const opening = (path: string) => () => openSqliteStore(path);

  test('goes on where it was left, with the same ETags', async () => {
    const path = join(folder, 'roder.db');
    const first = openSqliteStore(path);
    const written = await first.upsert({ ...key, schema: 1 });
    await first.close();
    const second = openSqliteStore(path);
    expect(await second.get(key)).toEqual(written);
    await second.close();
  });

  test('keeps a write that was still waiting when the store was closed', async () => {
    const path = join(folder, 'roder.db');
    const first = openSqliteStore(path);
    const writing = first.create({ ...key, schema: 1 });
    await first.close();
    expect((await writing).outcome).toBe('done');
    const second = openSqliteStore(path);
    expect(await second.get(key)).toMatchObject(key);
    await second.close();
  });

  test('syncs every commit to the disk and lets readers pass', async () => {
    const path = join(folder, 'roder.db');
    const database = openSqliteFile(path);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    database.close();
  });

  test('once closed is unavailable for everything, says so, and may be closed again', async () => {
    const store = openSqliteStore(join(folder, 'roder.db'));
    await store.close();
    await store.close();
    const unavailable = { code: 'store-unavailable' };
    await expect(store.get(key)).rejects.toMatchObject(unavailable);
    await expect(store.create({ ...key, schema: 1 })).rejects.toMatchObject(unavailable);
    await expect(store.delete(key, 'etag')).rejects.toMatchObject(unavailable);
    await expect(store.list({ tenantId: 'tenant', kind: 'ask', limit: 1 })).rejects.toMatchObject(
      unavailable,
    );
    expect(await store.check()).toEqual({ ok: false, problem: expect.stringContaining('roder.db') });
  });

  test('is refused in a sentence with its path where it cannot be one', async () => {
    const text = join(folder, 'text.db');
    await writeFile(text, 'This is no database, but a text long enough to be read as one.');
    const ofOthers = join(folder, 'others.db');
    const others = new DatabaseSync(ofOthers);
    others.exec('CREATE TABLE songs (title TEXT)');
    others.close();
    for (const [path, sentence] of [
      [text, 'it is no database: name another file in RODER_STORE'],
      [join(text, 'roder.db'), 'a part of the path is a file and no folder'],
      [folder, `is a folder: name a file in it, such as sqlite:${join(folder, 'roder.db')}`],
      [ofOthers, "is another program's database"],
    ] as const) {
      expect(opening(path)).toThrow(path);
      expect(opening(path)).toThrow(sentence);
      expect(opening(path)).toThrow(/^[^\n]+\.$/u);
      expect(opening(path)).toThrow(expect.objectContaining({ code: 'store-unavailable' }));
    }
    const after = new DatabaseSync(ofOthers);
    expect(after.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'songs' }]);
    after.close();
  });

  test('that nobody may write to is refused in a sentence', async () => {
    const path = join(folder, 'roder.db');
    await openSqliteStore(path).close();
    await chmod(path, 0o444);
    await chmod(folder, 0o555);
    const isRoot = process.geteuid?.() === 0;
    // Who may write everywhere is somebody else for a moment.
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(opening(path)).toThrow(`${path} cannot be opened: it, or its folder, cannot be written`);
      expect(opening(join(folder, 'new', 'roder.db'))).toThrow('cannot be written: look at their rights');
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
    await chmod(folder, 0o755);
  });

  test('of a newer Roder is refused, and left as it is', () => {
    const path = join(folder, 'roder.db');
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 3');
    newer.close();
    expect(opening(path)).toThrow('newer Roder');
    const after = new DatabaseSync(path);
    expect(after.prepare('SELECT name FROM sqlite_schema').all()).toEqual([]);
    after.close();
  });

  test('of 0.1.0 loses its slots when it is first opened, and keeps every document', async () => {
    const path = join(folder, 'roder.db');
    await copyFile(keptVersion('0.1.0').database, path);
    const read = (sql: string) => {
      const database = new DatabaseSync(path);
      const rows = database.prepare(sql).all();
      database.close();
      return rows;
    };
    const all = 'SELECT tenantId, kind, id, etag, nextAt, body FROM documents ORDER BY tenantId, kind, id';
    const before = read(all);
    expect(before.length).toBeGreaterThan(100);
    const stores = [1, 2, 3].map(() => openSqliteStore(path));
    await Promise.all(stores.map((store) => store.close()));
    expect(read(all)).toEqual(before);
    expect(read('PRAGMA table_info(documents)').map(({ name }) => name)).not.toContain('slot');
    expect(read("SELECT name FROM sqlite_schema WHERE name LIKE '%Slot%'")).toEqual([]);
    expect(read('PRAGMA user_version')).toEqual([{ user_version: 2 }]);
  });

  test('finds due work and pages by index, whatever else there is', async () => {
    const database = openSqliteFile(join(folder, 'roder.db'));
    const plan = (sql: string) => JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
    // The list of keys is gone through; each is then looked up.
    for (const sql of Object.values(statements))
      expect(plan(sql)).not.toMatch(/SCAN (?!k VIRTUAL TABLE)|TEMP B-TREE/);
    database.close();
  });
});
