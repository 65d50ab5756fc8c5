import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);
const script = `
  const { createRequire } = await import('node:module');
  const { Application } = await import('./src/bot/teams-application.ts');
  const app = new Application({ startTypingTimer: false });
  const require = createRequire(import.meta.url);
  const afterwards = require.resolve('botbuilder-dialogs');
  console.log(JSON.stringify({ routes: typeof app.activity, afterwards, loaded: Object.keys(require.cache) }));
`;

test('the library is loaded without its dialogs and what they bring, and only while it is loaded', async () => {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
    cwd: join(import.meta.dirname, '../..'),
    maxBuffer: 10_000_000,
  });
  const { routes, afterwards, loaded } = JSON.parse(stdout) as Record<string, string> & { loaded: string[] };
  expect(routes).toBe('function');
  expect(loaded.filter((file) => file.includes('teams-ai')).length).toBeGreaterThan(10);
  expect(
    loaded.filter((file) => /botbuilder-dialogs|recognizers-text-(suite|number|date)/u.test(file)),
  ).toEqual([]);
  expect(afterwards).toMatch(/node_modules.botbuilder-dialogs/u);
});
