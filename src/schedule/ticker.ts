import { asError } from '../base/errors.ts';
import { measured } from '../base/measured.ts';
import type { Ports } from '../base/ports.ts';
import { earliestDue } from './do-due-work.ts';
import { runDueWork } from './run-due-work.ts';

export interface Ticker {
  /** Does what is due now, without waiting for the next tick. */
  soon(): void;
  /** Milliseconds since a pass last ended, or since the start: grows without end if one never does. */
  quietMs(): number;
  /** No new work; resolves when what is under way has ended. Give `ports.stopping` first, so that it ends soon. */
  stop(): Promise<void>;
}

/** Milliseconds until the next look. Never throws. */
export type Wait = () => Promise<number>;

/**
 * The clock's door: looks for due work, one pass at a time, each tenant in its turn, and then waits `wait`
 * milliseconds, or as long as it says.
 * An error in one pass is logged and the next pass goes on: due work stays due.
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
      // A large sending in one tenant takes minutes: the others do not wait for it.
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
  /** Milliseconds to wait while something is due that was not done: as often as it is tried again. */
  readonly minMs: number;
  /** At most: so late is seen what another instance, or a command, has made due in the meantime. */
  readonly maxMs: number;
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
  { minMs, maxMs, spread = Math.random }: IdleWait,
): Promise<number> {
  const found = await Promise.all(tenants.map((tenantId) => earliestDue(store, tenantId)));
  const moments = found.flatMap((one) => one?.epochMilliseconds ?? []);
  const now = clock.now().epochMilliseconds;
  const left = Math.min(maxMs, ...moments.map((moment) => moment - now));
  return left <= 0 ? minMs : left + Math.floor(spread() * minMs);
}
