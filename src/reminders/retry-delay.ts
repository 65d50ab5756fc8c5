/**
 * How long to wait before trying again: what Teams asked for, else 2, 4, 8 … seconds up to five minutes,
 * each up to half as long again so that many instances do not return at the same moment.
 */
export function retryDelay(attempt: number, afterMs?: number): { milliseconds: number } {
  if (afterMs !== undefined) return { milliseconds: Math.min(afterMs, longestWait) };
  const base = Math.min(2 ** attempt * 1000, longestWait);
  return { milliseconds: Math.round(base * (1 + Math.random() / 2)) };
}

const longestWait = 5 * 60_000;
