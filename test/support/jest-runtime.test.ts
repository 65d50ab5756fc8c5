import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { atEnd } from './at-end.ts';

/** Beside this file, so that what the files import is found; not below `test/**` by name, so that only this runs them. */
function runFiles(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(import.meta.dirname, 'tried-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const config = join(folder, 'jest.config.js');
  const tried = `{ ...all, rootDir: '../../..', testMatch: ['${folder}/*.ts'], maxWorkers: 1 }`;
  writeFileSync(config, `import all from '../../../jest.config.js';\nexport default ${tried};\n`);
  const args = ['node_modules/jest/bin/jest.js', '--config', config];
  const ran = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status: ran.status, closing: ran.stdout.trim().split('\n').at(-1), said: ran.stderr };
}

const header = "import { expect, jest, test } from '@jest/globals';\n";

test('a run is red for a failed check, a promise nobody caught and an import that is not there, and green for none', () => {
  const red = runFiles({
    'check.ts': `${header}test('a', () => { expect(1).toBe(2); });\ntest('b', () => { expect(jest).toBeDefined(); });`,
    'promise.ts': `${header}test('a', async () => {\n  void Promise.reject(new Error('uncaught'));\n  await new Promise((done) => setTimeout(done, 20));\n});`,
    'import.ts': `${header}import './nothing.ts';\ntest('a', () => { expect(jest).toBeDefined(); });`,
  });
  expect(red).toMatchObject({ status: 1, closing: '1 passed, 3 failed' });
  const green = runFiles({ 'green.ts': `${header}test('a', () => { expect(jest).toBeDefined(); });` });
  expect(green).toMatchObject({ status: 0, closing: '1 passed, 0 failed' });
});

test('what a file has running is left alone by the endings of the one before, however long those take', () => {
  const endings = `${header}import { atEnd } from '../at-end.ts';\nconst after = (ms) => new Promise((done) => setTimeout(done, ms));\n`;
  const { said } = runFiles({
    // The larger of the two, and so the first.
    'slow.ts': `${endings}// ${'-'.repeat(1000)}\njest.setTimeout(1000);\ntest('a', () => { atEnd(() => after(2000)); });`,
    'next.ts': `${endings}let ended = false;\ntest('b', async () => { atEnd(() => { ended = true; }); await after(1500); expect(ended).toBe(false); }, 20_000);`,
  });
  expect(said).toContain('Exceeded timeout of 1000 ms for a hook');
  expect(said).toMatch(/^PASS .*next\.ts/mu);
});
