import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Timestamp } from '../calendar/instants.ts';
import type { recordTypes } from '../plan/plan-schema.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

export type RecordType = (typeof recordTypes)[number];

/**
 * One disposal (gallring): what a dry run found, and what was then disposed of. Kept for ever, as the log of what is
 * gone; counts and times only, so that it holds nothing of what was disposed of. Its id begins with the time.
 */
export interface Disposal extends Document {
  readonly kind: 'disposal';
  readonly state: 'planned' | 'begun' | 'done';
  /** The disposal decision, as the plan named it at the dry run. */
  readonly decision: string;
  readonly plannedAt: Timestamp;
  readonly lines: readonly DisposalLine[];
  /** What is being deleted just now: after an interruption it tells what was, so that the log counts it. */
  readonly doing?: { readonly record: RecordType; readonly ids: readonly string[] } | undefined;
  readonly doneAt?: Timestamp | undefined;
}

export interface DisposalLine {
  readonly record: RecordType;
  /** How long the plan keeps it. */
  readonly months: number;
  /** What was last of use before this. */
  readonly before: Timestamp;
  /** What the dry run found. */
  readonly found: number;
  readonly oldest?: Timestamp | undefined;
  readonly newest?: Timestamp | undefined;
  /** What has been disposed of. */
  readonly disposed: number;
}

export function disposals(store: DocumentStore): Documents<Disposal> {
  return documentsOf<Disposal>(store, { kind: 'disposal' });
}
