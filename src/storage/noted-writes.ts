import { AsyncLocalStorage } from 'node:async_hooks';
import type { DocumentStore } from '../base/document-store.ts';

const notes = new AsyncLocalStorage<() => void>();

/** Calls `note` each time `work` has written, or may have written, to a store wrapped by `notingStore`. */
export function observeWrites<T>(note: () => void, work: () => Promise<T>): Promise<T> {
  return notes.run(note, work);
}

/** Runs writes that do not count: Roder's own bookkeeping is not part of what the person asked for. */
export function withoutObserving<T>(work: () => Promise<T>): Promise<T> {
  return notes.exit(work);
}

/** Wraps a store so that `observeWrites` sees its writes: nobody must be told that nothing changed when something did. */
export function notingStore(store: DocumentStore): DocumentStore {
  /** A write that throws may still have taken effect; one that conflicts has not. */
  const noted = async <T>(write: Promise<T>, isDone: (result: T) => boolean): Promise<T> => {
    let wrote = true;
    try {
      const result = await write;
      wrote = isDone(result);
      return result;
    } finally {
      if (wrote) notes.getStore()?.();
    }
  };
  return {
    get: (key) => store.get(key),
    getMany: (query) => store.getMany(query),
    list: (query) => store.list(query),
    due: (query) => store.due(query),
    isAnyDue: (query) => store.isAnyDue(query),
    check: () => store.check(),
    close: () => store.close(),
    create: (document) => noted(store.create(document), ({ outcome }) => outcome === 'done'),
    replace: (document, etag) => noted(store.replace(document, etag), ({ outcome }) => outcome === 'done'),
    upsert: (document) => noted(store.upsert(document), () => true),
    writeAll: (writes) => noted(store.writeAll(writes), ({ outcome }) => outcome === 'done'),
    delete: (key, etag) => noted(store.delete(key, etag), (outcome) => outcome === 'done'),
  };
}
