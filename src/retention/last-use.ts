import type { Document } from '../base/document-store.ts';
import type { Timestamp } from '../calendar/instants.ts';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/u;

/**
 * The latest moment at which anything happened to a record, by what it says itself: every document writes down
 * when. Undefined where it says nothing: then it is not old.
 */
export function latestIn(document: Readonly<Record<string, unknown>>): Timestamp | undefined {
  let latest: Timestamp | undefined;
  const look = (value: unknown): void => {
    if (typeof value === 'string' && instant.test(value)) {
      if (!latest || value > latest) latest = value;
    } else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) look(one);
  };
  look(document);
  return latest;
}

/** The round a record is of: it says so, or its id begins with it. */
export function roundOf(
  document: Document & { readonly roundId?: string | undefined },
  roundIds: ReadonlySet<string>,
): string | undefined {
  if (document.roundId) return document.roundId;
  const prefix = document.id.split(':')[0]!;
  return roundIds.has(prefix) ? prefix : undefined;
}
