import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import type { Document } from '../../src/base/document-store.ts';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { demoTenant } from '../../src/config.ts';
import { translator } from '../../src/language/language.ts';
import { chooseAfterRestore, restoreHold } from '../../src/messages/restore-hold.ts';
import { sendLog } from '../../src/messages/send-log.ts';
import { startDailyBackup } from '../../src/schedule/daily-backup.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { openCosmosStore } from '../../src/storage/cosmos-store.ts';
import { backUpDocuments, backUpSqlite } from '../../src/storage/sqlite-backup.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, temporaryFolder } from '../support/at-end.ts';
import { backUpInStorm } from '../support/backup-storm.ts';
import { startCosmosServer } from '../support/cosmos-server.ts';
import { storeWithPlan } from '../support/planned-store.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { openingMorning, openRoundOf, planOfMany, portsOn } from '../support/sending-world.ts';

const tenantId = '11111111-1111-4111-8111-111111111111';
const takenAt = '2026-09-01T06:00:00.000Z';
let folder: string;
let path: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder, 'roder.db');
});

/** `at`: what the machine's clock says. */
async function roder(words: readonly string[], store: string, at?: Temporal.Instant) {
  if (at) jest.spyOn(Temporal.Now, 'instant').mockReturnValue(at);
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const environment = { RODER_STORE: `sqlite:${store}`, LANG: 'sv_SE.UTF-8' };
  const status = await runCommandLine(words, { environment, print, progress: print }).catch(
    (error: Error) => {
      print(error.message);
      return 1;
    },
  );
  jest.restoreAllMocks();
  return { status, text: lines.join('\n') };
}

async function filledStore(count = 50): Promise<void> {
  const store = openSqliteStore(path);
  const ids = Array.from({ length: count }, (_, index) => index);
  await Promise.all(
    ids.map((index) =>
      store.create({
        tenantId,
        kind: 'report',
        id: `r${index}`,
        schema: 1,
        ownWords: `Ord å € ${index}`,
      } as Document),
    ),
  );
  await store.close();
}

async function everything(store: ReturnType<typeof openSqliteStore>) {
  const found = await store.list<Document>({ tenantId, kind: 'report', limit: 1000 });
  return found.map(({ etag: _, ...document }) => document);
}

/** `test:long` has twenty larger ones. */
test('a backup in a storm of writes has everything that was answered before it began', async () => {
  const { lost, before, restored } = await backUpInStorm(folder, 200);
  expect(lost).toEqual([]);
  expect(before).toBeGreaterThanOrEqual(200);
  expect(restored).toBeGreaterThanOrEqual(before);
});

