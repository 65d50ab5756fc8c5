import type { Temporal } from 'temporal-polyfill';
import type { DocumentKind, DocumentStore } from '../base/document-store.ts';
import { fromTimestamp } from '../calendar/instants.ts';

/** Whatever waits for a moment: a clock that is moved stops at the earliest of them. */
export const waiting: readonly DocumentKind[] = [
  'round',
  'ask',
  'summary',
  'notice',
  'supportRequest',
  'following',
];
const endOfTime = '9999-12-31T00:00:00.000Z';

/** When something is next to be done for the tenant; undefined: never, as things are. */
export async function earliestDue(
  store: DocumentStore,
  tenantId: string,
): Promise<Temporal.Instant | undefined> {
  const found = await Promise.all(
    waiting.map((kind) => store.due({ tenantId, kind, before: endOfTime, limit: 1 })),
  );
  const [first] = found.flatMap(([one]) => one?.nextAt ?? []).toSorted();
  return first ? fromTimestamp(first) : undefined;
}
