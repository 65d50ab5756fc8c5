/**
 * The storage port: what Roder asks of a store, and all it may rely on.
 * `test/storage/document-store-contract.ts` is the same text as a test; every implementation passes it.
 */

/** The kinds of document Roder keeps. One aggregate is one document, written whole. */
export const documentKinds = [
  'plan',
  'planVersion',
  'planProposal',
  'round',
  'ask',
  'draft',
  'report',
  'prefill',
  'supportRequest',
  'person',
  'channel',
  'summary',
  'sendLog',
  'notice',
  'export',
  'downloadKey',
  'following',
  'keyFigure',
  'koladaFetch',
  'koladaCatalogue',
  'heartbeat',
  'disposal',
  'clock',
  'demoPerson',
  'restore',
] as const;

export type DocumentKind = (typeof documentKinds)[number];

/** Where a document lives. The tenant is its partition: every read and query states it. */
export interface DocumentKey {
  readonly tenantId: string;
  readonly kind: DocumentKind;
  /** Deterministic, at most 255 characters, without `/ \ ? #` (Cosmos DB refuses those). */
  readonly id: string;
}

/** What every document carries beside its own fields. Bodies are plain JSON. */
export interface Document extends DocumentKey {
  /** Version of this kind's shape; see `documents.ts` for what happens to older and newer ones. */
  readonly schema: number;
  /** When something is next to be done with it: a timestamp of `toTimestamp`. Absent: nothing is. */
  readonly nextAt?: string | undefined;
}

/** A document as read: with the ETag that a later `replace` or `delete` must show. */
export type Stored<D extends Document> = D & { readonly etag: string };

export type WriteResult<D extends Document> =
  | { readonly outcome: 'done'; readonly document: Stored<D> }
  | { readonly outcome: 'conflict' };

export interface ListQuery {
  readonly tenantId: string;
  readonly kind: DocumentKind;
  /** Lowest id wanted, inclusive. */
  readonly from?: string;
  /** First id not wanted: exclusive. */
  readonly to?: string;
  /** Only ids after this one: how the next page is asked for. */
  readonly after?: string;
  /** At most this many; 1 to 1000. */
  readonly limit: number;
}

export interface DueQuery {
  readonly tenantId: string;
  readonly kind: DocumentKind;
  /** Documents whose `nextAt` is at or before this timestamp. */
  readonly before: string;
  readonly limit: number;
}

/**
 * Guarantees: a write that answered `done` is on disk and survives a kill; reads see it at once;
 * two writers with one ETag never both win. `conflict` means "exists already" for `create`, "somebody
 * else was first" for `replace` and `delete` (a missing document included).
 * Throws `RoderError` `store-unavailable` when the store cannot be reached, and nothing else that a
 * caller should handle. After `store-unavailable` the outcome of a write is unknown: read again. `conflict` is
 * never said of a write that may have taken effect.
 */
export interface DocumentStore {
  get<D extends Document>(key: DocumentKey): Promise<Stored<D> | undefined>;
  create<D extends Document>(document: D): Promise<WriteResult<D>>;
  replace<D extends Document>(document: D, etag: string): Promise<WriteResult<D>>;
  /** Last write wins: only for what may be written blindly. */
  upsert<D extends Document>(document: D): Promise<Stored<D>>;
  delete(key: DocumentKey, etag: string): Promise<'done' | 'conflict'>;
  /** By id, ascending in code-point order; ask again with `after` the last id for more. */
  list<D extends Document>(query: ListQuery): Promise<Stored<D>[]>;
  /** Earliest `nextAt` first, then by id. */
  due<D extends Document>(query: DueQuery): Promise<Stored<D>[]>;
  /** Whether the store takes writes, and what to do if it does not. Ends within some seconds; never throws. */
  check(): Promise<StoreHealth>;
  close(): Promise<void>;
}

export type StoreHealth =
  | { readonly ok: true }
  /** `mayPass`: nothing is known to be wrong but that it does not answer. */
  | { readonly ok: false; readonly problem: string; readonly mayPass?: true };
