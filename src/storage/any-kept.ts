import type { DocumentKind, DocumentStore } from '../base/document-store.ts';

/** How long an instance takes it that there is nothing of a kind: then nobody's answer reads for it. */
const nothingForMs = 60_000;
const noneSince = new WeakMap<DocumentStore, Map<string, number>>();

/**
 * Whether there is any document of a kind that most organisations have none of. "None" is believed for a minute, so
 * that it costs one read a minute; what this instance itself has written (`noteKept`) it sees at once.
 */
export async function isAnyKept(
  store: DocumentStore,
  tenantId: string,
  kind: DocumentKind,
): Promise<boolean> {
  const none = noneSince.get(store) ?? new Map<string, number>();
  noneSince.set(store, none);
  const key = `${tenantId} ${kind}`;
  const since = none.get(key);
  if (since !== undefined && performance.now() - since < nothingForMs) return false;
  const found = await store.list({ tenantId, kind, limit: 1 });
  if (found.length === 0) none.set(key, performance.now());
  return found.length > 0;
}

/** There is one now. */
export function noteKept(store: DocumentStore, tenantId: string, kind: DocumentKind): void {
  noneSince.get(store)?.delete(`${tenantId} ${kind}`);
}
