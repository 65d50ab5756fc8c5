import { randomBytes } from 'node:crypto';
import type { Document, DocumentKey, Stored } from '../base/document-store.ts';
import { checkId, documentText } from './checked-input.ts';

/**
 * A document as Cosmos DB keeps it. What queries look for are texts made so that each query is one range of
 * one index: `key` orders by id, `due` by time and then id.
 */
export interface CosmosItem {
  readonly id: string;
  /** The partition: the tenant. */
  readonly pk: string;
  readonly key: string;
  readonly due?: string | undefined;
  /** The last writes, newest first: after a lost answer they tell whether a write took effect. */
  readonly writes: string;
  readonly body: Document;
}

/** So many writes are told apart; whether one that is older took effect cannot be said (`tookEffect`). */
const keptWrites = 8;

export function newWrite(): string {
  return randomBytes(6).toString('base64url');
}

export function hasWrite(item: Pick<CosmosItem, 'writes'>, write: string): boolean {
  return item.writes.split('.').includes(write);
}

/**
 * Whether a write that was made to follow another is in the item. Writes follow each other: where the one before it is
 * still named, or all there ever were are, it is named as well or has not been. Undefined: so many others have written
 * since that nobody can say.
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
  // Before half characters are mended in the text: in an id they are refused, as by every store.
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

/** A document with the ETag that callers see: Cosmos DB's own, and the writes that a replacement hands on. */
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
 * Where an item lies. Characters that gateways and tools treat differently in addresses are written as `=`
 * and two hexadecimal digits; at most 255 characters stay below Cosmos DB's 1,023 bytes this way.
 */
export function placeOf({ tenantId, kind, id }: DocumentKey): { id: string; pk: string } {
  checkId(id);
  const safe = id.replace(/[^\w.:@\u0080-\u{10ffff}-]/gu, (character) => `=${hex(character)}`);
  return { id: `${kind}~${safe}`, pk: tenantId };
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).padStart(2, '0');
}

/** `~` and the character after it, between which all keys of one prefix lie. */
const separator = '~';
const afterSeparator = '\u007f';

export function sortKey(...parts: readonly string[]): string {
  return parts.join(separator);
}

/** The first key after all that begin with these parts. */
export function afterAll(...parts: readonly string[]): string {
  return sortKey(...parts) + afterSeparator;
}
