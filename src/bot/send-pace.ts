import { setTimeout as elapse } from 'node:timers/promises';
import { TokenBucket } from './token-bucket.ts';

/** Time as sending meets it: real also in the demo, where Roder's own clock stands still. Tests give their own. */
export interface Stopwatch {
  /** Milliseconds, only ever forwards. */
  now(): number;
  /** Resolves after so many milliseconds, or as soon as the signal is given. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const realStopwatch: Stopwatch = {
  now: () => performance.now(),
  wait: (milliseconds, signal) => elapse(milliseconds, undefined, { signal }).catch(() => undefined),
};

export interface PaceOptions {
  readonly stopwatch: Stopwatch;
  /** Given when the service is to end: who waits for a turn is told to give back what is held. */
  readonly stopping: AbortSignal;
}

export interface SendPace {
  /**
   * Waits until a request may be made. `heldBackMs` in its place: not now, since the turn would come so late
   * that the claim on what is sent could run out meanwhile, or since the service is ending.
   */
  turn(tenantId: string, conversationId?: string): Promise<{ readonly heldBackMs: number } | undefined>;
  /** Teams answered 429: slower for a while, and nothing before it said so. */
  refused(tenantId: string, retryAfterMs: number | undefined): void;
}

/** Teams' limits (Microsoft's "Rate limiting for bots"): 50 requests in a second for an app in a tenant; a little under. */
const tenantRate = { capacity: 1, perSecond: 49 };
/** In one conversation 7 in one second, 8 in two, 60 in thirty: a burst of 7, then one a second keeps all three. */
const conversationRate = { capacity: 7, perSecond: 1 };
const slowest = 2;
/** Well under a claim's lease, together with the time-outs of the requests themselves. */
const longestWaitMs = 10_000;
const mostConversations = 2000;

/**
 * Keeps to Teams' limits, each tenant by itself. Equal instances do not know of each other: each slows down by
 * a third when Teams refuses, and speeds up again little by little, so that together they find the rate there is.
 */
export function createSendPace({ stopwatch, stopping }: PaceOptions): SendPace {
  const tenants = new Map<string, TokenBucket>();
  const conversations = new Map<string, TokenBucket>();
  const tenantBucket = (tenantId: string) => bucketOf(tenants, tenantId, tenantRate);

  return {
    async turn(tenantId, conversationId) {
      if (stopping.aborted) return { heldBackMs: 0 };
      const now = stopwatch.now();
      forgetIdle(conversations, now);
      const tenant = tenantBucket(tenantId);
      const buckets = conversationId
        ? [tenant, bucketOf(conversations, conversationId, conversationRate)]
        : [tenant];
      const at = Math.max(...buckets.map((bucket) => bucket.next(now)));
      if (at - now > longestWaitMs) return { heldBackMs: at - now };
      for (const bucket of buckets) bucket.take(at);
      tenant.perSecond = Math.min(tenantRate.perSecond, tenant.perSecond + 0.1);
      if (at > now) await stopwatch.wait(at - now, stopping);
      return stopping.aborted ? { heldBackMs: 0 } : undefined;
    },
    refused(tenantId, retryAfterMs = 1000) {
      const tenant = tenantBucket(tenantId);
      const now = stopwatch.now();
      // Several that were under way are refused together: that is one refusal.
      if (!tenant.isClosed(now)) tenant.perSecond = Math.max(slowest, tenant.perSecond * (2 / 3));
      tenant.close(now + retryAfterMs);
    },
  };
}

function bucketOf(buckets: Map<string, TokenBucket>, key: string, rate: typeof tenantRate): TokenBucket {
  const known = buckets.get(key);
  if (known) return known;
  const made = new TokenBucket(rate);
  buckets.set(key, made);
  return made;
}

/** A bucket that is full again is as good as a new one. */
function forgetIdle(buckets: Map<string, TokenBucket>, now: number): void {
  if (buckets.size < mostConversations) return;
  for (const [key, bucket] of buckets) if (bucket.isIdle(now)) buckets.delete(key);
}
