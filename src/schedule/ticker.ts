import { asError } from '../base/errors.ts';
import { measured } from '../base/measured.ts';
import type { Ports } from '../base/ports.ts';
import { earliestDue } from './do-due-work.ts';
import { runDueWork } from './run-due-work.ts';

export interface Ticker {
  /** Runs due work now instead of at the next tick. */
  soon(): void;
  /** Milliseconds since the last pass ended, or since the start; keeps growing if a pass never ends. */
  quietMs(): number;
  /**
   * Starts no new work; resolves when the work in progress has ended. Abort `ports.stopping` first, so that it ends
   * soon.
   */
  stop(): Promise<void>;
}

/** Milliseconds until the next pass. Never throws. */
export type Wait = () => Promise<number>;

/**
 * The scheduler: runs due work for every tenant, one pass at a time, then waits `wait` milliseconds (or as long as it
 * resolves to). An error in a pass is logged, and the work stays due for the next pass.
 */
export function startTicker(
  ports: Ports,
  tenants: readonly string[],
  wait: number | Wait,
  doDueWork: (ports: Ports, tenantId: string) => Promise<unknown> = runDueWork,
): Ticker {
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastEnd = performance.now();
  let waitMs = 0;

  async function pass(): Promise<void> {
    do {
      again = false;
      // Tenants run in parallel: a large batch for one takes minutes, and the others must not wait for it.
      await Promise.all(tenants.map((tenantId) => work(tenantId)));
      lastEnd = performance.now();
      if (!stopped) waitMs = typeof wait === 'number' ? wait : await wait();
    } while (again && !stopped);
  }

  async function work(tenantId: string): Promise<void> {
    if (stopped) return;
    await measured(ports, { name: 'roder.tick', work: doDueWork.name }, () =>
      doDueWork(ports, tenantId),
    ).catch((error) => logFailure(ports, tenantId, error));
  }

  function soon(): void {
    if (stopped) return;
    clearTimeout(timer);
    again = true;
    running ??= pass().finally(() => {
      running = undefined;
      if (!stopped) timer = setTimeout(soon, waitMs);
    });
  }

  soon();
  return {
    soon,
    quietMs: () => performance.now() - lastEnd,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function logFailure({ log }: Ports, tenantId: string, thrown: unknown): void {
  const error = asError(thrown);
  const code = 'code' in error ? error.code : 'unknown';
  log.error(
    { event: 'tick-failed', tenantId, code, error: error.message, stack: error.stack },
    'Due work failed; it is tried again.',
  );
}

export interface IdleWait {
  /** Milliseconds to wait while overdue work remains undone: the retry interval. */
  readonly minMs: number;
  /** Maximum wait. Work that another instance or a command has made due is found at most this much later. */
  readonly maxMs: number;
  /** Returns 0 to 1. Spreads instances that know of the same moment, so that they do not all query at once. */
  readonly spread?: () => number;
}

/**
 * How long to wait before the next look for due work, on a store where each query costs money: until the earliest
 * `nextAt` in the store. Work that this instance itself makes due does not wait: it wakes its own ticker.
 */
export async function idleWait(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  tenants: readonly string[],
  { minMs, maxMs, spread = Math.random }: IdleWait,
): Promise<number> {
  const found = await Promise.all(tenants.map((tenantId) => earliestDue(store, tenantId)));
  const moments = found.flatMap((one) => one?.epochMilliseconds ?? []);
  const now = clock.now().epochMilliseconds;
  const left = Math.min(maxMs, ...moments.map((moment) => moment - now));
  return left <= 0 ? minMs : left + Math.floor(spread() * minMs);
}
