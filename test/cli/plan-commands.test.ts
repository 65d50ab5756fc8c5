import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import { Temporal } from 'temporal-polyfill';
import { addPlanCommands } from '../../src/cli/plan-commands.ts';
import { currentPlan, planHistory } from '../../src/plan/plan-store.ts';
import { writeWorkbook } from '../../src/plan/write-workbook.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { demoInput, demoInputWith, passedQuarter } from '../plan/demo-plan.ts';
import { largePlan } from '../plan/workbooks.ts';
import { temporaryFolder } from '../support/at-end.ts';

describe('the plan commands', () => {
  let folder: string;
  let sound: string;
  let faulty: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    [sound, faulty] = [join(folder, 'sound.json'), join(folder, 'faulty.json')];
    await writeFile(sound, JSON.stringify(demoInput()));
    const missing = demoInputWith(
      [['assignments', 'pu1', 'owner'], 'samhallsbyggnadschefen'],
      [['indicators', 'i10', 'direction'], undefined],
    );
    await writeFile(faulty, JSON.stringify(missing));
  });

  let database: string;
  let databases = 0;
  beforeEach(() => {
    databases += 1;
    database = join(folder, `${databases}.db`);
  });

  async function run(...words: string[]) {
    const lines: string[] = [];
    const steps: string[] = [];
    let status: number | undefined;
    const program = new Command().exitOverride().configureOutput({ writeErr: (text) => lines.push(text) });
    const ports = {
      openStore: async () => openSqliteStore(database),
      now: () => Temporal.Instant.from('2026-08-31T13:00:00Z'),
      tenants: () => [],
      print: (line: string) => void lines.push(line),
      progress: (line: string) => void steps.push(line),
      language: 'sv' as const,
    };
    addPlanCommands(program, ports, (code) => {
      status = code;
    });
    await program.parseAsync(words, { from: 'user' }).catch(() => undefined);
    return { status, lines, steps };
  }
  const importing = (file: string) => run('plan', 'import', file, '--tenant', 't', '--decision', 'KF § 1');
  async function inForce() {
    const store = openSqliteStore(database);
    const plan = await currentPlan(store, 't');
    await store.close();
    return plan?.version;
  }

  test('check says what a sound plan holds', async () => {
    expect(await run('plan', 'check', sound)).toMatchObject({
      status: 0,
      lines: [
        'Planen går att använda.',
        'Läst ur filen: Måttenheter 7, Förvaltningar 4, Roller 16, Personer 5, Kanaler 1, Perioder 3, Uppdrag 8 (16 medverkande), Milstolpar 4 (2 nådda), Indikatorer 22 (20 målvärden), Tidigare värden 57, Gallring 8.',
      ],
    });
  });

  test('check asks about a plan without a channel for leadership, which is no fault', async () => {
    const file = join(folder, 'no-channel.json');
    await writeFile(file, JSON.stringify(demoInputWith([['channels'], []])));
    const asked = expect.stringContaining('planen har ingen kanal för ledningen (channels)');
    const checked = await run('plan', 'check', file);
    expect(checked).toMatchObject({
      status: 0,
      lines: ['Planen går att använda.', expect.stringContaining('Kanaler 0'), asked],
    });
  });

  test('check asks about what is called the same, and import about a unit that becomes another', async () => {
    const file = join(folder, 'same-name.json');
    const same = [['assignments', 'gu1', 'title'], { sv: 'äldreomsorg ' }] as const;
    const weeks = [['indicators', 'i14', 'unit'], { sv: 'veckor' }] as const;
    await writeFile(file, JSON.stringify(demoInputWith(same, weeks, [['units'], undefined])));
    const { lines } = await run('plan', 'check', file);
    expect(lines).toContainEqual(
      expect.stringMatching(/^Fråga: ”äldreomsorg” finns flera gånger \(gu1, gu2\)/u),
    );
    expect(lines.join()).not.toContain('veckor');
    const imports = (plan: string) =>
      run('plan', 'import', plan, '--decision', 'KF § 2', '--tenant', 'unit-changed');
    expect((await imports(sound)).lines.join()).not.toContain('Fråga');
    expect((await imports(file)).lines).toContainEqual(
      expect.stringContaining(
        'enheten för ”Väntetid till särskilt boende, medelvärde” blir veckor i stället för dagar',
      ),
    );
  });

  test('check speaks the plan’s language or the one that is chosen, and says what a free time moves', async () => {
    const plan = 'test/worlds/norrnas/plan.yaml';
    const swedish = await run('plan', 'check', plan);
    expect(swedish.lines).toContain(
      'Augusti 2026: sista svarsdag flyttas från 2026-09-10 till 2026-09-14, på grund av ledig tid: Älgjakt.',
    );
    const english = await run('plan', 'check', plan, '--language', 'en');
    expect(english.lines[0]).toBe('The plan can be used.');
    expect(await run('plan', 'check', faulty, '--language', 'en')).toMatchObject({
      lines: [expect.stringContaining('is missing'), expect.anything(), expect.anything()],
    });
    const inEnglish = join(folder, 'english.json');
    await writeFile(inEnglish, JSON.stringify(demoInputWith([['language'], 'en'])));
    expect((await run('plan', 'check', inEnglish)).lines[0]).toBe('The plan can be used.');
  });

  test('import leaves rounds whose last day has passed, and says so; --open-passed opens them', async () => {
    const passed = join(folder, 'passed.json');
    await writeFile(passed, JSON.stringify(demoInputWith([['periods', '2026-Q2'], passedQuarter])));
    const words = ['plan', 'import', passed, '--decision', 'KF § 1', '--tenant', 'demo'];
    const opensPassed = async () => {
      const store = openSqliteStore(database);
      const { value } = await planHistory(store, 'demo').next();
      await store.close();
      return value?.opensPassed;
    };
    const left = await run(...words);
    expect(left.lines.join('\n')).toMatch(/Kvartal 2 2026/u);
    expect(await opensPassed()).toBeUndefined();
    databases += 1;
    database = join(folder, `${databases}.db`);
    const opened = await run(...words, '--open-passed');
    expect(opened).toMatchObject({ status: 0 });
    expect(opened.lines.at(-1)).not.toContain('Kvartal 2 2026');
    expect(await opensPassed()).toBe(true);
  });

  test('check says every fault, one a line', async () => {
    expect(await run('plan', 'check', faulty)).toMatchObject({
      status: 1,
      lines: [
        'indicators[i10].direction saknas. Skriv in det.',
        'assignments[pu1].owner: rollen ”samhallsbyggnadschefen” finns inte i planen. Närmast är ”samhallsbyggnadschef”.',
        'Fel: 2. Ingenting har ändrats.',
      ],
    });
  });

  test('check says why a file cannot be read', async () => {
    const { status, lines } = await run('plan', 'check', join(folder, 'nothing.yaml'));
    expect(status).toBe(1);
    expect(lines[0]).toContain('nothing.yaml: filen gick inte att öppna (ENOENT).');
  });

  test('import puts a plan in force and says what changed', async () => {
    const { status, lines } = await importing(sound);
    expect(status).toBe(0);
    expect(lines[0]).toBe('+ assignment gu1');
    expect(lines.at(-1)).toBe('Planen gäller nu som version 1 (KF § 1).');
    expect(await inForce()).toBe(1);
  });

  test('import of the same plan again changes nothing', async () => {
    await importing(sound);
    expect(await importing(sound)).toMatchObject({
      status: 0,
      lines: ['Samma plan gäller redan som version 1. Ingenting har ändrats.'],
    });
  });

  test('import names the fields that changed, before and after', async () => {
    await importing(sound);
    const changed = join(folder, 'changed.json');
    await writeFile(changed, JSON.stringify(demoInputWith([['indicators', 'i10', 'owner'], 'ekonomichef'])));
    expect((await importing(changed)).lines).toEqual([
      '~ indicator i10: owner',
      '    Ansvarig: Kostchef → Ekonomichef',
      'Planen gäller nu som version 2 (KF § 1).',
    ]);
  });

  test('import of a faulty plan leaves the one in force', async () => {
    await importing(sound);
    expect((await importing(faulty)).status).toBe(1);
    expect(await inForce()).toBe(1);
  });

  test('import without a decision is refused', async () => {
    const { status, lines } = await run('plan', 'import', sound, '--tenant', 't');
    expect(status).toBeUndefined();
    expect(lines.join('')).toContain('--decision');
    expect(await inForce()).toBeUndefined();
  });

  test('a large workbook is imported, and how far it has come is told', async () => {
    const book = join(folder, 'large.xlsx');
    await writeFile(book, await writeWorkbook(largePlan(), 'sv'));
    const { status, lines, steps } = await importing(book);
    expect(status).toBe(0);
    expect(lines.at(-1)).toBe('Planen gäller nu som version 1 (KF § 1).');
    expect(steps).toContain('Läser bladet Uppdrag: 300 rader.');
    expect(steps).toContain('Läser bladet Indikatorer: 1500 rader.');
    expect(steps.slice(-2)).toEqual(['Kontrollerar planen.', 'För in planen.']);
  });

  test('template writes an empty workbook, and never over another', async () => {
    const book = join(folder, 'template.xlsx');
    expect(await run('plan', 'template', book)).toMatchObject({ status: 0 });
    const { status, lines } = await run('plan', 'check', book);
    expect(status).toBe(1);
    expect(lines).toContain('Bladet Uppdrag: här saknas något. Fyll i det.');
    expect(await run('plan', 'template', book)).toMatchObject({
      status: 1,
      lines: [`${book} finns redan och har inte ändrats. Välj ett annat namn.`],
    });
    expect(await run('plan', 'template', join(folder, 'template.xls'))).toMatchObject({ status: 1 });
  });

  test('template is filled with another plan, which then is the same plan', async () => {
    const book = join(folder, 'filled.xlsx');
    expect(await run('plan', 'template', book, '--from', sound, '--language', 'en')).toMatchObject({
      status: 0,
    });
    await importing(sound);
    expect((await importing(book)).lines).toEqual([
      'Samma plan gäller redan som version 1. Ingenting har ändrats.',
    ]);
    const none = join(folder, 'none.xlsx');
    expect(await run('plan', 'template', none, '--from', faulty)).toMatchObject({ status: 1 });
    expect(existsSync(none)).toBe(false);
  });
});
