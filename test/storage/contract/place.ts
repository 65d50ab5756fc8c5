import type { Document, DocumentStore } from '../../../src/base/document-store.ts';

/** Where a test of the contract writes: a tenant of its own in a store that others may use as well. */
export interface Place {
  store: DocumentStore;
  tenantId: string;
}

export interface Note extends Document {
  readonly text: string;
  readonly extra?: unknown;
}

export function note({ tenantId }: { tenantId: string }, id: string, fields: Partial<Note> = {}): Note {
  return { tenantId, kind: 'ask', id, schema: 1, text: 'hej', ...fields };
}

export async function created(here: Place, id: string, fields: Partial<Note> = {}) {
  const written = await here.store.create(note(here, id, fields));
  if (written.outcome !== 'done') throw new Error(`${id} exists already`);
  return written.document;
}

export const keyOf = ({ tenantId, kind, id }: Document) => ({ tenantId, kind, id });

export const idsOf = (documents: readonly Document[]) => documents.map((document) => document.id);

/** The code of the error a promise fails with. */
export const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );
