import type { Document, DocumentStore } from '../base/document-store.ts';
import type { ByGender } from '../base/kolada.ts';
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

export interface YearValue extends ByGender {
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

/**
 * A yearly value that a source outside Roder has of an indicator: nobody is asked for it, it stands in the
 * input with its source and year, to confirm or correct. Written by whatever fetches from the source, as often
 * as it likes (`upsert`); absent while the source has no value. Its id is `indicator:year`.
 */
export interface Prefill extends Document, ByGender {
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
