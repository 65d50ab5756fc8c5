import type { Document, DocumentStore } from '../base/document-store.ts';
import type { ByGender } from '../base/kolada.ts';
import type { Timestamp } from '../calendar/instants.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';

/**
 * What systems have delivered of one indicator: never rewritten, the later over the earlier. Where the plan says that
 * the system gives the indicator (`deliveredBy`) it stands in the series by itself; else it is filled in for whoever is
 * asked. Its id is the indicator's.
 */
export interface DeliveredValues extends Document {
  readonly kind: 'deliveredValue';
  /** By the key of the period (see `DatedPeriod`), oldest first, never empty. */
  readonly periods: Readonly<Record<string, readonly Delivery[]>>;
}

export interface Delivery extends ByGender {
  readonly value: number;
  /** The system, as people call it: Personec. */
  readonly source: string;
  /** The day the value is from there: local date. */
  readonly date: string;
  readonly at: Timestamp;
  /** The application that delivered it: its client id in Entra. */
  readonly clientId: string;
}

export function deliveredValues(store: DocumentStore): Documents<DeliveredValues> {
  return documentsOf<DeliveredValues>(store, { kind: 'deliveredValue' });
}

/** What stands, and what stood before it where that was another value. */
export interface StandingDelivery extends Delivery {
  readonly before?: number | undefined;
}

export function standingDelivery(
  delivered: Pick<DeliveredValues, 'periods'> | undefined,
  period: string,
): StandingDelivery | undefined {
  const all = delivered?.periods[period] ?? [];
  const last = all.at(-1);
  if (!last) return undefined;
  return { ...last, before: all.findLast(({ value }) => value !== last.value)?.value };
}

export async function readDelivered(
  store: DocumentStore,
  tenantId: string,
): Promise<ReadonlyMap<string, DeliveredValues>> {
  const all = await Array.fromAsync(deliveredValues(store).all(tenantId));
  return new Map(all.map((one) => [one.id, one]));
}
