import type { Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { isSigned, readToken } from './download-token.ts';
import { type ExportRecord, exportRecords, isOwnData } from './export-record.ts';
import { makePaper, type PaperFile } from './make-paper.ts';
import { refusalOf } from './order-export.ts';
import { makeOwnData } from './own-data-file.ts';

export type Fetched =
  | { readonly outcome: 'file'; readonly file: Omit<PaperFile, 'title'> }
  /** Not one of ours, or cut on the way. */
  | { readonly outcome: 'wrong' }
  /** Too old, fetched too many times, or no longer the asker's to have. */
  | { readonly outcome: 'gone' };

export interface Link {
  readonly token: string;
  readonly tenants: readonly string[];
}

/** Enough for a line that is cut again and again, and for programs that look before the person does. */
const maxFetches = 10;

/**
 * The file behind a link, until its time is out: nobody can tell whether what was sent arrived, so it may be fetched
 * again. It is made anew each time, and noted before a byte of it is sent; a paper that could not be made is noted as
 * not fetched. Throws `paper-failed`.
 */
export async function fetchExport(ports: Ports, link: Link): Promise<Fetched> {
  const found = await findLinked(ports, link);
  if ('outcome' in found) return found;
  const { tenantId, id } = found;
  const fetchedAt = found.fetchedAt ?? toTimestamp(ports.clock.now());
  let isTaken = false;
  await exportRecords(ports.store).change(tenantId, id, (one) => {
    isTaken = isLeft(one);
    return isTaken ? { ...one, fetchedAt, fetches: (one.fetches ?? 0) + 1 } : undefined;
  });
  return isTaken ? make(ports, found) : { outcome: 'gone' };
}

/** Whether a file would come, without making it or counting as a fetch. */
export async function lookAtExport(ports: Ports, link: Link): Promise<'there' | 'wrong' | 'gone'> {
  const found = await findLinked(ports, link);
  return 'outcome' in found ? found.outcome : 'there';
}

function isLeft({ fetches = 0 }: ExportRecord): boolean {
  return fetches < maxFetches;
}

async function findLinked(
  ports: Ports,
  { token, tenants }: Link,
): Promise<Stored<ExportRecord> | { readonly outcome: 'wrong' | 'gone' }> {
  const named = readToken(token);
  if (!named || !tenants.includes(named.tenantId)) return { outcome: 'wrong' };
  const record = await exportRecords(ports.store).find(named.tenantId, named.exportId);
  if (!record || !(await isSigned(ports.store, record, named))) return { outcome: 'wrong' };
  const now = toTimestamp(ports.clock.now());
  if (!isLeft(record) || record.expiresAt <= now || (await isRefused(ports, record)))
    return { outcome: 'gone' };
  return record;
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
    const { tenantId, id, fetchedAt } = record;
    await exportRecords(ports.store).change(tenantId, id, (one) => ({ ...one, fetchedAt }));
    throw error;
  }
}
