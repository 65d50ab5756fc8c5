import type {
  Document,
  DocumentKey,
  DocumentStore,
  Stored,
  Write,
  WriteResult,
} from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';
import { keyOfWrite } from './checked-input.ts';
import { standsOn } from './turn-store.ts';

export type OneWrite<T> =
  | { readonly outcome: 'done'; readonly result: T }
  /** Somebody else was first, or it is more than is written at once. Nothing was written. */
  | { readonly outcome: 'conflict' | 'too-much' };

/**
 * Everything that `work` writes to the store it is given is written at once when it has ended, or nothing of it. Within
 * `work` a document that was written is read as it will be; lists still show what was there before. Every write seems
 * to succeed then: whether it conflicts is known only at the end. Another tenant's documents are not written with it.
 */
export async function inOneWrite<T>(
  store: DocumentStore,
  work: (store: DocumentStore) => Promise<T>,
): Promise<OneWrite<T>> {
  const pending = new Map<string, Write>();
  const result = await work(holdingBack(store, pending));
  const [first, ...others] = pending.values();
  if (!first) return { outcome: 'done', result };
  try {
    const { outcome } =
      others.length === 0 ? await writeOne(store, first) : await store.writeAll([first, ...others]);
    return outcome === 'done' ? { outcome, result } : { outcome };
  } catch (error) {
    if (error instanceof RoderError && error.code === 'too-much-at-once') return { outcome: 'too-much' };
    throw error;
  }
}

async function writeOne(store: DocumentStore, one: Write): Promise<{ outcome: 'done' | 'conflict' }> {
  if (one.write === 'create') return store.create(one.document);
  if (one.write === 'replace') return store.replace(one.document, one.etag);
  return { outcome: await store.delete(one.key, one.etag) };
}

/** No store gives it: whoever would write by it later meets a conflict. */
const heldBack = '"held back"';

function holdingBack(store: DocumentStore, pending: Map<string, Write>): DocumentStore {
  const find = (key: DocumentKey) => pending.get(`${key.kind} ${key.id}`);
  const keep = (write: Write) => {
    const { kind, id } = keyOfWrite(write);
    pending.set(`${kind} ${id}`, write);
  };
  const done = <D extends Document>(document: D): WriteResult<D> => ({
    outcome: 'done',
    document: { ...document, etag: heldBack },
  });
  const conflict = { outcome: 'conflict' } as const;

  return standsOn(
    {
      ...store,
      async get<D extends Document>(key: DocumentKey) {
        const one = find(key);
        if (!one) return store.get<D>(key);
        return one.write === 'delete'
          ? undefined
          : ({ ...one.document, etag: heldBack } as unknown as Stored<D>);
      },
      async create<D extends Document>(document: D) {
        const before = find(document);
        if (before && before.write !== 'delete') return conflict;
        keep(before ? { write: 'replace', document, etag: before.etag } : { write: 'create', document });
        return done(document);
      },
      async replace<D extends Document>(document: D, etag: string) {
        const before = find(document);
        if (before?.write === 'delete' || (before && etag !== heldBack)) return conflict;
        keep(before ? { ...before, document } : { write: 'replace', document, etag });
        return done(document);
      },
      async upsert<D extends Document>(document: D) {
        const before = find(document);
        if (before?.write === 'create') keep({ ...before, document });
        else {
          const etag = before?.etag ?? (await store.get(document))?.etag;
          keep(etag ? { write: 'replace', document, etag } : { write: 'create', document });
        }
        return { ...document, etag: heldBack };
      },
      async delete(key, etag) {
        const before = find(key);
        if (before?.write === 'delete' || (before && etag !== heldBack)) return 'conflict';
        if (before?.write === 'create') pending.delete(`${key.kind} ${key.id}`);
        else keep({ write: 'delete', key, etag: before?.etag ?? etag });
        return 'done';
      },
      writeAll: () =>
        Promise.reject(new RoderError('writes-nested', 'What is written at once is written once.')),
    },
    store,
  );
}
