import { globSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { failureSentence } from '../../src/cli/processes.ts';
import { demoTenant } from '../../src/config.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { endAll, temporaryFolder } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { startDemoWorld } from '../support/demo-world.ts';
import { FileHost } from '../support/file-host.ts';
import { demoInputWith } from './demo-plan.ts';

afterAll(endAll);

const withoutZone = JSON.stringify(demoInputWith([['timeZone'], undefined]));

async function zoneInForce(file: string, tenantId: string): Promise<string | undefined> {
  const store = openSqliteStore(file);
  const plan = await currentPlan(store, tenantId);
  await store.close();
  return plan?.content.timeZone;
}

describe('a plan that names no time zone', () => {
  test('gets the one of the settings from the command line, the usual one without, and no wrong one', async () => {
    const folder = await temporaryFolder();
    const plan = join(folder, 'plan.json');
    await writeFile(plan, withoutZone);
    const imported = async (RODER_TIME_ZONE?: string) => {
      const file = join(folder, `${RODER_TIME_ZONE?.replace('/', '-')}.db`);
      const words = ['plan', 'import', plan, '--tenant', 't', '--decision', 'KF § 1'];
      const said: string[] = [];
      const print = (line: string) => void said.push(line);
      const environment = { RODER_STORE: `sqlite:${file}`, RODER_TIME_ZONE };
      await runCommandLine(words, { environment, print, progress: print }).catch((error: unknown) =>
        print(failureSentence(error, 'en')),
      );
      return { zone: await zoneInForce(file, 't'), said: said.join('\n') };
    };
    expect((await imported('Europe/Helsinki')).zone).toBe('Europe/Helsinki');
    expect((await imported()).zone).toBe('Europe/Stockholm');
    const wrong = await imported('Europe/Atlantis');
    expect(wrong.zone).toBeUndefined();
    expect(wrong.said).toContain('RODER_TIME_ZONE should be a zone such as Europe/Stockholm');
  });

  test('gets it from a file in the chat, where the plan in force keeps its own until then', async () => {
    const world = await startDemoWorld({ env: { RODER_TIME_ZONE: 'Europe/Helsinki' } });
    const host = await FileHost.start();
    expect(await zoneInForce(world.service.store, demoTenant)).toBe('Europe/Stockholm');
    const { utredare } = world.people;
    const turn = await utredare.drops(host.keep('plan.json', Buffer.from(withoutZone)));
    const card = turn.updates.at(-1)!.card!;
    expect(textOf(card)).toContain('Europe/Helsinki');
    expect(await zoneInForce(world.service.store, demoTenant)).toBe('Europe/Stockholm');
    await utredare.fill(card, { decision: 'KF § 2' }).press('Inför planen');
    expect(await zoneInForce(world.service.store, demoTenant)).toBe('Europe/Helsinki');
  });
});

test('the usual time zone stands in one place', () => {
  const found = globSync('src/**/*.ts').filter((file) =>
    /['"]Europe\/Stockholm['"]/u.test(readFileSync(file, 'utf8')),
  );
  expect(found).toEqual(['src/calendar/instants.ts']);
});
