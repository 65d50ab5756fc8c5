import { toTimestamp } from '../calendar/instants.ts';
import type { Ports } from '../ports.ts';
import type { Stored } from '../storage/document-store.ts';
import { isSigned, readToken } from './download-token.ts';
import { type ExportRecord, exportRecords, isOwnData } from './export-record.ts';
import { makePaper, type PaperFile } from './make-paper.ts';
import { refusalOf } from './order-export.ts';
import { makeOwnData } from './own-data-file.ts';

export type Fetched =
  | { readonly outcome: 'file'; readonly file: Omit<PaperFile, 'title'> }
  /** Not one of ours, or cut on the way. */
  | { readonly outcome: 'wrong' }
  /** Used, too old, or no longer the asker's to have. */
  | { readonly outcome: 'gone' };

/**
 * The file behind a link, once. Of two who fetch at the same moment one gets it; a paper that could not be
 * made leaves the link as it was. Throws `paper-failed`.
 */
export async function fetchExport(
  ports: Ports,
  { token, tenants }: { token: string; tenants: readonly string[] },
): Promise<Fetched> {
  const named = readToken(token);
  if (!named || !tenants.includes(named.tenantId)) return { outcome: 'wrong' };
  const record = await exportRecords(ports.store).find(named.tenantId, named.exportId);
  if (!record || !(await isSigned(ports.store, record, named))) return { outcome: 'wrong' };
  const now = toTimestamp(ports.clock.now());
  if (record.fetchedAt || record.expiresAt <= now || (await isRefused(ports, record)))
    return { outcome: 'gone' };
  const taken = await exportRecords(ports.store).replace({ ...record, fetchedAt: now });
  if (taken.outcome === 'conflict') return { outcome: 'gone' };
  return make(ports, taken.document);
}

/** Rights are asked for again: they may have been taken back since the link was given. One's own data stays one's own. */
async function isRefused(ports: Ports, record: ExportRecord): Promise<boolean> {
  if (isOwnData(record)) return false;
  const actor = { tenantId: record.tenantId, personId: record.by };
  return (await refusalOf(ports, { ...record, actor })) !== undefined;
}

async function make(ports: Ports, record: Stored<ExportRecord>): Promise<Fetched> {
  try {
    const file = isOwnData(record) ? await makeOwnData(ports, record) : await makePaper(ports, record);
    return file ? { outcome: 'file', file } : { outcome: 'gone' };
  } catch (error) {
    await exportRecords(ports.store).replace({ ...record, fetchedAt: undefined });
    throw error;
  }
}
