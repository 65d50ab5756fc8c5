import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { failureSentence } from '../../src/cli/processes.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { importPlan } from '../../src/plan/plan-store.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoInput } from '../plan/demo-plan.ts';
import { endAll, temporaryFolder } from '../support/at-end.ts';

const [sjovik, norrvik] = ['11111111-1111-4111-8111-11111111111a', '22222222-2222-4222-8222-222222222222'];
let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder, 'a-folder'));
  await writeFile(join(folder, 'sound.json'), JSON.stringify(demoInput()));
  await writeFile(
    join(folder, 'text.db'),
    'This is no database at all, but a text of some length. '.repeat(20),
  );
  await fill('one.db', sjovik!);
  await fill('two.db', sjovik!, norrvik!);
});
afterAll(endAll);

async function fill(name: string, ...tenants: readonly string[]): Promise<void> {
  const checked = checkPlan(demoInput());
  if (!('plan' in checked)) throw new TypeError('the demo plan is faulty');
  const store = openSqliteStore(join(folder, name));
  const now = Temporal.Instant.from('2026-08-31T13:00:00Z');
  for (const tenantId of tenants)
    await importPlan({ store, now, tenantId, content: checked.plan, by: 'cli' });
  await store.close();
}

interface Ran {
  readonly status: number | null;
  readonly said: string;
}

function environment({ store = 'one.db', tenants = '' }: Place = {}): NodeJS.ProcessEnv {
  const RODER_STORE = `sqlite:${folder}/${store}`;
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return { PATH, NODE_COMPILE_CACHE, LANG: 'sv_SE.UTF-8', RODER_STORE, RODER_TENANTS: tenants };
}

interface Place {
  readonly store?: string;
  readonly tenants?: string;
}

const inFolder = (words: string) => words.replaceAll('FOLDER', folder).split(' ');

/** The whole command line with the real store, here; `FOLDER` is the tests' own. */
async function roder(words: string, place?: Place): Promise<Ran> {
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const terminal = { environment: environment(place), print, progress: print };
  const status = await runCommandLine(inFolder(words), terminal).catch((error: unknown) => {
    print(failureSentence(error, 'sv'));
    return 1;
  });
  return { status, said: lines.join('\n').replaceAll(folder, 'FOLDER') };
}

/** The same as a process, with its streams where they are told to go. */
async function asProcess(words: string, stdout: 'pipe' | number = 'pipe', read = true): Promise<Ran> {
  const child = spawn(process.execPath, [join(process.cwd(), 'src/cli/main.ts'), ...inFolder(words)], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', stdout, 'pipe'],
  });
  if (!read) child.stdout?.destroy();
  const out = read && child.stdout ? text(child.stdout) : '';
  const [said, err, [status]] = await Promise.all([out, text(child.stderr!), once(child, 'exit')]);
  return { status: status as number | null, said: `${said}${err}`.replaceAll(folder, 'FOLDER') };
}

