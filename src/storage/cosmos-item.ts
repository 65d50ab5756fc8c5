import { randomBytes } from 'node:crypto';
import type { Document, DocumentKey, Stored } from '../base/document-store.ts';
import { checkId, documentText } from './checked-input.ts';

/**
 * A document as stored in Cosmos DB. `key` (sorts by id) and `due` (sorts by time, then id) are built so that each
 * query is a single range of one index.
 */
export interface CosmosItem {
  readonly id: string;
  /** The partition key: the tenant id. */
  readonly pk: string;
  readonly key: string;
  readonly due?: string | undefined;
  /** Ids of the latest writes, newest first. If the answer to a write is lost, they show whether it took effect. */
  readonly writes: string;
  readonly body: Document;
}

/** How many write ids an item keeps. Whether an older write took effect can no longer be told (see `tookEffect`). */
const keptWrites = 8;

export function newWrite(): string {
  return randomBytes(6).toString('base64url');
}

export function hasWrite(item: Pick<CosmosItem, 'writes'>, write: string): boolean {
  return item.writes.split('.').includes(write);
}

/**
 * Whether our write took effect, judged by the write ids in the item that was found. `writes` names our write and, if
 * there is one, the write it followed. Every write passes on the ids of its predecessors: so if the item still names
 * our predecessor, or has room for more ids, our write is either named too or never took effect. Undefined: so many
 * later writes that it cannot be told.
 */
export function tookEffect(
  { writes: found }: Pick<CosmosItem, 'writes'>,
  writes: string,
): boolean | undefined {
  const [write = '', before] = writes.split('.');
  const known = found.split('.');
  if (known.includes(write)) return true;
  const isWhole = known.length < keptWrites || (before !== undefined && known.includes(before));
  return isWhole ? false : undefined;
}

/** Throws `document-id-invalid` or `document-too-large`. */
export function toItem(document: Document, write: string, earlierWrites = ''): CosmosItem {
  // Before `documentText` replaces lone surrogates: in an id every store refuses them.
  checkId(document.id);
  const body = JSON.parse(documentText(document)) as Document;
  const { tenantId, kind, id, nextAt } = body;
  const writes = [write, ...earlierWrites.split('.')].filter(Boolean).slice(0, keptWrites).join('.');
  return {
    ...placeOf({ tenantId, kind, id }),
    key: sortKey(kind, id),
    due: nextAt && sortKey(kind, nextAt, id),
    writes,
    body,
  };
}

/** A document with the ETag that callers see: Cosmos DB's ETag plus the write ids that a replacement passes on. */
export function toStored<D extends Document>(
  { body, writes }: Pick<CosmosItem, 'body' | 'writes'>,
  version: string,
): Stored<D> {
  return { ...(body as D), etag: `${version} ${writes}` };
}

export function splitEtag(etag: string): { version: string; writes: string } {
  const [version = '', writes = ''] = etag.split(' ');
  return { version, writes };
}

/**
 * The item's id and partition key. Characters that gateways and tools treat differently in URLs are written as `=` and
 * two hexadecimal digits; an id of at most 255 characters then stays below Cosmos DB's limit of 1,023 bytes.
 */
export function placeOf({ tenantId, kind, id }: DocumentKey): { id: string; pk: string } {
  checkId(id);
  const safe = id.replace(/[^\w.:@\u0080-\u{10ffff}-]/gu, (character) => `=${hex(character)}`);
  return { id: `${kind}~${safe}`, pk: tenantId };
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}

/** All keys with the same prefix sort between `~` and the character after it. */
const separator = '~';
const afterSeparator = '\u007f';

export function sortKey(...parts: readonly string[]): string {
  return parts.join(separator);
}

/** The first key after every key that begins with these parts. */
export function afterAll(...parts: readonly string[]): string {
  return sortKey(...parts) + afterSeparator;
}
