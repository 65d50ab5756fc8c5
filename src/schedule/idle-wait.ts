import type { Ports } from '../base/ports.ts';
import { earliestDue } from './earliest-due.ts';

export interface IdleWait {
  /** Milliseconds to wait while something is due that was not done: as often as it is tried again. */
  readonly leastMs: number;
  /** At most: so late is seen what another instance, or a command, has made due in the meantime. */
  readonly mostMs: number;
  /** 0 to 1: instances that know of the same moment do not all reach for it at once. */
  readonly spread?: () => number;
}

/**
 * How long until due work need be looked for again, where each look costs: until the moment that the store says is
 * the next. Work that this instance itself makes due is not waited for: its ticker is told.
 */
export async function idleWait(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  tenants: readonly string[],
  { leastMs, mostMs, spread = Math.random }: IdleWait,
): Promise<number> {
  const found = await Promise.all(tenants.map((tenantId) => earliestDue(store, tenantId)));
  const moments = found.flatMap((one) => one?.epochMilliseconds ?? []);
  const now = clock.now().epochMilliseconds;
  const left = Math.min(mostMs, ...moments.map((moment) => moment - now));
  return left <= 0 ? leastMs : left + Math.floor(spread() * leastMs);
}
