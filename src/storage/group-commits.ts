import type { DatabaseSync } from 'node:sqlite';

/** Maximum number of writes in one commit; between commits the event loop gets a turn. */
const maxInGroup = 200;

/** Pause before retrying a lock that another process holds, in milliseconds. */
const pauseMs = 2;

interface PendingWrite {
  /** When to stop waiting for a lock that another process holds, in `performance.now()` time. */
  readonly until: number;
  /** Runs inside the transaction. */
  readonly work: () => void;
  /** Called once the transaction is on disk. */
  readonly committed: () => void;
  readonly failed: (error: unknown) => void;
}

export interface GroupCommits {
  /** Runs `work` in a transaction; resolves with its result once the transaction is on disk. */
  write<T>(work: () => T): Promise<T>;
  /** Commits the writes that are still waiting. */
  flush(): void;
}

/**
 * A full disk sync costs about half a millisecond, and answers and reminders come in bursts: so all writes requested in
 * one turn of the event loop share a transaction. No write resolves before the commit. While another process holds the
 * lock, each write waits at most `patienceMs`, without blocking the event loop.
 */
export function groupCommits(database: DatabaseSync, patienceMs: number): GroupCommits {
  let waiting: PendingWrite[] = [];

  function flush(): void {
    while (waiting.length > 0) commitGroup(database, nextGroup(), begin(database));
  }

  function nextGroup(): PendingWrite[] {
    const group = waiting.slice(0, maxInGroup);
    waiting = waiting.slice(maxInGroup);
    return group;
  }

  function commitNext(): void {
    if (waiting.length === 0) return;
    const fault = lockAtOnce(database, patienceMs);
    if (isBusy(fault)) {
      tryLater(fault);
      return;
    }
    const group = nextGroup();
    if (waiting.length > 0) setImmediate(commitNext);
    commitGroup(database, group, fault);
  }

  /** Rejects the writes that have waited long enough; retries the others. */
  function tryLater(fault: unknown): void {
    const now = performance.now();
    const [late, early] = [
      waiting.filter(({ until }) => until <= now),
      waiting.filter((one) => one.until > now),
    ];
    waiting = early;
    if (waiting.length > 0) setTimeout(commitNext, pauseMs);
    for (const write of late) write.failed(fault);
  }

  return {
    flush,
    write<T>(work: () => T) {
      return new Promise<T>((resolve, reject) => {
        let result: T;
        if (waiting.length === 0) setImmediate(commitNext);
        waiting.push({
          until: performance.now() + patienceMs,
          work: () => {
            result = work();
          },
          committed: () => resolve(result),
          failed: reject,
        });
      });
    },
  };
}

/** Takes the lock, or returns the error. Turns off SQLite's own busy wait, which would block the event loop. */
function lockAtOnce(database: DatabaseSync, patienceMs: number): unknown {
  if (!database.isOpen) return begin(database);
  database.exec('PRAGMA busy_timeout = 0');
  const fault = begin(database);
  database.exec(`PRAGMA busy_timeout = ${patienceMs}`);
  return fault;
}

function begin(database: DatabaseSync): unknown {
  try {
    database.exec('BEGIN IMMEDIATE');
    return undefined;
  } catch (error) {
    return error;
  }
}

/** SQLITE_BUSY. The higher bytes of the code give details. */
function isBusy(fault: unknown): boolean {
  return ((fault as { errcode?: number } | undefined)?.errcode ?? 0) % 256 === 5;
}

/** `fault`: why the transaction could not be started. */
function commitGroup(database: DatabaseSync, group: readonly PendingWrite[], fault: unknown): void {
  let written: PendingWrite[];
  try {
    if (fault) throw fault;
    written = group.filter((write) => worked(database, write));
    database.exec('COMMIT');
  } catch (error) {
    for (const write of group) write.failed(error);
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
    return;
  }
  for (const write of written) write.committed();
}

/** A failed write fails alone, unless SQLite has rolled back the whole transaction (on a full disk, for example). */
function worked(database: DatabaseSync, write: PendingWrite): boolean {
  try {
    write.work();
    return true;
  } catch (error) {
    if (!database.isTransaction) throw error;
    write.failed(error);
    return false;
  }
}
