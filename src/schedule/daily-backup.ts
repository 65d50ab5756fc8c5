import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Temporal } from 'temporal-polyfill';
import { asError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';

/** Where the daily backups of an SQLite store are written, and how many are kept. */
export interface BackupConfig {
  readonly folder: string;
  readonly keep: number;
}

export interface DailyBackup {
  /** Starts no further backup; resolves when none is running. */
  stop(): Promise<void>;
}

const hourMs = 3_600_000;
/** Local hour. By then the previous day's work is done and nobody is using Roder. */
const fromHour = 2;
const named = /^roder-(\d{4}-\d\d-\d\d)\.db$/u;
/** Partial files from a killed process. A backup that is still running is at most minutes old. */
const unfinished = /^roder-(\d{4}-\d\d-\d\d)\.db\.\d+\.part(?:-\w+)?$/u;

/**
 * Makes one backup a day, at 02:00 or as soon after that as Roder runs, and deletes the oldest ones beyond `keep`. A
 * failure is logged as an error and retried every hour; nothing else waits for it.
 */
export function startDailyBackup(
  { clock, log, metrics }: Pick<Ports, 'clock' | 'log' | 'metrics'>,
  { path, timeZone, ...config }: BackupConfig & { readonly path: string; readonly timeZone: string },
): DailyBackup {
  let stopped = false;
  let working: Promise<void> | undefined;

  async function look(): Promise<void> {
    const now = clock.now();
    const local = now.toZonedDateTimeISO(timeZone);
    const problem = await makeTodays(now, local).catch((error) => asError(error).message);
    const days = await daysSinceBackup(config.folder, local.toPlainDate());
    if (days !== undefined) metrics?.record('roder.backup.age_days', days);
    if (problem) log.error({ event: 'backup-failed', problem, days }, 'The daily backup was not made.');
  }

  /** Resolves with the error message, or with undefined on success. */
  async function makeTodays(
    now: Temporal.Instant,
    local: Temporal.ZonedDateTime,
  ): Promise<string | undefined> {
    const today = local.toPlainDate().toString();
    if (local.hour < fromHour || (await daysOfBackups(config.folder)).includes(today)) return undefined;
    const file = join(config.folder, `roder-${today}.db`);
    const problem = await backUpAside({ path, file, takenAt: toTimestamp(now) });
    if (problem) return problem;
    await removeOld(config, today);
    log.info({ event: 'backup-made', file }, 'The daily backup is made and checked.');
    return undefined;
  }

  const begin = () => {
    if (stopped) return;
    working ??= look().finally(() => {
      working = undefined;
    });
  };
  begin();
  const timer = setInterval(begin, hourMs);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await working;
    },
  };
}

/** Local dates of the backups, oldest first; empty if there is no such folder. */
export async function daysOfBackups(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => named.exec(name)?.[1] ?? []).toSorted();
}

/** Whole days since the newest backup; undefined if there is none. */
export async function daysSinceBackup(
  folder: string,
  today: Temporal.PlainDate,
): Promise<number | undefined> {
  const newest = (await daysOfBackups(folder)).at(-1);
  return newest ? Temporal.PlainDate.from(newest).until(today).days : undefined;
}

/** Runs the backup in a worker; resolves with the error message, or with undefined on success. */
function backUpAside(order: { path: string; file: string; takenAt: string }): Promise<string | undefined> {
  const worker = new Worker(new URL('../storage/sqlite-backup-worker.ts', import.meta.url), {
    workerData: order,
  });
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  worker.once('message', resolve);
  worker.once('error', (error) => resolve(error.message));
  worker.once('exit', () => resolve('the thread that made it ended'));
  return promise;
}

async function removeOld({ folder, keep }: BackupConfig, today: string): Promise<void> {
  const old = (await daysOfBackups(folder)).slice(0, -keep).map((day) => `roder-${day}.db`);
  const dead = (await readdir(folder)).filter((name) => {
    const day = unfinished.exec(name)?.[1];
    return day !== undefined && day < today;
  });
  for (const name of [...old, ...dead]) await rm(join(folder, name), { force: true });
}
