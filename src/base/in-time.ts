import { setTimeout as wait } from 'node:timers/promises';

/**
 * Resolves like `work`, or returns (or throws) what `late` does if `work` takes longer than `ms`. The work is not
 * cancelled; its result is ignored.
 */
export async function inTime<T, L>(ms: number, work: Promise<T>, late: () => L): Promise<T | L> {
  const over = new AbortController();
  try {
    return await Promise.race([work, wait(ms, undefined, { signal: over.signal }).then(late)]);
  } finally {
    over.abort();
  }
}
