import type { SendOutcome } from '../messenger.ts';

/** Past this many attempts, some twenty minutes, somebody has to look: it becomes a visible failure. */
export const mostAttempts = 10;

/** What an attempt means for what was to be sent. `waiting`: it is tried again. */
export function verdictOf(
  outcome: SendOutcome,
  attempt: number,
): 'sent' | 'waiting' | 'unreachable' | 'failed' {
  if (outcome.kind === 'sent' || outcome.kind === 'unreachable') return outcome.kind;
  if (outcome.kind === 'retry' && outcome.notTried) return 'waiting';
  return outcome.kind === 'refused' || attempt >= mostAttempts ? 'failed' : 'waiting';
}

/**
 * How long to wait before trying again: 2, 4, 8 … seconds up to five minutes, and never less than Teams asked
 * for; each up to half as long again so that many instances do not return at the same moment.
 */
export function retryDelay(
  attempt: number,
  afterMs = 0,
  random: () => number = Math.random,
): { milliseconds: number } {
  const base = Math.min(2 ** attempt * 1000, longestWait);
  return { milliseconds: Math.round(Math.max(base, afterMs) * (1 + random() / 2)) };
}

const longestWait = 5 * 60_000;
