import { randomUUID } from 'node:crypto';
import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { Language } from '../language/language.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import type { Format } from './paper.ts';

/** Who took out what, and when: written before there is a file. Its id begins with the time. */
interface TakenOut extends Document {
  readonly kind: 'export';
  readonly at: Timestamp;
  /** Entra object id, or `cli`. */
  readonly by: string;
  readonly language: Language;
  /** When its link ends; the moment itself for one without. */
  readonly expiresAt: Timestamp;
  /** When the file was first fetched. */
  readonly fetchedAt?: Timestamp | undefined;
  /** How many times it has been begun, whether or not it came to its end. */
  readonly fetches?: number | undefined;
}

/** A round, or an assignment in it, as a paper. */
export interface PaperRecord extends TakenOut {
  readonly roundId: string;
  readonly assignmentId?: string | undefined;
  readonly format: Format;
}

/** Everything that is kept about the one who asked: for them alone. */
export interface OwnDataRecord extends TakenOut {
  readonly ownData: true;
}

export type ExportRecord = PaperRecord | OwnDataRecord;

export function isOwnData(record: ExportRecord): record is OwnDataRecord {
  return 'ownData' in record;
}

export function exportRecords(store: DocumentStore): Documents<ExportRecord> {
  return documentsOf<ExportRecord>(store, { kind: 'export' });
}

type New<R extends ExportRecord> = Omit<R, 'kind' | 'schema' | 'id'>;

export function keepRecord(
  store: DocumentStore,
  fields: New<PaperRecord> | New<OwnDataRecord>,
): Promise<ExportRecord> {
  return exportRecords(store).upsert({ ...fields, id: `${fields.at}:${randomUUID()}` });
}

/** The papers from `from` on and before `to` (instants as stored; absent: all), the latest first. */
export async function listExports(
  store: DocumentStore,
  tenantId: string,
  range: { from?: Timestamp; to?: Timestamp } = {},
): Promise<PaperRecord[]> {
  const all: ExportRecord[] = await Array.fromAsync(exportRecords(store).all(tenantId, range));
  return all.filter((record): record is PaperRecord => !isOwnData(record)).toReversed();
}
