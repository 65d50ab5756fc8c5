import type { Document, DocumentKey, Write } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';

/** Cosmos DB's own limits (2 MB for the whole item), applied to every store so that all refuse the same documents. */
const maxBytes = 1_900_000;
const idLength = 255;
const forbiddenInIds = /[/\\?#\p{Cc}]/u;

/** Whether every store accepts this as a document id. An external id that fails this cannot belong to a document. */
export function isDocumentId(id: string): boolean {
  return id.length >= 1 && id.length <= idLength && id.isWellFormed() && !forbiddenInIds.test(id);
}

/** Throws `document-id-invalid` for an id that some store would refuse. */
export function checkId(id: string): void {
  if (isDocumentId(id)) return;
  throw new RoderError(
    'document-id-invalid',
    `A document's id has 1 to ${idLength} characters and none of / \\ ? #: got ${JSON.stringify(id)}.`,
  );
}

/** Throws `document-limit-invalid` unless the limit is a whole number from 1 to 1000. */
export function checkLimit(limit: number): void {
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return;
  throw new RoderError('document-limit-invalid', `A page holds 1 to 1000 documents: got ${limit}.`);
}

/**
 * The JSON a store keeps for a document, without its ETag. A lone surrogate, which a client may send but UTF-8 cannot
 * hold, becomes U+FFFD, so that every store keeps the same text. Throws `document-too-large`.
 */
export function documentText(document: Document & { readonly etag?: string }): string {
  const { etag: _, ...fields } = document;
  const text = toJson(fields);
  if (Buffer.byteLength(text) <= maxBytes) return text;
  throw new RoderError(
    'document-too-large',
    `The ${document.kind} ${document.id} would be larger than ${maxBytes} bytes.`,
  );
}

/** Cosmos DB's own limit of a transaction, beside that of its bytes. */
const maxWrites = 100;

export function keyOfWrite(one: Write): DocumentKey {
  return one.write === 'delete' ? one.key : one.document;
}

/** Throws `too-much-at-once` where some store would not take them together, and `writes-invalid` for a caller's mistake. */
export function checkWrites(writes: readonly Write[]): void {
  const keys = writes.map(keyOfWrite);
  const names = new Set(keys.map(({ kind, id }) => `${kind} ${id}`));
  const isOneTenants = keys.every(({ tenantId }) => tenantId === keys[0]?.tenantId);
  if (names.size < writes.length || !isOneTenants || writes.every(({ write }) => write === 'delete'))
    throw new RoderError('writes-invalid', "What is written together is one tenant's, each document once.");
  const bytes = writes.reduce(
    (sum, one) => sum + (one.write === 'delete' ? 0 : Buffer.byteLength(documentText(one.document))),
    0,
  );
  if (writes.length <= maxWrites && bytes <= maxBytes) return;
  throw new RoderError(
    'too-much-at-once',
    `At most ${maxWrites} writes of ${maxBytes} bytes are made together: got ${writes.length} of ${bytes}.`,
  );
}

/** Only lone surrogates make JSON text contain the escape \ud, so the slower path is almost never taken. */
function toJson(fields: object): string {
  const text = JSON.stringify(fields);
  return text.includes('\\ud')
    ? JSON.stringify(fields, (_, value) => value?.toWellFormed?.() ?? value)
    : text;
}