test('a backup that is killed leaves no file under its name, and the next one is made', async () => {
  await filledStore(2000);
  const script = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  const file = join(folder, 'killed.bak');
  const environment = { ...process.env, RODER_STORE: `sqlite:${path}` };
  const child = spawn(process.execPath, [script, 'backup', file], { env: environment, stdio: 'ignore' });
  while (child.exitCode === null && !readdirSync(folder).some((name) => name.endsWith('.part')))
    await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  expect(existsSync(file)).toBe(false);
  expect(await roder(['backup', file], path)).toMatchObject({ status: 0 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

const canLimit = spawnSync('prlimit', ['--version']).status === 0;
(canLimit ? test : test.skip)(
  'a full disk makes no backup, says why, and leaves nothing behind',
  async () => {
    await filledStore(2000);
    const file = join(folder, 'full.bak');
    const script = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
    const environment = { ...process.env, RODER_STORE: `sqlite:${path}` };
    const ran = spawnSync('prlimit', ['--fsize=65536', process.execPath, script, 'backup', file], {
      env: environment,
      encoding: 'utf8',
    });
    expect(ran.status).toBe(1);
    expect(ran.stderr).toMatch(/^No backup was made: .+\n$/u);
    expect(readdirSync(folder).filter((name) => name.startsWith('full'))).toEqual([]);
  },
);

test('a damaged backup is refused whole: not one document is brought back', async () => {
  await filledStore();
  const file = join(folder, 'whole.bak');
  await roder(['backup', file], path);
  const whole = readFileSync(file);
  const target = join(folder, 'target.db');
  const damages: Record<string, (bytes: Buffer) => Buffer> = {
    'a letter of an answer': (bytes) => replaced(bytes, 'Ord å € 17', 'Ord å € 71'),
    'a checksum': (bytes) => replaced(bytes, '"count":50', '"count":51'),
    'cut in the middle': (bytes) => bytes.subarray(0, bytes.length / 2),
    'another file': () => Buffer.from('PK\u0003\u0004 not a database at all'),
    'an empty file': () => Buffer.alloc(0),
  };
  for (const [what, damage] of Object.entries(damages)) {
    writeFileSync(file, damage(Buffer.from(whole)));
    const { status, text } = await roder(['restore', file], target);
    expect({ what, status, text }).toMatchObject({
      status: 1,
      text: expect.stringContaining('nothing was brought back'),
    });
    expect(existsSync(target)).toBe(false);
  }
});

/** Wherever it stands: pages keep old text in space that is free. */
function replaced(bytes: Buffer, from: string, to: string): Buffer {
  let place = bytes.indexOf(from);
  expect(place).toBeGreaterThan(0);
  for (; place >= 0; place = bytes.indexOf(from, place + 1)) Buffer.from(to).copy(bytes, place);
  return bytes;
}

test('a backup goes into an empty store only, and everything in it comes back', async () => {
  await filledStore();
  const file = join(folder, 'whole.bak');
  await roder(['backup', file], path);
  expect(await roder(['backup', file], path)).toMatchObject({ status: 1 });
  expect(await roder(['restore', file], path)).toMatchObject({
    status: 1,
    text: expect.stringContaining('innehåller redan'),
  });
  const target = join(folder, 'new.db');
  const { status, text } = await roder(['restore', file], target);
  expect(status).toBe(0);
  expect(text).toContain('50 dokument');
  const [original, back] = [openSqliteStore(path), openSqliteStore(target)];
  expect(await everything(back)).toEqual(await everything(original));
  expect(await restoreHold(back, tenantId)).toMatchObject({ state: 'held' });
  await Promise.all([original.close(), back.close()]);
  expect(() => openSqliteStore(file)).toThrow('roder restore');
});

test('what was disposed of after the backup is disposed of again, by the operator’s log of it', async () => {
  const decided = await storeWithPlan([['retention', 'decision'], 'KS 2026-05-04 § 51 (påhittat)']);
  const store = openSqliteStore(decided);
  const entry = {
    tenantId: demoTenant,
    personId: 'p',
    askIds: [],
    push: 'opening',
    outcome: 'sent',
  } as const;
  for (const at of ['2026-01-02T08:00:00.000Z', '2026-11-20T08:00:00.000Z'])
    await sendLog(store).upsert({ ...entry, id: at.slice(0, 10), at, dueAt: at });
  await store.close();
  const file = join(folder, 'before.bak');
  const at = Temporal.Instant.from('2026-12-01T09:00:00+01:00');
  expect(await roder(['backup', file], decided, at)).toMatchObject({ status: 0 });

  const found = await roder(['retention', 'dry-run', '--tenant', demoTenant], decided, at);
  const run = /--run (\w+)/u.exec(found.text)![1]!;
  await roder(['retention', 'dispose', '--run', run, '--tenant', demoTenant], decided, at);
  const log = join(folder, 'disposed.jsonl');
  writeFileSync(log, (await roder(['retention', 'log', '--json', '--tenant', demoTenant], decided)).text);

  const restored = join(folder, 'restored.db');
  const said = await roder(['restore', file, '--disposed', log], restored, at);
  expect(said).toMatchObject({ status: 0, text: expect.stringContaining('Utskickslogg') });
  const again = openSqliteStore(restored);
  const left = await again.list({ tenantId: demoTenant, kind: 'sendLog', limit: 10 });
  await again.close();
  expect(left.map(({ id }) => id)).toEqual(['2026-11-20']);
});

test('a log of disposals that cannot be read refuses the restore before anything is written', async () => {
  await filledStore();
  const file = join(folder, 'whole.bak');
  await roder(['backup', file], path);
  const log = join(folder, 'disposed.jsonl');
  const line = { tenantId, id: 'one', decision: 'KS § 1', plannedAt: takenAt, doneAt: takenAt, lines: [] };
  const target = join(folder, 'new.db');
  for (const second of ['{"half', JSON.stringify({ ...line, lines: [{ record: 'everything' }] })]) {
    writeFileSync(log, `${JSON.stringify(line)}\n${second}\n`);
    const { status, text } = await roder(['restore', file, '--disposed', log], target);
    expect({ status, text }).toMatchObject({ status: 1, text: expect.stringContaining('Rad 2 i') });
    expect(existsSync(target)).toBe(false);
  }
  writeFileSync(log, `${JSON.stringify(line)}\n`);
  expect(await roder(['restore', file, '--disposed', log], target)).toMatchObject({ status: 0 });
});

describe('a restored store', () => {
  const messenger = new RecordingMessenger();
  const question = translator('sv')('restore.title');
  let now = openingMorning;
  const clock = { now: () => now };
  let target: string;

  beforeEach(async () => {
    messenger.sent.length = 0;
    now = openingMorning;
    const store = openSqliteStore(path);
    await openRoundOf(portsOn(store, { messenger, clock }), tenantId, planOfMany(3));
    await store.close();
    const file = join(folder, 'round.bak');
    // The backup is of the opening morning, before anything was sent; it is brought back an hour later.
    await backUpSqlite(path, file, toTimestamp(openingMorning));
    now = openingMorning.add({ hours: 1 });
    target = join(folder, 'new.db');
    expect(await roder(['restore', file], target, now)).toMatchObject({ status: 0 });
  });

  async function tick(): Promise<number> {
    const store = openSqliteStore(target);
    await runDueWork(portsOn(store, { messenger, clock }), tenantId);
    await store.close();
    return messenger.sent.filter(({ message }) => message.summary !== question).length;
  }

  test('sends nothing but the question, and says what may have been sent', async () => {
    expect(await tick()).toBe(0);
    const { status, text } = await roder(['release'], target, now);
    expect(status).toBe(2);
    expect(text.match(/Första frågan/gu)).toHaveLength(3);
    expect(await tick()).toBe(0);
  });

  test('never sends what is counted as sent, and goes on with what comes after', async () => {
    expect(await roder(['release', '--leave'], target, now)).toMatchObject({ status: 0 });
    expect(await tick()).toBe(0);
    const { text } = await roder(['log'], target, now);
    expect(text.match(/kan ha skickats före återläsningen/gu)).toHaveLength(3);
    now = now.add({ hours: 24 * 14 });
    expect(await tick()).toBe(3);
  });

  test('goes by the first choice, of two that are made at once', async () => {
    const store = openSqliteStore(target);
    const choices = ['leave', 'send', 'send'] as const;
    const held = await Promise.all(choices.map((one) => chooseAfterRestore(store, tenantId, one)));
    expect(new Set(held).size).toBe(1);
    expect(await restoreHold(store, tenantId)).toMatchObject({ state: 'held', choice: held[0] });
    await store.close();
  });

  test('asks once and about all of it, where the backup is of a store that waited already', async () => {
    const file = join(folder, 'waiting.bak');
    await backUpSqlite(target, file, toTimestamp(now.add({ hours: 1 })));
    now = now.add({ hours: 2 });
    target = join(folder, 'again.db');
    expect(await roder(['restore', file], target, now)).toMatchObject({ status: 0 });
    const { text } = await roder(['release'], target, now);
    expect(text.match(/Första frågan/gu)).toHaveLength(3);
    await tick();
    expect(messenger.sent).toHaveLength(1);
    expect(JSON.stringify(messenger.sent)).toContain('väntade på ett val efter en återläsning');
    expect(await roder(['release', '--leave'], target, now)).toMatchObject({ status: 0 });
    expect(await tick()).toBe(0);
  });

  test('sends what fell due where that is chosen', async () => {
    expect(await roder(['release', '--send'], target, now)).toMatchObject({ status: 0 });
    expect(await tick()).toBe(3);
    expect(await roder(['release', '--leave'], target, now)).toMatchObject({ status: 0 });
    expect(await tick()).toBe(3);
  });
});

test('what Cosmos DB holds goes into the same kind of file, and back', async () => {
  const server = await startCosmosServer();
  atEnd(() => server.close());
  const store = openCosmosStore(server);
  atEnd(() => store.close());
  for (let index = 0; index < 30; index++)
    await store.create({ tenantId, kind: 'report', id: `r${index}`, schema: 1 });
  const file = join(folder, 'cosmos.bak');
  const made = await backUpDocuments(store, [tenantId], { file, takenAt });
  expect(made).toMatchObject({ from: 'cosmos', kinds: [{ kind: 'report', count: 30 }] });
  expect(await roder(['restore', file], join(folder, 'new.db'))).toMatchObject({ status: 0 });
});

test('one backup a day, the oldest removed; what goes wrong is in the log', async () => {
  await filledStore();
  const backups = join(folder, 'backups');
  const logged: string[] = [];
  const ages: number[] = [];
  const note = ({ event }: { event?: unknown }) => void logged.push(String(event));
  const metrics = { record: (_: string, days: number) => void ages.push(days) };
  const log = { info: note, warn: note, error: note };
  const run = async (day: string, to = backups) => {
    const now = Temporal.Instant.from(`${day}T03:00:00+02:00`);
    const daily = startDailyBackup(
      { clock: { now: () => now }, log, metrics },
      { path, folder: to, keep: 2, timeZone: 'Europe/Stockholm' },
    );
    await daily.stop();
  };
  for (const day of ['2026-09-01', '2026-09-01', '2026-09-02', '2026-09-03']) await run(day);
  expect(readdirSync(backups)).toEqual(['roder-2026-09-02.db', 'roder-2026-09-03.db']);
  expect(logged).toEqual(['backup-made', 'backup-made', 'backup-made']);
  expect(ages).toEqual([0, 0, 0, 0]);
  writeFileSync(join(folder, 'a-file'), '');
  await run('2026-09-04', join(folder, 'a-file'));
  expect(logged.at(-1)).toBe('backup-failed');
  // A folder where today's copy would be written: none can be made, and the newest grows old.
  mkdirSync(join(backups, `roder-2026-09-05.db.${process.pid}.part`));
  await run('2026-09-05');
  expect(logged.at(-1)).toBe('backup-failed');
  expect(ages.at(-1)).toBe(2);
});
