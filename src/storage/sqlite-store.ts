import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type {
  AnyDueQuery,
  Document,
  DocumentKey,
  DocumentStore,
  DueQuery,
  ListQuery,
  ManyQuery,
  Stored,
  Write,
  WriteAllResult,
  WriteResult,
} from '../base/document-store.ts';
import { asError } from '../base/errors.ts';
import { checkId, checkLimit, checkWrites, documentText, keyOfWrite } from './checked-input.ts';
import { groupCommits } from './group-commits.ts';
import { busyTimeout, fileAt, openSqliteFile, probeWrite, sqliteError, statements } from './sqlite-file.ts';
import type { TimeListener } from './store-clock.ts';

/**
 * The embedded store: one file, no account, no server. Creates the folder if it is missing. Several processes may share
 * the file on a local disk; write-ahead logging does not work on network shares.
 * `time` receives the machine's time whenever due work is queried.
 * Throws `store-unavailable` if the file cannot be opened.
 */
export function openSqliteStore(path: string, time?: TimeListener): DocumentStore {
  const database = openSqliteFile(path);
  const opened = fileAt(path);
  const sql = prepareStatements(database);
  const commits = groupCommits(database, busyTimeout);
  const write = <T>(work: () => T) =>
    commits.write(work).catch((error) => {
      throw sqliteError(error);
    });

  function tellTime(): void {
    if (!time) return;
    const asked = time.own();
    time.heard({ said: Number(sql.time.get()?.now), grain: 1, asked });
  }

  return {
    async get<D extends Document>(key: DocumentKey) {
      const row = attempt(() => sql.get.get(keyOf(key)));
      return row && fromRow<D>(row);
    },
    async getMany({ tenantId, documents, ranges = [] }: ManyQuery) {
      const keys = JSON.stringify(documents.map(({ kind, id }) => [kind, keyOf({ tenantId, kind, id }).id]));
      const rows = attempt(() => [
        ...sql.getMany.all({ tenantId, keys }),
        ...ranges.flatMap(({ kind, from = '', to = afterAllText }) =>
          sql.list.all({ tenantId, kind, from, after: '', to, limit: -1 }),
        ),
      ]);
      const found = rows.map((row) => fromRow(row));
      return [...new Map(found.map((one) => [`${one.kind} ${one.id}`, one])).values()];
    },
    async create<D extends Document>(document: D): Promise<WriteResult<D>> {
      const row = rowOf(document);
      return writeResult<D>(row, await write(() => sql.create.run(row)));
    },
    async replace<D extends Document>(document: D, etag: string): Promise<WriteResult<D>> {
      const row = rowOf(document);
      return writeResult<D>(row, await write(() => sql.replace.run({ ...row, expected: etag })));
    },
    async upsert<D extends Document>(document: D) {
      const row = rowOf(document);
      await write(() => sql.upsert.run(row));
      return fromRow<D>(row);
    },
    async delete(key, etag) {
      const row = { ...keyOf(key), expected: etag };
      const { changes } = await write(() => sql.delete.run(row));
      return changes === 1 ? 'done' : 'conflict';
    },
    async writeAll(writes): Promise<WriteAllResult> {
      checkWrites(writes);
      const rows = writes.map(rowOfWrite);
      const isDone = await write(() => allOrNothing(database, rows, ([one, row]) => sql[one.write].run(row)));
      if (!isDone) return { outcome: 'conflict' };
      const documents = rows.map(([one, row]) => (one.write === 'delete' ? undefined : fromRow(row)));
      return { outcome: 'done', documents };
    },
    async list<D extends Document>({ tenantId, kind, from = '', after = '', to, limit }: ListQuery) {
      checkLimit(limit);
      const bounds = { from, after, to: to ?? afterAllText };
      return attempt(() => sql.list.all({ tenantId, kind, ...bounds, limit })).map((row) => fromRow<D>(row));
    },
    async due<D extends Document>({ tenantId, kind, before, limit }: DueQuery) {
      checkLimit(limit);
      attempt(tellTime);
      const rows = attempt(() => sql.due.all({ tenantId, kind, before, limit }));
      return rows.map((row) => fromRow<D>(row));
    },
    async isAnyDue({ tenantId, kinds, before }: AnyDueQuery) {
      attempt(tellTime);
      return attempt(() =>
        kinds.some((kind) => sql.due.get({ tenantId, kind, before, limit: 1 }) !== undefined),
      );
    },
    async check() {
      try {
        await write(() => probeWrite(database));
        attempt(tellTime);
      } catch (error) {
        return { ok: false, problem: `${asError(error).message} The file is ${path}.` };
      }
      // If the file was deleted or replaced, SQLite keeps writing to the unlinked file, and all of that is lost on
      // close.
      if (fileAt(path) === opened) return { ok: true };
      return {
        ok: false,
        problem: `The database ${path} was removed or replaced while Roder ran: start again.`,
      };
    },
    async close() {
      if (!database.isOpen) return;
      commits.flush();
      database.close();
    },
  };
}

/** Takes back what the first ones have written where a later one does not match; inside a transaction. */
function allOrNothing<T>(
  database: DatabaseSync,
  parts: readonly T[],
  run: (part: T) => { changes: number | bigint },
): boolean {
  database.exec('SAVEPOINT together');
  try {
    if (parts.every((part) => run(part).changes === 1)) {
      database.exec('RELEASE together');
      return true;
    }
  } catch (error) {
    // On a full disk SQLite has taken back the whole transaction by itself.
    if (database.isTransaction) database.exec('ROLLBACK TO together; RELEASE together');
    throw error;
  }
  database.exec('ROLLBACK TO together; RELEASE together');
  return false;
}

/** Upper bound for a range: in SQLite every blob sorts after every text. */
const afterAllText = new Uint8Array(0);

function prepareStatements(database: DatabaseSync) {
  const prepare = (name: keyof typeof statements) => database.prepare(statements[name]);
  return {
    get: prepare('get'),
    getMany: prepare('getMany'),
    create: prepare('create'),
    replace: prepare('replace'),
    upsert: prepare('upsert'),
    delete: prepare('delete'),
    list: prepare('list'),
    due: prepare('due'),
    time: database.prepare("SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS now"),
  };
}

function keyOf({ tenantId, kind, id }: DocumentKey) {
  checkId(id);
  return { tenantId, kind, id };
}

function rowOf(document: Document) {
  const { nextAt = null } = document;
  return { ...keyOf(document), etag: randomUUID(), nextAt, body: documentText(document) };
}

function rowOfWrite(one: Write) {
  const row = one.write === 'delete' ? keyOf(keyOfWrite(one)) : rowOf(one.document);
  return [one, one.write === 'create' ? row : { ...row, expected: one.etag }] as const;
}

/** Parses the JSON on every read, so that callers never share an object. */
function fromRow<D extends Document>(row: Record<string, unknown>): Stored<D> {
  return { ...(JSON.parse(String(row.body)) as D), etag: String(row.etag) };
}

function writeResult<D extends Document>(
  row: Record<string, unknown>,
  { changes }: { changes: number | bigint },
): WriteResult<D> {
  return changes === 1 ? { outcome: 'done', document: fromRow<D>(row) } : { outcome: 'conflict' };
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw sqliteError(error);
  }
}
