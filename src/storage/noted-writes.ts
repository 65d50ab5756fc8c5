import { AsyncLocalStorage } from 'node:async_hooks';
import type { DocumentStore } from '../base/document-store.ts';

const notes = new AsyncLocalStorage<() => void>();

/** Calls `note` whenever `work` has written something to a store of `notingStore`, or may have. */
export function noteWrites<T>(note: () => void, work: () => Promise<T>): Promise<T> {
  return notes.run(note, work);
}

/** For what Roder keeps by itself, beside what somebody asked for: it is nothing that was changed for them. */
export function unnoted<T>(work: () => Promise<T>): Promise<T> {
  return notes.exit(work);
}

/** The same store, whose writes can be noted: so that nobody is told that nothing was changed where something was. */
export function notingStore(store: DocumentStore): DocumentStore {
  /** What throws may have been written all the same; a conflict was not. */
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
    list: (query) => store.list(query),
    due: (query) => store.due(query),
    check: () => store.check(),
    close: () => store.close(),
    create: (document) => noted(store.create(document), ({ outcome }) => outcome === 'done'),
    replace: (document, etag) => noted(store.replace(document, etag), ({ outcome }) => outcome === 'done'),
    upsert: (document) => noted(store.upsert(document), () => true),
    delete: (key, etag) => noted(store.delete(key, etag), (outcome) => outcome === 'done'),
  };
}
