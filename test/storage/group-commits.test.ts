import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { groupCommits } from '../../src/storage/group-commits.ts';

let folder: string;
let database: DatabaseSync;
let other: DatabaseSync;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roder-'));
  const path = join(folder, 'file.db');
  database = new DatabaseSync(path, { timeout: 0 });
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE words (word TEXT PRIMARY KEY)');
  other = new DatabaseSync(path, { timeout: 0 });
});
afterEach(() => {
  if (database.isOpen) database.close();
  other.close();
  rmSync(folder, { recursive: true });
});

const insert = (word: string) => () => database.prepare('INSERT INTO words VALUES (?)').run(word).changes;
const wordsSeenByOthers = () =>
  other
    .prepare('SELECT word FROM words ORDER BY rowid')
    .all()
    .map((row) => row.word);

test('writes of one turn are answered together, once others can see them', async () => {
  const commits = groupCommits(database, 100);
  const answers = ['a', 'b', 'c'].map((word) =>
    commits.write(insert(word)).then((changes) => ({ changes, seen: wordsSeenByOthers() })),
  );
  expect(wordsSeenByOthers()).toEqual([]);
  const all = { changes: 1, seen: ['a', 'b', 'c'] };
  expect(await Promise.all(answers)).toEqual([all, all, all]);
});

test('a write that fails fails alone', async () => {
  const commits = groupCommits(database, 100);
  const results = await Promise.allSettled(['a', 'b', 'a', 'c'].map((word) => commits.write(insert(word))));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(wordsSeenByOthers()).toEqual(['a', 'b', 'c']);
});

test('when the commit is impossible all fail and nothing is kept; the next ones go on', async () => {
  const commits = groupCommits(database, 100);
  other.exec('BEGIN IMMEDIATE');
  const locked = await Promise.allSettled(['a', 'b'].map((word) => commits.write(insert(word))));
  other.exec('ROLLBACK');
  expect(locked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await commits.write(insert('c'));
  expect(wordsSeenByOthers()).toEqual(['c']);
});

test('while another process holds the lock, writes wait and the event loop goes on', async () => {
  const commits = groupCommits(database, 5000);
  other.exec('BEGIN IMMEDIATE');
  const writes = Promise.all(['a', 'b'].map((word) => commits.write(insert(word))));
  let longest = 0;
  for (let [turn, before] = [0, performance.now()]; turn < 20; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
  }
  expect(wordsSeenByOthers()).toEqual([]);
  other.exec('ROLLBACK');
  expect(await writes).toEqual([1, 1]);
  expect(wordsSeenByOthers()).toEqual(['a', 'b']);
  expect(longest).toBeLessThan(2000);
});

test('when SQLite itself gives up the transaction, none of its writes is answered as done', async () => {
  const commits = groupCommits(database, 100);
  const givesUp = () => database.prepare('INSERT OR ROLLBACK INTO words VALUES (?)').run('a');
  const results = await Promise.allSettled([
    commits.write(insert('a')),
    commits.write(givesUp),
    commits.write(insert('b')),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(wordsSeenByOthers()).toEqual([]);
});

test('a long burst is written in several commits, in order', async () => {
  const commits = groupCommits(database, 100);
  const words = Array.from({ length: 1000 }, (_, index) => `word ${index}`);
  const answers = words.map((word) => commits.write(insert(word)));
  await answers[0];
  expect(wordsSeenByOthers()).toEqual(words.slice(0, 200));
  await Promise.all(answers);
  expect(wordsSeenByOthers()).toEqual(words);
});

test('flush commits what waits without waiting for the turn to end', () => {
  const commits = groupCommits(database, 100);
  for (const word of Array.from({ length: 300 }, (_, index) => `${index}`)) void commits.write(insert(word));
  commits.flush();
  expect(wordsSeenByOthers()).toHaveLength(300);
});

test('a closed database fails the write', async () => {
  const commits = groupCommits(database, 100);
  const write = commits.write(insert('a'));
  database.close();
  await expect(write).rejects.toThrow('database is not open');
});
