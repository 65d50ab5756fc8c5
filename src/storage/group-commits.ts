import type { DatabaseSync } from 'node:sqlite';

/** Writes waiting to be committed together, beyond which the event loop is let in between. */
const maxInGroup = 200;

/** How soon a lock that another process holds is tried again, in milliseconds. */
const pauseMs = 2;

interface PendingWrite {
  /** Until when a lock that another process holds is waited for, by `performance.now()`. */
  readonly until: number;
  /** Runs inside the transaction. */
  readonly work: () => void;
  /** Called once the transaction is on disk. */
  readonly committed: () => void;
  readonly failed: (error: unknown) => void;
}

export interface GroupCommits {
  /** Runs `work` in a transaction; its answer comes when it is on disk. */
  write<T>(work: () => T): Promise<T>;
  /** Commits what still waits. */
  flush(): void;
}

/**
 * A full sync of the disk costs about half a millisecond, and answers and reminders come in bursts: so all writes
 * that are asked for in one turn of the event loop share one transaction. None is answered before the commit.
 * While another process holds the lock they wait, each for `patienceMs` at most, and everything else goes on.
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

  /** Those that have waited long enough are told so. */
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

/** Takes the lock, or says why not. SQLite's own waiting, for which the event loop stands still, is off. */
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

/** SQLITE_BUSY, whose higher bytes say more of it. */
function isBusy(fault: unknown): boolean {
  return ((fault as { errcode?: number } | undefined)?.errcode ?? 0) % 256 === 5;
}

/** `fault`: why the transaction that this was to run in was not begun. */
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

/** One write's failure is its own, unless SQLite gave up the whole transaction (a full disk, for one). */
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
