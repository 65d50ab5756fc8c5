import type { Activity } from 'botbuilder';
import type { TurnLimits } from '../config.ts';
import { TokenBucket } from './token-bucket.ts';

export interface TurnAllowance {
  /** Whether this turn may run. What Teams itself tells (installed, renamed) always may. */
  take(tenantId: string, activity: Pick<Activity, 'type' | 'from'>): boolean;
}

/** So much of a minute's turns may come at once: people press fast and then read. */
const atOnce = 1 / 4;

/** Past this many, those who have been quiet are forgotten. */
const mostKept = 10_000;

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
      return people(`${tenantId} ${from?.aadObjectId ?? from?.id}`, at) && tenants(tenantId, at);
    },
  };
}

function bucketsOf(perMinute: number): (key: string, at: number) => boolean {
  const buckets = new Map<string, TokenBucket>();
  const rate = { capacity: Math.max(1, Math.round(perMinute * atOnce)), perSecond: perMinute / 60 };
  return (key, at) => {
    if (buckets.size > mostKept) forgetIdle(buckets, at);
    const bucket = buckets.get(key) ?? new TokenBucket(rate);
    buckets.set(key, bucket);
    if (bucket.next(at) > at) return false;
    bucket.take(at);
    return true;
  };
}

function forgetIdle(buckets: Map<string, TokenBucket>, at: number): void {
  for (const [key, bucket] of buckets) if (bucket.isIdle(at)) buckets.delete(key);
}
