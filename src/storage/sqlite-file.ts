import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { asError, RoderError } from '../base/errors.ts';

/** Maximum wait for another process's commit, in milliseconds. */
export const busyTimeout = 3000;
const fileVersion = 2;
const maxLogBytes = 16_000_000;

const tables = `
  CREATE TABLE IF NOT EXISTS documents (
    tenantId TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    etag TEXT NOT NULL,
    nextAt TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (tenantId, kind, id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS dueDocuments
    ON documents (tenantId, kind, nextAt, id) WHERE nextAt IS NOT NULL;
`;

/** Version 1 also grouped due work by slot, which nothing used. */
const withoutSlots = `
  DROP INDEX IF EXISTS dueDocumentsOfSlot;
  ALTER TABLE documents DROP COLUMN slot;
`;

/**
 * Opens or creates the file and its folder. Throws `store-unavailable` with a sentence that says why and what to do.
 */
export function openSqliteFile(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') prepareFolder(path);
    database = new DatabaseSync(path, { timeout: busyTimeout });
    prepareFile(database, path);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof RoderError) throw error;
    throw unavailable(`The database ${path} cannot be opened: ${reasonOf(error)}.`, error);
  }
}

function prepareFolder(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw unavailable(`${path} is a folder: name a file in it, such as sqlite:${join(path, 'roder.db')}.`);
}

function prepareFile(database: DatabaseSync, path: string): void {
  // WAL lets readers pass a writer. Only FULL syncs every commit, and an acknowledged write must survive a power cut.
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
  if (mode !== 'wal' && path !== ':memory:')
    throw unavailable(`${path} must lie on a local disk, not on a network share.`);
  database.exec('PRAGMA synchronous = FULL');
  // Truncates the WAL after a checkpoint if a long read has made it grow.
  database.exec(`PRAGMA journal_size_limit = ${maxLogBytes}`);
  const version = versionOf(database);
  if (version > fileVersion)
    throw unavailable(`${path} was written by a newer Roder: start the newer Roder again.`);
  const found = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  if (found.length > 0 && !found.some(({ name }) => name === 'documents'))
    throw unavailable(`${path} is another program's database: name another file in RODER_STORE.`);
  if (found.some(({ name }) => name === 'backup'))
    throw unavailable(`${path} is a backup: bring it back into a store of its own with \`roder restore\`.`);
  if (version < fileVersion) bringUpToDate(database);
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version);
}

/** Upgrades the schema in one transaction. Another process may have done it already. */
function bringUpToDate(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  const version = versionOf(database);
  if (version === 0) database.exec(tables);
  if (version === 1) database.exec(withoutSlots);
  database.exec(`PRAGMA user_version = ${fileVersion}; COMMIT`);
}

/** A write that changes nothing but goes through the same disk sync as any other. Call inside a transaction. */
export function probeWrite(database: DatabaseSync): void {
  database.exec(`PRAGMA user_version = ${fileVersion}`);
}

/**
 * Identifies the file at this path; undefined if there is none. A replacement at the same path has another identity.
 */
export function fileAt(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && `${found.dev} ${found.ino}`;
}

/**
 * Maps what SQLite threw (locked, full, closed, damaged) to the port's only error, with a reason for people. Anything
 * else is the caller's bug and is returned unchanged.
 */
export function sqliteError(thrown: unknown): unknown {
  const code = (thrown as { code?: unknown } | undefined)?.code;
  const isOurs = code === 'ERR_SQLITE_ERROR' || code === 'ERR_INVALID_STATE';
  return isOurs ? unavailable(`The database cannot be used: ${reasonOf(thrown)}.`, thrown) : thrown;
}

const notWritable = 'it, or its folder, cannot be written: look at their rights and at the space on the disk';

/** Keyed by SQLite result code (lowest byte) or operating system error code. */
const reasons: Readonly<Record<string | number, string>> = {
  5: 'another program holds it',
  8: notWritable,
  10: 'the disk does not take it: look at its health, its space and the quota',
  11: 'it is damaged: bring back a copy',
  13: 'the disk is full',
  14: notWritable,
  26: 'it is no database: name another file in RODER_STORE',
  EACCES: notWritable,
  EPERM: notWritable,
  EROFS: notWritable,
  ENOENT: notWritable,
  ENOSPC: 'the disk is full',
  EEXIST: 'a part of the path is a file and no folder',
  ENOTDIR: 'a part of the path is a file and no folder',
};

function reasonOf(thrown: unknown): string {
  const { code, errcode } = thrown as { code?: string; errcode?: number };
  return reasons[(errcode ?? 0) % 256] ?? reasons[code ?? ''] ?? asError(thrown).message;
}

function unavailable(message: string, cause?: unknown): RoderError {
  return new RoderError('store-unavailable', message, { cause });
}

const one = 'tenantId = :tenantId AND kind = :kind AND id = :id';
const insert = 'INSERT INTO documents VALUES (:tenantId, :kind, :id, :etag, :nextAt, :body) ON CONFLICT DO';
const newContent = 'SET etag = :etag, nextAt = :nextAt, body = :body';
const select = 'SELECT etag, body FROM documents WHERE tenantId = :tenantId AND kind = :kind';
const earliestFirst = 'nextAt <= :before ORDER BY nextAt, id LIMIT :limit';

/**
 * All SQL of the embedded store. Text compares byte by byte in UTF-8, which is code-point order. Every statement is
 * answered from an index alone (a test asks SQLite), so response times do not grow with the file.
 */
export const statements = {
  get: `${select} AND id = :id`,
  // One statement for all: each call costs more than a look into the index.
  getMany: `SELECT d.etag, d.body FROM json_each(:keys) AS k CROSS JOIN documents AS d
    ON d.tenantId = :tenantId AND d.kind = k.value ->> 0 AND d.id = k.value ->> 1`,
  create: `${insert} NOTHING`,
  replace: `UPDATE documents ${newContent} WHERE ${one} AND etag = :expected`,
  upsert: `${insert} UPDATE ${newContent}`,
  delete: `DELETE FROM documents WHERE ${one} AND etag = :expected`,
  list: `${select} AND id >= max(:from, :after) AND id <> :after AND id < :to ORDER BY id LIMIT :limit`,
  due: `${select} AND ${earliestFirst}`,
} as const;

/** The tenants with documents in the file; undefined if there is no such file. */
export function tenantsInSqliteFile(path: string): string[] | undefined {
  if (!existsSync(path)) return undefined;
  const database = openSqliteFile(path);
  try {
    const rows = database.prepare('SELECT DISTINCT tenantId FROM documents ORDER BY tenantId').all();
    return rows.map(({ tenantId }) => String(tenantId));
  } finally {
    database.close();
  }
}
