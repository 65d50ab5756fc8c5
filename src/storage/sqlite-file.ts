import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { asError, RoderError } from '../errors.ts';

/** Longest wait for another process's commit, in milliseconds; the event loop stands still meanwhile. */
const busyTimeout = 3000;
const fileVersion = 1;

const tables = `
  CREATE TABLE IF NOT EXISTS documents (
    tenantId TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    etag TEXT NOT NULL,
    nextAt TEXT,
    slot INTEGER,
    body TEXT NOT NULL,
    PRIMARY KEY (tenantId, kind, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS dueDocuments
    ON documents (tenantId, kind, nextAt, id) WHERE nextAt IS NOT NULL;
  CREATE INDEX IF NOT EXISTS dueDocumentsOfSlot
    ON documents (tenantId, kind, slot, nextAt, id) WHERE nextAt IS NOT NULL;
  PRAGMA user_version = ${fileVersion};
`;

/** Opens or creates the file and its folder. Throws `store-unavailable` with the reason. */
export function openSqliteFile(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    database = new DatabaseSync(path, { timeout: busyTimeout });
    prepareFile(database, path);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof RoderError ? error : unavailable(`The database ${path} cannot be opened`, error);
  }
}

function prepareFile(database: DatabaseSync, path: string): void {
  // WAL lets readers pass a writer; only FULL syncs every commit, and an answered write must survive a power cut.
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
  if (mode !== 'wal' && path !== ':memory:') {
    throw new RoderError('store-unavailable', `${path} must lie on a local disk, not on a network share.`);
  }
  database.exec('PRAGMA synchronous = FULL');
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version);
  if (version > fileVersion) {
    throw new RoderError(
      'store-unavailable',
      `${path} was written by a newer Roder: start the newer Roder again.`,
    );
  }
  if (version < fileVersion) database.exec(`BEGIN IMMEDIATE; ${tables} COMMIT`);
}

/**
 * What SQLite threw (locked, full, closed, damaged), as the port's one error with the reason for a person.
 * Anything else is a fault of the caller and stays what it is.
 */
export function storeError(thrown: unknown): unknown {
  const code = (thrown as { code?: unknown } | undefined)?.code;
  const isOurs = code === 'ERR_SQLITE_ERROR' || code === 'ERR_INVALID_STATE';
  return isOurs ? unavailable('The database cannot be used', thrown) : thrown;
}

function unavailable(what: string, cause: unknown): RoderError {
  return new RoderError('store-unavailable', `${what}: ${asError(cause).message}.`, { cause });
}
