import type { Document, DocumentKind, DocumentStore } from '../base/document-store.ts';

/** What decides who is sent what, and when. Logs, exports and drafts decide nothing. */
const deciding: readonly DocumentKind[] = [
  'plan',
  'planVersion',
  'round',
  'ask',
  'report',
  'prefill',
  'supportRequest',
  'person',
  'channel',
  'summary',
  'notice',
  'following',
];
const pageSize = 500;

/** One organisation as it is now, into another store; the source is only read. */
export async function copyStore(
  source: DocumentStore,
  target: DocumentStore,
  tenantId: string,
): Promise<void> {
  for (const kind of deciding) {
    for (let after: string | undefined; ; ) {
      const page = await source.list({ tenantId, kind, limit: pageSize, ...(after ? { after } : {}) });
      await Promise.all(page.map(({ etag: _, ...document }) => target.upsert<Document>(document)));
      if (page.length < pageSize) break;
      after = page.at(-1)!.id;
    }
  }
}
