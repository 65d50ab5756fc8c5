import type { Document } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';

/** What Cosmos DB's own limits allow (2 MB for the whole item), so that every store refuses the same. */
const maxBytes = 1_900_000;
const idLength = 255;
const forbiddenInIds = /[/\\?#\p{Cc}]/u;

/** Whether every store could keep it: what comes from outside and is not, is no document's id. */
export function isDocumentId(id: string): boolean {
  return id.length >= 1 && id.length <= idLength && id.isWellFormed() && !forbiddenInIds.test(id);
}

/** Throws `document-id-invalid` for an id that not every store could keep. */
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
 * The JSON a store keeps of a document, without the ETag it was read with. Half a surrogate pair, which a client
 * may send and UTF-8 cannot hold, becomes U+FFFD, so that every store keeps the same. Throws `document-too-large`.
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

/** Only half pairs make JSON text hold \ud as an escape, so the second and slower way is almost never gone. */
function toJson(fields: object): string {
  const text = JSON.stringify(fields);
  return text.includes('\\ud')
    ? JSON.stringify(fields, (_, value) => value?.toWellFormed?.() ?? value)
    : text;
}
