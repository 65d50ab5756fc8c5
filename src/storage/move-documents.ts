import { createHash, type Hash } from 'node:crypto';
import {
  type Document,
  type DocumentKind,
  type DocumentStore,
  documentKinds,
  type Stored,
} from '../base/document-store.ts';

/** What became of one tenant's documents of one kind. */
export interface MovedKind {
  readonly tenantId: string;
  readonly kind: DocumentKind;
  /** Written now. */
  readonly moved: number;
  /** Found there with the same content: from a move that was interrupted. */
  readonly already: number;
  /** Found there with another content, and left alone: their ids. */
  readonly different: readonly string[];
  readonly source: Digest;
  readonly target: Digest;
}

/** What is only read: a store, or a file that holds what one held. */
export type DocumentSource = Pick<DocumentStore, 'list'>;

export interface KindDigest extends Digest {
  readonly tenantId: string;
  readonly kind: DocumentKind;
}

/** How many there are, and one hash over the content of all, whatever store they are in. */
export interface Digest {
  readonly count: number;
  readonly sha256: string;
}

export function isWhole({ source, target }: MovedKind): boolean {
  return source.count === target.count && source.sha256 === target.sha256;
}

const pageSize = 100;
/** On their way at the same time: many for SQLite to share a commit, few enough for a serverless account. */
const maxAtOnce = 20;

/**
 * Copies every document of a tenant, kind by kind, and then reads both stores and compares. Interrupted at any
 * moment it can be run again: what is there already is left alone. The source is only read. Nobody else
 * may write to either meanwhile.
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

/** The copying alone, for whoever compares in another way. */
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
  // All have ended before a failure is told: nothing is written after that.
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

/** Counts and hashes every document of a kind: the same for the same content, whatever store it is in. */
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

async function* pages(store: DocumentSource, tenantId: string, kind: DocumentKind) {
  let after: string | undefined;
  for (;;) {
    const page = await store.list({ tenantId, kind, limit: pageSize, ...(after ? { after } : {}) });
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
    after = page.at(-1)!.id;
  }
}

/** The document without its ETag, its keys in order: stores are free to give them in any. */
function textOf({ etag: _, ...content }: Stored<Document>): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
