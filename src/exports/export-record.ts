import { randomUUID } from 'node:crypto';
import type { Timestamp } from '../calendar/instants.ts';
import type { Language } from '../plan/plan-schema.ts';
import type { Document, DocumentStore } from '../storage/document-store.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import type { Format } from './paper.ts';

/** Who exported what, and when: written before there is a file. Its id begins with the time. */
export interface ExportRecord extends Document {
  readonly kind: 'export';
  readonly at: Timestamp;
  /** Entra object id, or `cli`. */
  readonly by: string;
  readonly roundId: string;
  readonly assignmentId?: string | undefined;
  readonly format: Format;
  readonly language: Language;
  /** When its link ends; the moment itself for one without. */
  readonly expiresAt: Timestamp;
  /** When the file was fetched: a link works once. */
  readonly fetchedAt?: Timestamp | undefined;
}

export function exportRecords(store: DocumentStore): Documents<ExportRecord> {
  return documentsOf<ExportRecord>(store, { kind: 'export' });
}

export type NewExport = Omit<ExportRecord, 'kind' | 'schema' | 'id'>;

export function keepRecord(store: DocumentStore, fields: NewExport): Promise<ExportRecord> {
  return exportRecords(store).upsert({ ...fields, id: `${fields.at}:${randomUUID()}` });
}

/** Those from `from` on and before `to` (instants as stored; absent: all), the latest first. */
export async function listExports(
  store: DocumentStore,
  tenantId: string,
  range: { from?: Timestamp; to?: Timestamp } = {},
): Promise<ExportRecord[]> {
  return (await Array.fromAsync(exportRecords(store).all(tenantId, range))).toReversed();
}
