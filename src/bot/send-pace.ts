import { setTimeout as elapse } from 'node:timers/promises';
import { TokenBucket } from './token-bucket.ts';

/** What Teams counts by: how much was sent in the last second, however it was planned. */
export class SentLately {
  readonly #max: number;
  /** Milliseconds, the earliest first; at most `max` of them. */
  readonly #times: number[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  /** When one more may be sent: `now`, or later. */
  next(now: number): number {
    const oldest = this.#times.length < this.#max ? undefined : this.#times[0];
    return oldest === undefined ? now : Math.max(now, oldest + secondMs);
  }

  add(now: number): void {
    this.#times.push(now);
    if (this.#times.length > this.#max) this.#times.shift();
  }

  count(now: number): number {
    return this.#times.filter((time) => time > now - secondMs).length;
  }
}

/** A second, and what two requests may differ in on their way. */
const secondMs = 1020;

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
/** How long a rate that Teams has shown is kept to, before more is tried. */
const keptForMs = 60_000;
/** Well under a claim's lease, together with the time-outs of the requests themselves. */
const longestWaitMs = 10_000;
const maxConversations = 2000;

/** One tenant's requests. */
interface Tenant {
  readonly bucket: TokenBucket;
  readonly lately: SentLately;
  refusedAt: number;
}

/**
 * Keeps to Teams' limits, each tenant by itself. Equal instances do not know of each other: when Teams refuses,
 * what one has sent in the last second is its share of what Teams takes of all, and so much it goes on with.
 */
export function createSendPace({ stopwatch, stopping }: PaceOptions): SendPace {
  const tenants = new Map<string, Tenant>();
  const conversations = new Map<string, TokenBucket>();

  /** Undefined: it is the request's turn, unless Teams wants none meanwhile. */
  async function lineUp(tenant: Tenant, conversationId: string | undefined, until: number) {
    const now = stopwatch.now();
    const { bucket } = tenant;
    const buckets = conversationId ? [bucket, conversationBucket(conversations, conversationId)] : [bucket];
    const at = Math.max(...buckets.map((one) => one.next(now)));
    if (at > until) return { heldBackMs: at - now };
    for (const one of buckets) one.take(at);
    if (now - tenant.refusedAt > keptForMs)
      bucket.perSecond = Math.min(tenantRate.perSecond, bucket.perSecond + 0.1);
    // A busy process wakes several at once: they are parted again here.
    const next = () => Math.max(at, tenant.lately.next(stopwatch.now()));
    for (let ms = next() - now; ms > 0 && !stopping.aborted; ms = next() - stopwatch.now())
      await stopwatch.wait(ms, stopping);
    return stopping.aborted ? { heldBackMs: 0 } : undefined;
  }

  return {
    async turn(tenantId, conversationId) {
      if (stopping.aborted) return { heldBackMs: 0 };
      forgetIdle(conversations, stopwatch.now());
      const tenant = tenantOf(tenants, tenantId);
      const until = stopwatch.now() + longestWaitMs;
      for (;;) {
        const { refusedAt } = tenant;
        const heldBack = await lineUp(tenant, conversationId, until);
        if (heldBack) return heldBack;
        // Refused meanwhile: whoever waited lines up anew, or all of them would be refused too.
        if (refusedAt === tenant.refusedAt) break;
      }
      tenant.lately.add(stopwatch.now());
      return undefined;
    },
    refused(tenantId, retryAfterMs = 1000) {
      const tenant = tenantOf(tenants, tenantId);
      const now = stopwatch.now();
      const { bucket, lately } = tenant;
      // Several that were under way are refused together: that is one refusal.
      if (!bucket.isClosed(now)) {
        const share = Math.max(lately.count(now), bucket.perSecond / 2);
        bucket.perSecond = Math.max(slowest, Math.min(bucket.perSecond, share) * 0.98);
        tenant.refusedAt = now;
      }
      bucket.close(now + retryAfterMs);
    },
  };
}

function tenantOf(tenants: Map<string, Tenant>, tenantId: string): Tenant {
  const known = tenants.get(tenantId);
  if (known) return known;
  const lately = new SentLately(tenantRate.perSecond);
  const made = { bucket: new TokenBucket(tenantRate), lately, refusedAt: Number.NEGATIVE_INFINITY };
  tenants.set(tenantId, made);
  return made;
}

function conversationBucket(buckets: Map<string, TokenBucket>, id: string): TokenBucket {
  const known = buckets.get(id);
  if (known) return known;
  const made = new TokenBucket(conversationRate);
  buckets.set(id, made);
  return made;
}

/** A bucket that is full again is as good as a new one. */
function forgetIdle(buckets: Map<string, TokenBucket>, now: number): void {
  if (buckets.size < maxConversations) return;
  for (const [key, bucket] of buckets) if (bucket.isIdle(now)) buckets.delete(key);
}
