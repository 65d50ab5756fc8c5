import type { DocumentKind, DocumentStore, ManyQuery } from '../../src/base/document-store.ts';

export type CountedOperation =
  | 'get'
  | 'getMany'
  | 'create'
  | 'replace'
  | 'upsert'
  | 'delete'
  | 'writeAll'
  | 'list'
  | 'due'
  | 'isAnyDue';

export interface StoreCall {
  readonly operation: CountedOperation;
  readonly tenantId: string;
  /** `many` where several kinds may be read or written at once. */
  readonly kind: DocumentKind | 'many';
  /** Of all documents that came back or were written. */
  readonly bytes: number;
  readonly documents: readonly unknown[];
}

/** A store that tells of every operation: which, whose, and what came of it. */
export function watchedStore(store: DocumentStore, told: (call: StoreCall) => void): DocumentStore {
  const watch =
    <A extends unknown[], R>(operation: CountedOperation, call: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const result = await call(...args);
      const { tenantId, kind } = args[0] as { tenantId: string; kind: DocumentKind };
      const documents = [result].flat().filter((one) => one !== undefined);
      const read = operation === 'get' || operation === 'list' || operation === 'due';
      const bytes = Buffer.byteLength(JSON.stringify(read ? documents : args[0]));
      told({ operation, tenantId, kind, bytes, documents });
      return result;
    };
  return {
    get: watch('get', store.get.bind(store)) as DocumentStore['get'],
    async getMany(query: ManyQuery) {
      const documents = await store.getMany(query);
      const bytes = Buffer.byteLength(JSON.stringify(documents));
      told({ operation: 'getMany', tenantId: query.tenantId, kind: 'many', bytes, documents });
      return documents;
    },
    async isAnyDue(query) {
      const isDue = await store.isAnyDue(query);
      told({ operation: 'isAnyDue', tenantId: query.tenantId, kind: 'many', bytes: 0, documents: [] });
      return isDue;
    },
    async writeAll(writes) {
      const result = await store.writeAll(writes);
      const [first] = writes;
      const { tenantId } = first.write === 'delete' ? first.key : first.document;
      const documents = result.outcome === 'done' ? result.documents : [];
      const bytes = Buffer.byteLength(JSON.stringify(writes));
      told({ operation: 'writeAll', tenantId, kind: 'many', bytes, documents });
      return result;
    },
    create: watch('create', store.create.bind(store)) as DocumentStore['create'],
    replace: watch('replace', store.replace.bind(store)) as DocumentStore['replace'],
    upsert: watch('upsert', store.upsert.bind(store)) as DocumentStore['upsert'],
    delete: watch('delete', store.delete.bind(store)),
    list: watch('list', store.list.bind(store)) as DocumentStore['list'],
    due: watch('due', store.due.bind(store)) as DocumentStore['due'],
    check: () => store.check(),
    close: () => store.close(),
  };
}
