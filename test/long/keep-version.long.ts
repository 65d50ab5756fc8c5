import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import type { KeptCard } from '../upgrades/kept-cards.ts';

const onNoCard = [
  'answer/preview',
  'rounds/coming',
  'rounds/cancel',
  'restore/leave',
  'restore/send',
  'plan/preview',
  'questions/status',
  'questions/meant',
];

test('a version can be kept: its days are lived through, and its cards, database and code are there', async () => {
  const within = await mkdtemp(join(tmpdir(), 'roder-kept-'));
  const script = join(import.meta.dirname, '../upgrades/keep-version.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, '9.9.9', within]);
  const cards = JSON.parse(await readFile(join(within, '9.9.9/cards.json'), 'utf8')) as KeptCard[];
  expect(stdout).toContain(`${cards.length} cards`);
  expect(new Set(cards.map(({ person }) => person)).size).toBe(5);
  // A new button that these days do not lead to is either led to, or written into upgrades.test.ts.
  expect(stdout).toContain(`On no card: ${onNoCard.join(', ')}\n`);
  const store = openSqliteStore(join(within, '9.9.9/roder.db'));
  await store.close();
  const listed = await promisify(execFile)('tar', ['-tzf', join(within, '9.9.9/code.tgz')], {
    maxBuffer: 16 * 1024 * 1024,
  });
  expect(listed.stdout).toContain('src/main.ts');
  await rm(within, { recursive: true });
});
