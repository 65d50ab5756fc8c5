import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { endAll, temporaryFolder } from '../support/at-end.ts';
import { demoPeople } from '../support/demo-people.ts';
import { moveClock, type RunningService, startService } from '../support/running-service.ts';

const run = promisify(execFile);
const page = readFileSync('docs/integrations.md', 'utf8');

/** A whole example of the page. */
function example(language: string, containing: string): string {
  const blocks = [...page.matchAll(/```(\w+)\n(.*?)```/gsu)];
  return blocks.find(([, kind, text]) => kind === language && text!.includes(containing))![2]!;
}

describe('docs/integrations.md', () => {
  let service: RunningService;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    service = await startService();
    await moveClock(service, '2026-09-21T08:00:00+02:00');
    environment = { ...process.env, RODER_URL: service.url, RODER_TOKEN: 'application' };
  });
  afterAll(endAll);

  const node = async (code: string, more: NodeJS.ProcessEnv) =>
    (
      await run(process.execPath, ['--input-type=module', '--eval', code], {
        env: { ...environment, ...more },
      })
    ).stdout.trim();

  test('curl brings every value as a file for Excel', async () => {
    const cwd = await temporaryFolder();
    await run('sh', ['-c', example('sh', 'values.csv')], { cwd, env: environment });
    const rows = readFileSync(join(cwd, 'roder-values.csv'), 'utf8').split('\r\n');
    expect(rows[0]).toMatch(/^\ufeffindicator;indicator_name;unit;/u);
    expect(rows.filter((row) => row.startsWith('i18;')).length).toBeGreaterThan(1);
  });

  test('twenty lines of Node deliver sick leave every night', async () => {
    const code = example('js', 'deliver-sick-leave');
    expect(code.split('\n').length).toBeLessThanOrEqual(21);
    const deliver = (SICK_LEAVE: string) => node(code, { SICK_LEAVE, TODAY: '2026-09-21' });
    expect(await deliver('6.4')).toBe('2026-08: 6.4 kept');
    expect(await deliver('6.4')).toBe('2026-08: 6.4 unchanged');
    expect(await deliver('6.3')).toBe('2026-08: 6.3 corrected, was 6.4');
    await expect(deliver('6.33333333333')).rejects.toThrow('Too many digits');
  });

  test('an agent asks, and is told who said so', async () => {
    const said = await node(example('js', 'ask-roder'), {
      RODER_TOKEN: demoPeople.kommundirektor,
      QUESTION: 'Hur går det med äldreomsorgen?',
    });
    expect(said).toContain('Roder has whole, assignment, indicator, round, meaning, ask.');
    expect(said).toMatch(/Äldreomsorg.*Socialchef.*2026/su);
  });
});
