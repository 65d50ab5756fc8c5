import type { DatabaseSync } from 'node:sqlite';

/** Writes waiting to be committed together, beyond which the event loop is let in between. */
const mostInGroup = 200;

interface PendingWrite {
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
 */
export function groupCommits(database: DatabaseSync): GroupCommits {
  let waiting: PendingWrite[] = [];

  function flush(): void {
    while (waiting.length > 0) commitNext();
  }

  function commitNext(): void {
    const group = waiting.slice(0, mostInGroup);
    waiting = waiting.slice(mostInGroup);
    if (waiting.length > 0) setImmediate(commitNext);
    if (group.length > 0) commitGroup(database, group);
  }

  return {
    flush,
    write<T>(work: () => T) {
      return new Promise<T>((resolve, reject) => {
        let result: T;
        if (waiting.length === 0) setImmediate(commitNext);
        waiting.push({
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

function commitGroup(database: DatabaseSync, group: readonly PendingWrite[]): void {
  let written: PendingWrite[];
  try {
    database.exec('BEGIN IMMEDIATE');
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
