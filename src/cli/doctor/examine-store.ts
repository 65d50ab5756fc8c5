import type { DocumentStore } from '../../base/document-store.ts';
import { asError } from '../../base/errors.ts';
import type { Finding } from './finding.ts';

/** The database, its container, partition key, indexing and consistency, and whether Roder may use them. */
export async function examineStore(open: () => Promise<DocumentStore>): Promise<{
  readonly finding: Finding;
  /** Only if it can be used; the caller closes it. */
  readonly store?: DocumentStore;
}> {
  try {
    const store = await open();
    const health = await store.check();
    if (health.ok) return { finding: { state: 'well', key: 'storeGood' }, store };
    await store.close();
    return { finding: wrong(health.problem) };
  } catch (error) {
    return { finding: wrong(asError(error).message) };
  }
}

function wrong(problem: string): Finding {
  return { state: 'wrong', key: 'storeWrong', values: { problem } };
}
