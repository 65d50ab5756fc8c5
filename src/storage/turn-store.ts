import type {
  Document,
  DocumentId,
  DocumentKey,
  DocumentKind,
  DocumentStore,
  ListQuery,
  ManyQuery,
  Stored,
} from '../base/document-store.ts';
import { keyOfWrite } from './checked-input.ts';

const beneath = new WeakMap<DocumentStore, DocumentStore>();

/** The store that lasts beyond a turn: what is remembered about a store is remembered about this. */
export function lastingStore(store: DocumentStore): DocumentStore {
  return beneath.get(store) ?? store;
}

/** Says of a store made for a turn which one it stands on. */
export function standsOn<S extends DocumentStore>(store: S, under: DocumentStore): S {
  beneath.set(store, lastingStore(under));
  return store;
}

/**
 * A store for one turn: what the turn is likely to need is read in one request, at once, and each is given from there.
 * Anything else is read as ever, so a wrong guess costs a request and nothing more. What the turn itself writes it
 * sees; when it meets a conflict everything is read anew. What others write while it lasts it may not see: who
 * replaces by the ETag that was read meets their conflict, as with any store.
 */
export function turnStore(store: DocumentStore, wanted: ManyQuery): DocumentStore {
  let ahead: Promise<Ahead> | undefined = readAhead(store, wanted);
  // Nobody may ask for it; whoever does meets the error.
  ahead.catch(() => undefined);
  const { tenantId } = wanted;
  const covers = coverOf(wanted);

  async function noted<T>(write: Promise<T>, note: (found: Ahead, result: T) => boolean): Promise<T> {
    const before = ahead;
    try {
      const result = await write;
      const found = await before;
      if (found && !note(found, result)) ahead = undefined;
      return result;
    } catch (error) {
      ahead = undefined;
      throw error;
    }
  }
  const kept = (found: Ahead, document: Stored<Document>) => {
    found.set(nameOf(document), document);
    return true;
  };
  const gone = (found: Ahead, key: DocumentKey) => {
    found.delete(nameOf(key));
    return true;
  };

  return standsOn(
    {
      ...store,
      async get<D extends Document>(key: DocumentKey) {
        if (!ahead || key.tenantId !== tenantId || !covers.document(key)) return store.get<D>(key);
        return (await ahead).get(nameOf(key)) as Stored<D> | undefined;
      },
      async list<D extends Document>(query: ListQuery) {
        if (!ahead || query.tenantId !== tenantId || !covers.range(query)) return store.list<D>(query);
        return listed(await ahead, query) as Stored<D>[];
      },
      create: (document) =>
        noted(
          store.create(document),
          (found, result) => result.outcome === 'done' && kept(found, result.document),
        ),
      replace: (document, etag) =>
        noted(
          store.replace(document, etag),
          (found, result) => result.outcome === 'done' && kept(found, result.document),
        ),
      upsert: (document) => noted(store.upsert(document), kept),
      delete: (key, etag) =>
        noted(store.delete(key, etag), (found, result) => result === 'done' && gone(found, key)),
      writeAll: (writes) =>
        noted(store.writeAll(writes), (found, result) => {
          if (result.outcome !== 'done') return false;
          return result.documents.every((document, at) =>
            document ? kept(found, document) : gone(found, keyOfWrite(writes[at]!)),
          );
        }),
    },
    store,
  );
}

type Ahead = Map<string, Stored<Document>>;

async function readAhead(store: DocumentStore, wanted: ManyQuery): Promise<Ahead> {
  const found = await store.getMany(wanted);
  return new Map(found.map((one) => [nameOf(one), one]));
}

function nameOf({ kind, id }: DocumentId): string {
  return `${kind} ${id}`;
}

function coverOf({ documents, ranges = [] }: ManyQuery) {
  const names = new Set(documents.map(nameOf));
  const ofKind = (kind: DocumentKind) => ranges.filter((one) => one.kind === kind);
  return {
    document: (one: DocumentId) =>
      names.has(nameOf(one)) || ofKind(one.kind).some((range) => isIn(range, one.id)),
    range: ({ kind, from = '', to }: ListQuery) =>
      ofKind(kind).some(
        (range) =>
          !isBefore(from, range.from ?? '') &&
          (range.to === undefined || (to !== undefined && !isBefore(range.to, to))),
      ),
  };
}

function listed(found: Ahead, { kind, from, to, after = '', limit }: ListQuery): Stored<Document>[] {
  return [...found.values()]
    .filter((one) => one.kind === kind && isIn({ from, to }, one.id) && isBefore(after, one.id))
    .toSorted((a, b) => byCodePoint(a.id, b.id))
    .slice(0, limit);
}

function isIn(
  { from = '', to }: { from?: string | undefined; to?: string | undefined },
  id: string,
): boolean {
  return !isBefore(id, from) && (to === undefined || isBefore(id, to));
}

function isBefore(one: string, other: string): boolean {
  return byCodePoint(one, other) < 0;
}

/** As the stores have it; JavaScript compares UTF-16. */
function byCodePoint(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
