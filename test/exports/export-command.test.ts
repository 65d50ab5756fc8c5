import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { type ExportOptions, exportToFile } from '../../src/cli/export-command.ts';
import { listExports } from '../../src/exports/export-record.ts';
import type { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { temporaryFolder } from '../support/at-end.ts';
import { openLargeWorld } from '../support/large-world.ts';
import { openSjovik, type Sjovik } from '../support/sjovik.ts';

let world: Sjovik;
let folder: string;

beforeAll(async () => {
  world = await openSjovik();
  await world.time.moveTo(Temporal.Instant.from('2026-09-21T08:00:00+02:00'));
  folder = await temporaryFolder();
});

/** What it printed and how it ended; the store stays open for the tests. */
async function run(options: Partial<ExportOptions>, ports = world.ports) {
  const lines: string[] = [];
  const store = { ...bound(ports.store), close: () => Promise.resolve() };
  const status = await exportToFile(
    { tenant: world.tenantId, round: '2026-D', format: 'json', ...options },
    {
      openStore: () => Promise.resolve(store),
      now: () => ports.clock.now(),
      print: (line) => lines.push(line),
      language: 'sv',
    },
  );
  return { status, lines };
}

function bound(store: ReturnType<typeof openSqliteStore>) {
  const names = ['get', 'create', 'replace', 'upsert', 'delete', 'list', 'due', 'check'] as const;
  return Object.fromEntries(names.map((name) => [name, store[name].bind(store)])) as unknown as typeof store;
}

describe('roder export', () => {
  test('writes the file it says, and keeps that it did', async () => {
    const out = join(folder, 'delår.json');
    const { status, lines } = await run({ out, assignment: 'pu1' });
    expect([status, lines]).toEqual([
      0,
      [`${out} är skriven: Lägesrapport Fossiloberoende fordon senast 2030, Delår 2026 (januari–augusti).`],
    ]);
    expect(JSON.parse(await readFile(out, 'utf8')).assignments).toHaveLength(1);
    const [latest] = await listExports(world.ports.store, world.tenantId);
    expect(latest).toMatchObject({ by: 'cli', roundId: '2026-D', assignmentId: 'pu1', format: 'json' });
    const later = { from: '2026-09-22T00:00:00.000Z' };
    expect(await listExports(world.ports.store, world.tenantId, later)).toEqual([]);
  });

  test.each([
    [{ format: 'odt' }, 'Formatet odt finns inte. Välj word, pdf, excel, csv, json.'],
    [{ round: '2026-X' }, 'Ingen öppnad omgång har id 2026-X. De som finns: 2026-T1, 2026-D.'],
    [{ round: '2026-H' }, 'Ingen öppnad omgång har id 2026-H. De som finns: 2026-T1, 2026-D.'],
    [{ assignment: 'gu9' }, 'Inget uppdrag har id gu9.'],
    [{ tenant: 'nobody' }, 'Organisationen nobody har ingen plan än.'],
  ])('says what is wrong with %o, and writes nothing', async (options, sentence) => {
    const before = await listExports(world.ports.store, world.tenantId);
    expect(await run(options)).toEqual({ status: 1, lines: [sentence] });
    expect(await listExports(world.ports.store, world.tenantId)).toEqual(before);
  });

  test('says how far it has come with a long one', async () => {
    const { ports } = await openLargeWorld(21);
    const { lines } = await run({ format: 'word', out: join(folder, 'large.docx') }, ports);
    expect(lines.slice(0, 2)).toEqual(['10 av 21 …', '20 av 21 …']);
  });
});
