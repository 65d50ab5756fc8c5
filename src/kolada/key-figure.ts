import type { Document, DocumentStore } from '../base/document-store.ts';
import type { ByGender } from '../base/kolada.ts';
import type { Timestamp } from '../calendar/instants.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/**
 * Values from Kolada for one key figure (nyckeltal) in the plan, as last fetched, so that no answer waits for Kolada.
 * The document id is Kolada's id.
 */
export interface KeyFigure extends Document {
  readonly kind: 'keyFigure';
  readonly title: string;
  /** The municipality's own values, oldest first. */
  readonly own: readonly YearValue[];
  /** Similar municipalities; absent if the plan names no group, or Kolada has none by that name. */
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
  /** The group's title in Kolada. */
  readonly title: string;
  /** Number of municipalities in the group, not counting this one. */
  readonly members: number;
  /** Oldest first; years with too few values are left out. */
  readonly medians: readonly GroupMedian[];
}

export interface GroupMedian extends YearValue {
  /** Number of municipalities with a value for the year. */
  readonly count: number;
}

export function keyFigures(store: DocumentStore): Documents<KeyFigure> {
  return documentsOf<KeyFigure>(store, { kind: 'keyFigure' });
}

/**
 * A yearly value of an indicator from an external source. Instead of asking for it, Roder puts it in the input with its
 * source and year, to confirm or correct. Whatever fetches from the source writes it, as often as it likes (`upsert`);
 * absent while the source has no value. The id is `indicator:year`.
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
