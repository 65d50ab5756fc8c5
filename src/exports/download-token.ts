import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/v4';
import type { Document, DocumentStore } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';
import { parsedJson } from '../base/json.ts';
import { documentsOf } from '../storage/documents.ts';
import { type ExportRecord, isOwnData } from './export-record.ts';

/** What signs links: made once for each organisation, known to all instances that share its store. */
interface DownloadKey extends Document {
  readonly kind: 'downloadKey';
  readonly key: string;
}

const payload = z.object({ t: z.string().min(1).max(100), e: z.string().min(1).max(200) });

/** The organisation and the export that a link names, before anything is believed of it. */
export interface NamedExport {
  readonly tenantId: string;
  readonly exportId: string;
  readonly named: string;
  readonly signature: Buffer;
}

/**
 * A link's last part: which export it is of, and a signature (HMAC-SHA-256) over all that the export says: file,
 * asker, time. Whoever has it may fetch the file, so it is short-lived.
 */
export async function signToken(store: DocumentStore, record: ExportRecord): Promise<string> {
  const named = Buffer.from(JSON.stringify({ t: record.tenantId, e: record.id })).toString('base64url');
  return `${named}.${(await signatureOf(store, record, named)).toString('base64url')}`;
}

/** Undefined for what is no token at all. */
export function readToken(token: string): NamedExport | undefined {
  const [, named, signature] = /^([\w-]{1,600})\.([\w-]{43})$/u.exec(token) ?? [];
  if (!named || !signature) return undefined;
  const parsed = payload.safeParse(parsedJson(Buffer.from(named, 'base64url').toString()));
  if (!parsed.success) return undefined;
  const { t: tenantId, e: exportId } = parsed.data;
  return { tenantId, exportId, named, signature: Buffer.from(signature, 'base64url') };
}

export async function isSigned(
  store: DocumentStore,
  record: ExportRecord,
  { named, signature }: NamedExport,
): Promise<boolean> {
  return timingSafeEqual(await signatureOf(store, record, named), signature);
}

async function signatureOf(store: DocumentStore, record: ExportRecord, named: string): Promise<Buffer> {
  const { tenantId, by, at, expiresAt, language } = record;
  const said = [named, by, at, expiresAt, ...fileOf(record), language].join('\n');
  const key = await keyOf(store, tenantId);
  return createHmac('sha256', key).update(said).digest();
}

function fileOf(record: ExportRecord): readonly string[] {
  return isOwnData(record) ? ['own-data'] : [record.roundId, record.assignmentId ?? '', record.format];
}

async function keyOf(store: DocumentStore, tenantId: string): Promise<Buffer> {
  const keys = documentsOf<DownloadKey>(store, { kind: 'downloadKey' });
  const known = await keys.find(tenantId, 'current');
  if (known) return Buffer.from(known.key, 'base64');
  // Of several instances that begin at once the first one's is kept.
  await keys.create({ tenantId, id: 'current', key: randomBytes(32).toString('base64') });
  const kept = await keys.find(tenantId, 'current');
  if (kept) return Buffer.from(kept.key, 'base64');
  throw new RoderError('download-key-missing', 'The key that signs links was not kept by the store.');
}
