import type { DocumentStore } from '../base/document-store.ts';
import { measured } from '../base/measured.ts';
import type { MetricAttributes, Ports } from '../base/ports.ts';

/** A store whose operations are steps of what they are done for. `metrics` is for a store that measures nothing itself. */
export function measuredStore(
  store: DocumentStore,
  ports: Pick<Ports, 'metrics' | 'tracing'>,
): DocumentStore {
  const step = <T>(operation: string, kind: string, work: () => Promise<T>): Promise<T> => {
    const said: MetricAttributes = { operation, kind };
    return measured(ports, { name: 'roder.store', ...said }, work);
  };
  return {
    get: (key) => step('get', key.kind, () => store.get(key)),
    create: (document) => step('create', document.kind, () => store.create(document)),
    replace: (document, etag) => step('replace', document.kind, () => store.replace(document, etag)),
    upsert: (document) => step('upsert', document.kind, () => store.upsert(document)),
    delete: (key, etag) => step('delete', key.kind, () => store.delete(key, etag)),
    list: (query) => step('list', query.kind, () => store.list(query)),
    due: (query) => step('due', query.kind, () => store.due(query)),
    check: () => store.check(),
    close: () => store.close(),
  };
}
