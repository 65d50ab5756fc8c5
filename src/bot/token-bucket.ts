import type { Activity } from 'botbuilder';
import type { TurnLimits } from '../config.ts';

/**
 * A rate, as the next moment at which something may happen. Milliseconds of any clock that only goes forwards.
 * A full bucket lets `capacity` through at once; then one each `1000 / perSecond`.
 */
export class TokenBucket {
  readonly #capacity: number;
  #perSecond: number;
  /** When the bucket will be full again. */
  #fullAt = 0;
  #closedUntil = 0;

  constructor({ capacity, perSecond }: { readonly capacity: number; readonly perSecond: number }) {
    this.#capacity = capacity;
    this.#perSecond = perSecond;
  }

  get perSecond(): number {
    return this.#perSecond;
  }

  /** What is taken from now on comes at this rate. */
  set perSecond(rate: number) {
    this.#perSecond = rate;
  }

  /** When the next token can be had: `now`, or later. */
  next(now: number): number {
    return Math.max(now, this.#closedUntil, this.#fullAt - (this.#capacity - 1) * this.#interval);
  }

  /** Takes the token of a moment that `next` gave. */
  take(at: number): void {
    this.#fullAt = Math.max(this.#fullAt, at) + this.#interval;
  }

  /** Nothing more until then; the tokens that were taken for later are given back. */
  close(until: number): void {
    this.#closedUntil = Math.max(this.#closedUntil, until);
    this.#fullAt = Math.max(0, Math.min(this.#fullAt, this.#closedUntil));
  }

  isClosed(now: number): boolean {
    return now < this.#closedUntil;
  }

  isIdle(now: number): boolean {
    return now >= this.#fullAt && !this.isClosed(now);
  }

  get #interval(): number {
    return 1000 / this.#perSecond;
  }
}

export interface TurnAllowance {
  /** Whether this turn may run. What Teams itself tells (installed, renamed) always may. */
  take(tenantId: string, activity: Pick<Activity, 'type' | 'from'>): boolean;
}

/** So much of a minute's turns may come at once: people press fast and then read. */
const atOnce = 1 / 4;

/** Past this many, those who have been quiet are forgotten. */
const maxKept = 10_000;

/** Counted by each instance for itself, of requests whose sender is known. Without limits everything may run. */
export function createTurnAllowance(
  limits: TurnLimits | undefined,
  now: () => number = () => performance.now(),
): TurnAllowance {
  if (!limits) return { take: () => true };
  const [people, tenants] = [bucketsOf(limits.perPerson), bucketsOf(limits.perTenant)];
  return {
    take(tenantId, { type, from }) {
      if (type !== 'message' && type !== 'invoke') return true;
      const at = now();
      // One who is asked to wait uses nothing of what the others have.
      return people(`${tenantId} ${from?.aadObjectId ?? from?.id}`, at) === 0 && tenants(tenantId, at) === 0;
    },
  };
}

/** Takes one of those a key may have a minute: 0, or the milliseconds until there is one, and nothing is taken. */
export function bucketsOf(perMinute: number): (key: string, at: number) => number {
  const buckets = new Map<string, TokenBucket>();
  const rate = { capacity: Math.max(1, Math.round(perMinute * atOnce)), perSecond: perMinute / 60 };
  return (key, at) => {
    if (buckets.size > maxKept) forgetIdle(buckets, at);
    const bucket = buckets.get(key) ?? new TokenBucket(rate);
    buckets.set(key, bucket);
    const wait = bucket.next(at) - at;
    if (wait === 0) bucket.take(at);
    return wait;
  };
}

function forgetIdle(buckets: Map<string, TokenBucket>, at: number): void {
  for (const [key, bucket] of buckets) if (bucket.isIdle(at)) buckets.delete(key);
}
