import type { SendOutcome } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp, type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Lease } from '../storage/claim.ts';
import type { SendResult } from './send-log.ts';

/** Past this many attempts, some twenty minutes, somebody has to look: it becomes a visible failure. */
export const mostAttempts = 10;

/** What an attempt means for what was to be sent. `waiting`: it is tried again. */
export function verdictOf(
  outcome: SendOutcome,
  attempt: number,
): 'sent' | 'waiting' | 'unreachable' | 'failed' {
  if (outcome.kind === 'sent' || outcome.kind === 'unreachable') return outcome.kind;
  if (isUntried(outcome)) return 'waiting';
  const isFinal = outcome.kind === 'refused' || outcome.kind === 'message-gone';
  return isFinal || attempt >= mostAttempts ? 'failed' : 'waiting';
}

/** The same as the send log tells it: of what is tried again, whether Teams may have it. */
export function resultOf<V extends SendResult>(outcome: SendOutcome, verdict: V | 'waiting') {
  if (verdict !== 'waiting') return verdict;
  return outcome.kind === 'unknown' ? 'unknown' : 'retry';
}

/** It was Roder that held it back: no attempt, and nothing to tell. */
export function isUntried(outcome: SendOutcome): boolean {
  return outcome.kind === 'retry' && outcome.notTried === true;
}

/** A claim given back for another attempt, and when that is. What was never tried counts as none. */
export function forAnotherAttempt(
  { clock, instance }: Pick<Ports, 'clock' | 'instance'>,
  held: Lease | undefined,
  outcome: SendOutcome,
): { readonly lease: Lease; readonly nextAt: Timestamp } {
  const afterMs = outcome.kind === 'retry' ? outcome.afterMs : undefined;
  const attempt = (held?.attempt ?? 1) - (isUntried(outcome) ? 1 : 0);
  const unsure = held?.unsure || outcome.kind === 'unknown' ? true : undefined;
  const delay = isUntried(outcome) ? { milliseconds: Math.ceil(afterMs ?? 0) } : retryDelay(attempt, afterMs);
  return {
    lease: { owner: instance, attempt, released: true, unsure },
    nextAt: toTimestamp(clock.now().add(delay)),
  };
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
const longestPause = 24 * 3_600_000;

/** When to try again where nothing gets through: after as long again as it has been so, five minutes to a day. */
export function afterPause({ clock }: Pick<Ports, 'clock'>, since: Timestamp): Timestamp {
  const now = clock.now();
  const lasted = now.since(fromTimestamp(since)).total('milliseconds');
  const pause = Math.round(Math.min(Math.max(lasted, longestWait), longestPause));
  return toTimestamp(now.add({ milliseconds: pause }));
}
