import type { Temporal } from 'temporal-polyfill';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { restoreHold } from '../messages/restore-hold.ts';
import { planPointer } from '../plan/plan-store.ts';
import { earliestDue, waiting } from './do-due-work.ts';
import type { Look } from './ticker.ts';

export interface IdleWait {
  /** Milliseconds to wait while overdue work remains undone: the retry interval. */
  readonly minMs: number;
  /** Maximum wait. Work that another instance or a command has made due is found at most this much later. */
  readonly maxMs: number;
  /** Returns 0 to 1. Spreads instances that know of the same moment, so that they do not all query at once. */
  readonly spread?: () => number;
}

/** What a look knows of an organisation. */
interface Known {
  /** By which plan, and whether messages are held back: both change without anything becoming due. */
  readonly standing: string;
  /** When something is due, or is to be looked for, in milliseconds since 1970. */
  readonly next: number;
  readonly isDue: boolean;
}

/**
 * How to look for due work on a store where each query costs money. While nothing happens a look is three requests:
 * which plan is in force, whether messages are held back, and whether anything is due until the look after it. Work that
 * this instance itself makes due does not wait: it wakes its own ticker.
 */
export function lookForDue(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { minMs, maxMs, spread = Math.random }: IdleWait,
): Look {
  const known = new Map<string, Known>();
  /** As it stood before the work that is being done: what changes meanwhile is seen by the next look. */
  const begun = new Map<string, string>();
  const nowMs = () => clock.now().epochMilliseconds;

  async function standingOf(tenantId: string): Promise<{ standing: string; isHeld: boolean }> {
    const [plan, hold] = await Promise.all([
      store.get({ tenantId, ...planPointer }),
      restoreHold(store, tenantId),
    ]);
    const isHeld = hold !== undefined && hold.state !== 'released';
    return { standing: `${plan?.etag} ${hold?.etag}`, isHeld };
  }

  async function hasWork(tenantId: string, woken: boolean): Promise<boolean> {
    const before = known.get(tenantId);
    // Another organisation's turn.
    if (!woken && before && before.next > nowMs()) return false;
    const { standing, isHeld } = await standingOf(tenantId);
    begun.set(tenantId, standing);
    if (woken || isHeld || before?.standing !== standing || before.isDue) return true;
    const until = toTimestamp(clock.now().add({ milliseconds: maxMs }));
    const isAny = await store.isAnyDue({ tenantId, kinds: waiting, before: until });
    return note(tenantId, isAny ? await earliestDue(store, tenantId) : undefined);
  }

  /** Whether it is due already. */
  function note(tenantId: string, earliest: Temporal.Instant | undefined): boolean {
    const [now, moment] = [nowMs(), earliest?.epochMilliseconds];
    const standing = begun.get(tenantId) ?? '';
    const isDue = moment !== undefined && moment <= now + maxMs;
    known.set(tenantId, { standing, next: isDue ? moment : now + maxMs, isDue });
    return isDue && moment <= now;
  }

  return {
    async find(tenants, woken) {
      // If the store is away, the work meets it, and says so.
      const found = await Promise.all(tenants.map((one) => hasWork(one, woken).catch(() => true)));
      return tenants.filter((_, at) => found[at]);
    },
    async wait(done, failed) {
      for (const tenantId of failed) known.delete(tenantId);
      const looked = done.map(async (tenantId) => void note(tenantId, await earliestDue(store, tenantId)));
      const isAway = await Promise.all(looked).then(
        () => false,
        () => true,
      );
      if (isAway) for (const tenantId of done) known.delete(tenantId);
      if (isAway || failed.length > 0) return minMs;
      const next = Math.min(...[...known.values()].map((one) => one.next));
      const left = Math.min(maxMs, next - nowMs());
      return left <= 0 ? minMs : left + Math.floor(spread() * minMs);
    },
  };
}
