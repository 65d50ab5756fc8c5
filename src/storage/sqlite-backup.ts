import { constants, existsSync } from 'node:fs';
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import type { Document, DocumentStore, ListQuery, Stored } from '../base/document-store.ts';
import { documentKinds } from '../base/document-store.ts';
import { asError, RoderError } from '../base/errors.ts';
import { copyKind, type DocumentSource, digest, type KindDigest } from './move-documents.ts';
import { openSqliteStore } from './sqlite-store.ts';

/**
 * A backup is one SQLite file with every document and this description, whichever store it came from. The counts and
 * checksums reveal a damaged backup before anything is restored.
 */
export interface BackupDescription {
  /** When the copy started: an ISO timestamp. Every write acknowledged before then is included. */
  readonly takenAt: string;
  readonly from: 'sqlite' | 'cosmos';
  readonly kinds: readonly KindDigest[];
}

export interface OpenBackup extends BackupDescription {
  readonly documents: DocumentSource;
  close(): void;
}

/** Number of pages per step: all of them, because a copy in steps restarts whenever somebody writes in between. */
const allPages = 2 ** 31 - 1;

/**
 * Copies an SQLite store with SQLite's own backup, while Roder may run and write, and checks the copy. Throws
 * `backup-failed` and then leaves no file behind. Never overwrites an existing file.
 */
export function backUpSqlite(path: string, file: string, takenAt: string): Promise<BackupDescription> {
  return inNewFile(file, async (part) => {
    const source = new DatabaseSync(path);
    try {
      await backup(source, part, { rate: allPages });
    } finally {
      source.close();
    }
    return describe(part, { takenAt, from: 'sqlite' });
  });
}

/**
 * Copies all documents of these tenants from a store without a backup function of its own. Writes made meanwhile may or
 * may not be included; each document is whole. Throws `backup-failed`, as above.
 */
export function backUpDocuments(
  store: DocumentStore,
  tenants: readonly string[],
  { file, takenAt }: { readonly file: string; readonly takenAt: string },
): Promise<BackupDescription> {
  return inNewFile(file, async (part) => {
    const target = openSqliteStore(part);
    try {
      for (const tenantId of tenants)
        for (const kind of documentKinds) await copyKind(store, target, { tenantId, kind });
    } finally {
      await target.close();
    }
    return describe(part, { takenAt, from: 'cosmos' });
  });
}

/** The file gets its name only when it is complete and on disk; only its owner can read it. */
async function inNewFile<T>(file: string, write: (part: string) => Promise<T>): Promise<T> {
  const part = `${file}.${process.pid}.part`;
  try {
    if (existsSync(file)) throw failed(`${file} is there already`);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await removePart(part);
    await (await open(part, 'wx', 0o600)).close();
    const written = await write(part);
    await chmod(part, 0o600);
    await sync(part);
    await rename(part, file);
    await sync(dirname(file));
    return written;
  } catch (error) {
    await removePart(part);
    throw error instanceof RoderError ? error : failed(asError(error).message, error);
  }
}

function failed(why: string, cause?: unknown): RoderError {
  return new RoderError('backup-failed', `No backup was made: ${why}.`, { cause });
}

async function removePart(part: string): Promise<void> {
  for (const one of [part, `${part}-wal`, `${part}-shm`, `${part}-journal`]) await rm(one, { force: true });
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, constants.O_RDONLY);
  await handle.sync().finally(() => handle.close());
}

/** Writes the description into the copy itself and makes it a single self-contained file. */
async function describe(
  part: string,
  origin: Pick<BackupDescription, 'takenAt' | 'from'>,
): Promise<BackupDescription> {
  const database = new DatabaseSync(part);
  try {
    database.exec('PRAGMA journal_mode = DELETE');
    const kinds = await digests(database);
    const description = { ...origin, kinds };
    database.exec('CREATE TABLE backup (description TEXT NOT NULL) STRICT');
    database.prepare('INSERT INTO backup VALUES (?)').run(JSON.stringify(description));
    return description;
  } finally {
    database.close();
  }
}

async function digests(database: DatabaseSync): Promise<KindDigest[]> {
  const [check] = database.prepare('PRAGMA integrity_check(1)').all();
  if (check?.integrity_check !== 'ok')
    throw new RoderError('store-damaged', `SQLite finds the file damaged: ${check?.integrity_check}.`);
  const rows = database.prepare('SELECT DISTINCT tenantId FROM documents ORDER BY tenantId').all();
  const source = sourceOf(database);
  const found: KindDigest[] = [];
  for (const tenantId of rows.map((row) => String(row.tenantId)))
    for (const kind of documentKinds) {
      const one = await digest(source, tenantId, kind);
      if (one.count > 0) found.push({ tenantId, kind, ...one });
    }
  return found;
}

function sourceOf(database: DatabaseSync): DocumentSource {
  const page = database.prepare(
    'SELECT etag, body FROM documents WHERE tenantId = ? AND kind = ? AND id > ? ORDER BY id LIMIT ?',
  );
  return {
    async list<D extends Document>({ tenantId, kind, after = '', limit }: ListQuery) {
      const rows = page.all(tenantId, kind, after, limit);
      return rows.map((row) => ({ ...JSON.parse(String(row.body)), etag: String(row.etag) }) as Stored<D>);
    },
  };
}

/**
 * Opens a backup for reading after verifying all of it. Throws `backup-damaged` if the content does not match the
 * description, even by a single byte of a document, and `backup-missing` if there is no such file.
 */
export async function openBackup(file: string): Promise<OpenBackup> {
  if (!existsSync(file)) throw new RoderError('backup-missing', `There is no such file: ${file}.`);
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const row = database.prepare('SELECT description FROM backup').get();
    const description = JSON.parse(String(row?.description)) as BackupDescription;
    const found = await digests(database);
    if (!isDeepStrictEqual(found, description.kinds))
      throw new RoderError('backup-damaged', 'Its counts and checksums are not those it was written with.');
    return { ...description, documents: sourceOf(database), close: () => database.close() };
  } catch (error) {
    database.close();
    const why = asError(error).message;
    throw new RoderError(
      'backup-damaged',
      `${file} is damaged or no backup, and nothing was brought back: ${why}`,
      {
        cause: error,
      },
    );
  }
}
