/**
 * The storage port: everything Roder needs from a store, and everything it may rely on.
 * `test/storage/document-store-contract.ts` states the same as tests; every implementation passes them.
 */

/** The kinds of document Roder stores. Each aggregate is one document, always written whole. */
export const documentKinds = [
  'plan',
  'planVersion',
  'planProposal',
  'round',
  'ask',
  'draft',
  'report',
  'prefill',
  'deliveredValue',
  'supportRequest',
  'person',
  'channel',
  'summary',
  'sendLog',
  'notice',
  'webhook',
  'webhookMessage',
  'export',
  'downloadKey',
  'following',
  'keyFigure',
  'koladaFetch',
  'koladaCatalogue',
  'heartbeat',
  'sendingLease',
  'disposal',
  'clock',
  'demoPerson',
  'restore',
  'session',
  'unknownWords',
] as const;

export type DocumentKind = (typeof documentKinds)[number];

/** Identifies a document. The tenant is the partition key: every read and query names it. */
export interface DocumentKey {
  readonly tenantId: string;
  readonly kind: DocumentKind;
  /** Deterministic, at most 255 characters, without `/ \ ? #` (Cosmos DB refuses those). */
  readonly id: string;
}

/** The fields every document has besides its own. Bodies are plain JSON. */
export interface Document extends DocumentKey {
  /** Schema version of this kind; `documents.ts` handles older and newer versions. */
  readonly schema: number;
  /** When this document next needs work: a timestamp from `toTimestamp`. Absent: never. */
  readonly nextAt?: string | undefined;
}

/** A document as read, with the ETag that a later `replace` or `delete` must present. */
export type Stored<D extends Document> = D & { readonly etag: string };

export type WriteResult<D extends Document> =
  | { readonly outcome: 'done'; readonly document: Stored<D> }
  | { readonly outcome: 'conflict' };

export interface ListQuery {
  readonly tenantId: string;
  readonly kind: DocumentKind;
  /** Lower bound on ids, inclusive. */
  readonly from?: string;
  /** Upper bound on ids, exclusive. */
  readonly to?: string;
  /** Cursor: only ids after this one. */
  readonly after?: string;
  /** Maximum number of documents, 1 to 1000. */
  readonly limit: number;
}

/** Which document, where the tenant is said beside it. */
export type DocumentId = Pick<DocumentKey, 'kind' | 'id'>;

/** Documents of one tenant that are wanted at the same time. */
export interface ManyQuery {
  readonly tenantId: string;
  readonly documents: readonly DocumentId[];
  /** Everything of a kind from one id (inclusive) to another (exclusive); only where that is little. */
  readonly ranges?: readonly KindRange[];
}

export interface KindRange {
  readonly kind: DocumentKind;
  /** Absent: from the first. */
  readonly from?: string;
  /** Absent: to the last. */
  readonly to?: string;
}

/** One of several writes that are made together. */
export type Write =
  | { readonly write: 'create'; readonly document: Document }
  | { readonly write: 'replace'; readonly document: Document; readonly etag: string }
  | { readonly write: 'delete'; readonly key: DocumentKey; readonly etag: string };

export type WriteAllResult =
  /** As they are kept now, in the order of the writes; undefined where one was deleted. */
  | { readonly outcome: 'done'; readonly documents: readonly (Stored<Document> | undefined)[] }
  /** Nothing was written. */
  | { readonly outcome: 'conflict' };

export interface DueQuery {
  readonly tenantId: string;
  readonly kind: DocumentKind;
  /** Documents whose `nextAt` is at or before this timestamp. */
  readonly before: string;
  readonly limit: number;
}

export interface AnyDueQuery {
  readonly tenantId: string;
  readonly kinds: readonly DocumentKind[];
  /** As in `DueQuery`. */
  readonly before: string;
}

/**
 * Guarantees: a write that returned `done` is on disk and survives a kill; reads see it at once; of two writers with
 * the same ETag at most one wins. `conflict` means "already exists" for `create`, and "somebody else wrote first" (or
 * the document is gone) for `replace` and `delete`.
 * Throws `RoderError` `store-unavailable` when the store cannot be reached, and nothing else that a caller should
 * handle. After `store-unavailable` the outcome of a write is unknown: read again. `conflict` is never returned for a
 * write that may have taken effect.
 */
export interface DocumentStore {
  get<D extends Document>(key: DocumentKey): Promise<Stored<D> | undefined>;
  /** In one request, in no order, each once; what does not exist is left out. */
  getMany(query: ManyQuery): Promise<Stored<Document>[]>;
  create<D extends Document>(document: D): Promise<WriteResult<D>>;
  replace<D extends Document>(document: D, etag: string): Promise<WriteResult<D>>;
  /** Last write wins: only for data that is safe to overwrite blindly. */
  upsert<D extends Document>(document: D): Promise<Stored<D>>;
  delete(key: DocumentKey, etag: string): Promise<'done' | 'conflict'>;
  /**
   * All or nothing, at the same moment. Each document is named once, all are one tenant's, and something is created or
   * replaced. Throws `too-much-at-once` for more than 100 writes or 1.9 MB: Cosmos DB takes no more.
   */
  writeAll(writes: readonly [Write, ...Write[]]): Promise<WriteAllResult>;
  /** Ordered by id, ascending by code point. For the next page, pass the last id as `after`. */
  list<D extends Document>(query: ListQuery): Promise<Stored<D>[]>;
  /** Earliest `nextAt` first, then by id. */
  due<D extends Document>(query: DueQuery): Promise<Stored<D>[]>;
  /** Whether anything of some kinds is due, in one request: whoever looks often and finds nothing asks this first. */
  isAnyDue(query: AnyDueQuery): Promise<boolean>;
  /** Whether the store accepts writes, and how to fix it if not. Returns within seconds; never throws. */
  check(): Promise<StoreHealth>;
  close(): Promise<void>;
}

export type StoreHealth =
  | { readonly ok: true }
  /** `isTransient`: the store does not answer, but nothing else is known to be wrong, so it may recover by itself. */
  | { readonly ok: false; readonly problem: string; readonly isTransient?: true };