/** No bare code, no stack, no object. */
const raw = /\bE[A-Z]{4,}: |^\s+at |\[object|undefined|Error:/mu;

const outs = 'export --round 2026-D --format json --out';
// biome-ignore format: a table is read by its lines
const failures: readonly (readonly [words: string, sentence: RegExp, more?: { store?: string; tenants?: string }])[] = [
  // Files to write
  ['plan template FOLDER/no/x.xlsx', /^FOLDER\/no\/x\.xlsx gick inte att skriva eller läsa: mappen eller filen finns inte\./u],
  ['plan template FOLDER/sound.json/x.xlsx', /^FOLDER\/sound\.json\/x\.xlsx gick inte att skriva/u],
  [`plan template FOLDER/${'x'.repeat(300)}.xlsx`, /är ett för långt namn/u],
  ['person-data --person 00000000-0000-4000-8000-000000000000 --out FOLDER/no/x.json', /^FOLDER\/no\/x\.json gick inte/u],
  ['person-data --person 00000000-0000-4000-8000-000000000000 --out FOLDER/a-folder', /^FOLDER\/a-folder är en mapp\. Ange en fil\./u],
  ['person-data --person 00000000-0000-4000-8000-000000000000 --out /dev/full', /^\/dev\/full gick inte att skriva: disken är full\.|Allt gick inte att skriva ut/u],
  // Files to read
  ['plan check FOLDER/no.yaml', /^no\.yaml: filen gick inte att öppna/mu],
  ['plan check FOLDER/a-folder', /^a-folder: filen gick inte att öppna/mu],
  ['plan import FOLDER/no.json --decision x', /^no\.json: filen gick inte att öppna/mu],
  ['plan template FOLDER/y.xlsx --from FOLDER/no.json', /^no\.json: filen gick inte att öppna/mu],
  ['rehearse --from 2026-09-01 --to 2026-10-01 --plan FOLDER/no.yaml', /^no\.yaml: filen gick inte att öppna/mu],
  // Stores
  ['log', /^Det finns ingen databas i FOLDER\/none\.db\. Kontrollera RODER_STORE/u, { store: 'none.db' }],
  ['person-data --tenant x --person y', /^Det finns ingen databas i FOLDER\/none\.db/u, { store: 'none.db' }],
  ['retention show --tenant x', /^Det finns ingen databas/u, { store: 'none.db' }],
  ['export --round 2026-D --format csv --tenant x', /^Det finns ingen databas/u, { store: 'none.db' }],
  ['rehearse --from 2026-09-01 --to 2026-10-01', /^Det finns ingen databas/u, { store: 'none.db' }],
  ['plan import FOLDER/sound.json --decision x', /^Ange organisation: --tenant ID/mu, { store: 'new.db' }],
  ['log', /^The database FOLDER\/text\.db cannot be opened: it is no database/u, { store: 'text.db' }],
  ['log --tenant x', /^FOLDER\/a-folder is a folder/u, { store: 'a-folder' }],
  ['move --from sqlite:FOLDER/none.db --to sqlite:FOLDER/new.db', /^Filen finns inte: sqlite:FOLDER\/none\.db\./u],
  ['move --from nowhere --to sqlite:FOLDER/new.db --tenant x', /RODER_STORE should be "sqlite:PATH" or "cosmos"/u],
  // Organisations
  ['log', /^Det finns flera organisationer: 11111111-1111-4111-8111-11111111111a, 22222222-[^.]*\. Välj en med --tenant/u, { store: 'two.db' }],
  ['retention show', /^Det finns flera organisationer: a, b\./u, { tenants: 'A, b' }],
  [`${outs} FOLDER/x.json`, /^Det finns flera organisationer/u, { store: 'two.db' }],
  // What is asked for
  ['log --since 31/12', /31\/12/u],
  ['rehearse --from 2026-13-01 --to 2026-10-01', /2026-13-01/u],
  ['export --round 2099-X --format csv', /^Ingen öppnad omgång har id 2099-X\./u],
  ['person-data --person nobody', /^Roder har inte sparat något om nobody\./u],
  ['retention dispose --run none', /none/u],
  ['log --who nobody', /nobody/u],
];

describe('a command that cannot do its work says so in a sentence', () => {
  test.each(failures)('roder %s', async (...[words, sentence, more]) => {
    const { status, said } = await roder(words, more);
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(raw);
    expect(status).toBe(1);
  });
});

describe('the organisation', () => {
  test('is the only one in the store, the only one in RODER_TENANTS, or the one that is named in any case', async () => {
    for (const [words, more] of [
      ['retention show', {}],
      ['retention show', { store: 'two.db', tenants: norrvik! }],
      [`retention show --tenant ${sjovik!.toUpperCase()}`, { store: 'two.db' }],
    ] as const) {
      expect(await roder(words, more)).toMatchObject({
        status: 0,
        said: expect.stringContaining('Lägesrapporter: bevaras'),
      });
    }
  });
});

describe('as a process', () => {
  test('a failure is a sentence on standard error, and the status is 1', async () => {
    const { status, said } = await asProcess('plan template FOLDER/no/x.xlsx');
    expect(said).toBe(
      'FOLDER/no/x.xlsx gick inte att skriva eller läsa: mappen eller filen finns inte. Kontrollera namnet, eller skapa mappen först.\n',
    );
    expect(status).toBe(1);
  });

  test('who reads no further stops nothing: the plan is in force all the same', async () => {
    const words = 'plan import FOLDER/sound.json --tenant x --decision §1';
    const { status, said } = await asProcess(words, 'pipe', false);
    expect([status, said]).toEqual([0, expect.not.stringMatching(raw)]);
    expect((await roder('retention show --tenant x')).status).toBe(0);
  });

  test('what cannot be printed is a failure, and is said', async () => {
    const full = await open('/dev/full', 'w');
    const { status, said } = await asProcess('plan check FOLDER/sound.json', full.fd);
    await full.close();
    expect(said).toContain('Allt gick inte att skriva ut (ENOSPC)');
    expect(status).toBe(1);
  });
});
