import { createHash, type Hash } from 'node:crypto';
import {
  type Document,
  type DocumentKind,
  type DocumentStore,
  documentKinds,
  type Stored,
} from '../base/document-store.ts';

/** The result for one tenant's documents of one kind. */
export interface MovedKind {
  readonly tenantId: string;
  readonly kind: DocumentKind;
  /** Written by this run. */
  readonly moved: number;
  /** Already in the target with the same content, from an interrupted run. */
  readonly already: number;
  /** Ids of documents that exist in the target with other content; these are left alone. */
  readonly different: readonly string[];
  readonly source: Digest;
  readonly target: Digest;
}

/** A read-only source: a store, or a file that holds a store's documents. */
export type DocumentSource = Pick<DocumentStore, 'list'>;

export interface KindDigest extends Digest {
  readonly tenantId: string;
  readonly kind: DocumentKind;
}

/** The number of documents and one hash over their content; does not depend on the type of store. */
export interface Digest {
  readonly count: number;
  readonly sha256: string;
}

export function isWhole({ source, target }: MovedKind): boolean {
  return source.count === target.count && source.sha256 === target.sha256;
}

const pageSize = 100;
/** Writes in flight: enough for SQLite to share commits, few enough for a serverless Cosmos DB account. */
const maxAtOnce = 20;

/**
 * Copies every document of a tenant, kind by kind, then reads both stores and compares. Safe to run again after an
 * interruption: documents already copied are left alone. The source is only read. Nobody else may write to either store
 * meanwhile.
 */
export async function* moveDocuments(
  from: DocumentSource,
  to: DocumentStore,
  tenantId: string,
): AsyncGenerator<MovedKind> {
  for (const kind of documentKinds) {
    const tally = await copyKind(from, to, { tenantId, kind });
    const [source, target] = [await digest(from, tenantId, kind), await digest(to, tenantId, kind)];
    yield { tenantId, kind, ...tally, source, target };
  }
}

/** Copies one kind without comparing, for callers that verify in another way. */
export async function copyKind(
  from: DocumentSource,
  to: DocumentStore,
  { tenantId, kind }: { readonly tenantId: string; readonly kind: DocumentKind },
): Promise<Tally> {
  const tally: Tally = { moved: 0, already: 0, different: [] };
  for await (const page of pages(from, tenantId, kind)) await movePage(to, page, tally);
  return tally;
}

interface Tally {
  moved: number;
  already: number;
  readonly different: string[];
}

async function movePage(to: DocumentStore, page: readonly Stored<Document>[], tally: Tally): Promise<void> {
  const waiting = page.values();
  const work = async () => {
    for (const document of waiting) await moveOne(to, document, tally);
  };
  // Wait for every writer before reporting a failure, so that nothing is written after it.
  const ended = await Promise.allSettled(Array.from({ length: maxAtOnce }, work));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
}

async function moveOne(to: DocumentStore, document: Stored<Document>, tally: Tally): Promise<void> {
  const { etag: _, ...content } = document;
  const written = await to.create(content);
  if (written.outcome === 'done') {
    tally.moved += 1;
    return;
  }
  const found = await to.get(document);
  if (found && textOf(found) === textOf(document)) tally.already += 1;
  else tally.different.push(document.id);
}

/** Counts and hashes all documents of a kind: equal for equal content, whatever the type of store. */
export async function digest(store: DocumentSource, tenantId: string, kind: DocumentKind): Promise<Digest> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const page of pages(store, tenantId, kind)) {
    count += page.length;
    for (const document of page) add(hash, document);
  }
  return { count, sha256: hash.digest('hex') };
}

function add(hash: Hash, document: Stored<Document>): void {
  hash.update(textOf(document)).update('\n');
}

/** All of one kind, page by page, in the order of their ids and as they are stored. */
export async function* pages(store: DocumentSource, tenantId: string, kind: DocumentKind) {
  let after: string | undefined;
  for (;;) {
    const page = await store.list({ tenantId, kind, limit: pageSize, ...(after ? { after } : {}) });
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    after = page.at(-1)!.id;
  }
}

/** The document without its ETag, with sorted keys: a store may return keys in any order. */
function textOf({ etag: _, ...content }: Stored<Document>): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
