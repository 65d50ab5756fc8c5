import type { Document, DocumentKind, DocumentStore, Stored, WriteResult } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';

/** How a kind's older documents become today's: `upgrades[0]` takes version 1 to 2, and so on. */
export interface DocumentShape<D extends Document> {
  readonly kind: D['kind'] & DocumentKind;
  readonly upgrades?: readonly ((old: Record<string, unknown>) => Record<string, unknown>)[];
}

/** A feature's typed view of the store: one kind of document, always in its newest shape. */
export interface Documents<D extends Document> {
  find(tenantId: string, id: string): Promise<Stored<D> | undefined>;
  /** Throws `document-missing` where there is none: for ids that Roder itself wrote down. */
  get(tenantId: string, id: string): Promise<Stored<D>>;
  create(fields: NewDocument<D>): Promise<WriteResult<D>>;
  replace(document: Stored<D>): Promise<WriteResult<D>>;
  upsert(fields: NewDocument<D>): Promise<Stored<D>>;
  delete(document: Stored<D>): Promise<'done' | 'conflict'>;
  /** Every document from `from` (inclusive) to `to` (exclusive), page by page. */
  all(tenantId: string, range?: { from?: string; to?: string }): AsyncGenerator<Stored<D>>;
  due(query: { tenantId: string; before: string; limit: number }): Promise<Stored<D>[]>;
  /**
   * Reads, lets `change` make the new document, writes; again from the start if somebody else was first.
   * It is never in the document twice: where nobody can say whether a write took effect, `store-unavailable` is thrown.
   * `change` returns undefined to leave things as they are. Undefined comes back if there is no document.
   */
  change(
    tenantId: string,
    id: string,
    change: (document: Stored<D>) => D | undefined,
  ): Promise<Stored<D> | undefined>;
}

/** What a caller gives for a new document: its own fields; kind and schema are known. */
export type NewDocument<D extends Document> = Omit<D, 'kind' | 'schema'>;

const pageSize = 200;
const maxTries = 20;

export function documentsOf<D extends Document>(store: DocumentStore, shape: DocumentShape<D>): Documents<D> {
  const { kind } = shape;
  const schema = (shape.upgrades?.length ?? 0) + 1;
  const whole = (fields: NewDocument<D>) => ({ ...fields, kind, schema }) as unknown as D;
  const current = (document: Stored<D>) => upgrade(shape, schema, document);

  const view: Documents<D> = {
    async find(tenantId, id) {
      const found = await store.get<D>({ tenantId, kind, id });
      return found && current(found);
    },
    async get(tenantId, id) {
      const found = await view.find(tenantId, id);
      if (!found) throw new RoderError('document-missing', `There is no ${kind} with id ${id}.`);
      return found;
    },
    create: (fields) => store.create(whole(fields)),
    replace: ({ etag, ...document }) => store.replace(document as unknown as D, etag),
    upsert: (fields) => store.upsert(whole(fields)),
    delete: (document) => store.delete({ tenantId: document.tenantId, kind, id: document.id }, document.etag),
    async *all(tenantId, range = {}) {
      let after: string | undefined;
      for (;;) {
        const page = await store.list<D>({
          tenantId,
          kind,
          ...range,
          limit: pageSize,
          ...(after ? { after } : {}),
        });
        for (const document of page) yield current(document);
        if (page.length < pageSize) return;
        after = page.at(-1)!.id;
      }
    },
    async due(query) {
      return (await store.due<D>({ kind, ...query })).map(current);
    },
    async change(tenantId, id, change) {
      for (let tries = 0; tries < maxTries; tries++) {
        const found = await view.find(tenantId, id);
        if (!found) return undefined;
        const changed = change(found);
        if (!changed) return found;
        const written = await view.replace({ ...changed, etag: found.etag } as Stored<D>);
        if (written.outcome === 'done') return written.document;
      }
      throw new RoderError(
        'store-contended',
        `The ${kind} ${id} was changed by others ${maxTries} times in a row.`,
      );
    },
  };
  return view;
}

function upgrade<D extends Document>(
  shape: DocumentShape<D>,
  newest: number,
  document: Stored<D>,
): Stored<D> {
  if (document.schema === newest) return document;
  if (document.schema > newest) {
    throw new RoderError(
      'document-too-new',
      `The ${shape.kind} ${document.id} has version ${document.schema}, this Roder knows ${newest}: start the newer Roder again.`,
    );
  }
  const upgraded = (shape.upgrades ?? [])
    .slice(document.schema - 1)
    .reduce<Record<string, unknown>>((old, step) => step(old), { ...document } as unknown as Record<
      string,
      unknown
    >);
  return { ...upgraded, schema: newest } as unknown as Stored<D>;
}

/** The range of ids that begin with a prefix, for `all`. */
export function startingWith(prefix: string): { from: string; to: string } {
  return { from: prefix, to: `${prefix}\uffff` };
}
