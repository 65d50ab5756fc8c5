import type { Document, DocumentKind, DocumentStore, Stored, WriteResult } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';

/** How older documents of a kind are upgraded: `upgrades[0]` takes version 1 to 2, and so on. */
export interface DocumentShape<D extends Document> {
  readonly kind: D['kind'] & DocumentKind;
  readonly upgrades?: readonly ((old: Record<string, unknown>) => Record<string, unknown>)[];
}

/** A feature's typed view of the store: one kind of document, always upgraded to its newest schema. */
export interface Documents<D extends Document> {
  find(tenantId: string, id: string): Promise<Stored<D> | undefined>;
  /** Throws `document-missing` if there is none: for ids that Roder itself has stored. */
  get(tenantId: string, id: string): Promise<Stored<D>>;
  create(fields: NewDocument<D>): Promise<WriteResult<D>>;
  replace(document: Stored<D>): Promise<WriteResult<D>>;
  upsert(fields: NewDocument<D>): Promise<Stored<D>>;
  delete(document: Stored<D>): Promise<'done' | 'conflict'>;
  /** All documents from id `from` (inclusive) to `to` (exclusive), read page by page. */
  all(tenantId: string, range?: { from?: string; to?: string }): AsyncGenerator<Stored<D>>;
  due(query: { tenantId: string; before: string; limit: number }): Promise<Stored<D>[]>;
  /**
   * Reads the document, lets `change` make the new one, and writes it; starts over if somebody else wrote first. The
   * change is never applied twice: if the outcome of a write is unknown, it throws `store-unavailable`. `change`
   * returns undefined to write nothing. Returns undefined if there is no document.
   */
  change(
    tenantId: string,
    id: string,
    change: (document: Stored<D>) => D | undefined,
  ): Promise<Stored<D> | undefined>;
}

/** The fields a caller gives for a new document; kind and schema are filled in. */
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

/** The range of ids with a given prefix, for `all`. */
export function startingWith(prefix: string): { from: string; to: string } {
  return { from: prefix, to: `${prefix}\uffff` };
}
