import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Timestamp } from '../calendar/instants.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/**
 * A yearly value that a source outside Roder has of an indicator: nobody is asked for it, it stands in the
 * input with its source and year, to confirm or correct. Written by whatever fetches from the source, as often
 * as it likes (`upsert`); absent while the source has no value. Its id is `indicator:year`.
 */
export interface Prefill extends Document {
  readonly kind: 'prefill';
  readonly indicatorId: string;
  readonly year: number;
  readonly value: number;
  readonly source: 'kolada';
  /** The source may still change it; the card says so. */
  readonly preliminary: boolean;
  readonly fetchedAt: Timestamp;
}

export function prefills(store: DocumentStore): Documents<Prefill> {
  return documentsOf<Prefill>(store, { kind: 'prefill' });
}

export function prefillId(indicatorId: string, year: number): string {
  return `${indicatorId}:${year}`;
}
