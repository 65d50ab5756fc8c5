import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Timestamp } from '../calendar/instants.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/**
 * What Kolada has of one key figure (nyckeltal) that the plan names: kept as it was when it was last fetched, so
 * that no answer waits for Kolada. Its id is Kolada's.
 */
export interface KeyFigure extends Document {
  readonly kind: 'keyFigure';
  readonly title: string;
  /** The municipality itself, oldest first. */
  readonly own: readonly YearValue[];
  /** Similar municipalities; absent where the plan names no group, or Kolada has none of that name. */
  readonly group?: GroupValues | undefined;
  readonly fetchedAt: Timestamp;
}

export interface YearValue {
  readonly year: number;
  readonly value: number;
  /** Kolada may still change it. */
  readonly preliminary: boolean;
}

export interface GroupValues {
  /** As Kolada names it. */
  readonly title: string;
  /** How many municipalities there are in it, this one not counted. */
  readonly members: number;
  /** Oldest first; years that too few have a value for are left out. */
  readonly medians: readonly GroupMedian[];
}

export interface GroupMedian extends YearValue {
  /** How many municipalities have a value for the year. */
  readonly count: number;
}

export function keyFigures(store: DocumentStore): Documents<KeyFigure> {
  return documentsOf<KeyFigure>(store, { kind: 'keyFigure' });
}
