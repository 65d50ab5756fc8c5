import { Temporal } from 'temporal-polyfill';
import type { Document, DocumentStore } from '../base/document-store.ts';
import type { Clock } from '../base/ports.ts';
import { fromTimestamp, type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { documentsOf } from '../storage/documents.ts';

interface ClockDocument extends Document {
  readonly kind: 'clock';
  readonly now: Timestamp;
}

/** A clock that stands still until it is moved, and is found where it was left. */
export interface DemoClock extends Clock {
  /** Throws nothing and goes nowhere but forwards: an earlier instant leaves it where it is. */
  moveTo(instant: Temporal.Instant): Promise<void>;
}

export async function openDemoClock(
  store: DocumentStore,
  { tenantId, start }: { tenantId: string; start: Temporal.Instant },
): Promise<DemoClock> {
  const clocks = documentsOf<ClockDocument>(store, { kind: 'clock' });
  const kept = await clocks.find(tenantId, 'demo');
  let now = kept ? fromTimestamp(kept.now) : start;
  return {
    now: () => now,
    async moveTo(instant) {
      if (Temporal.Instant.compare(instant, now) <= 0) return;
      await clocks.upsert({ tenantId, id: 'demo', now: toTimestamp(instant) });
      now = instant;
    },
  };
}
