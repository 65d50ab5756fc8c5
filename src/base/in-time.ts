import { setTimeout as wait } from 'node:timers/promises';

/** What the work comes to, or what `late` gives or throws after `ms` without an end; the work itself goes on unheard. */
export async function inTime<T, L>(ms: number, work: Promise<T>, late: () => L): Promise<T | L> {
  const over = new AbortController();
  try {
    return await Promise.race([work, wait(ms, undefined, { signal: over.signal }).then(late)]);
  } finally {
    over.abort();
  }
}
