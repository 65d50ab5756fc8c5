import { asError } from '../base/errors.ts';
import { measured } from '../base/measured.ts';
import type { Ports } from '../base/ports.ts';
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

/** What is asked instead of passing over everything each time: see `lookForDue`. Neither throws. */
export interface Look {
  /** Whose work is to be done now, of these. `woken`: everybody's, since it is known that something is due. */
  find(tenants: readonly string[], woken: boolean): Promise<readonly string[]>;
  /** Milliseconds until the next look, now that the work of some has been done; `failed`: not to its end. */
  wait(done: readonly string[], failed: readonly string[]): Promise<number>;
}

/**
 * The scheduler: runs due work for every tenant, one pass at a time, then waits `wait` milliseconds, or as long as the
 * look says, and then runs it for those who have any. An error in a pass is logged, and the work stays due for the next
 * pass.
 */
export function startTicker(
  ports: Ports,
  tenants: readonly string[],
  wait: number | Look,
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
      const woken = again;
      again = false;
      const found = typeof wait === 'number' ? tenants : await wait.find(tenants, woken);
      // Tenants run in parallel: a large batch for one takes minutes, and the others must not wait for it.
      const worked = await Promise.all(found.map((tenantId) => work(tenantId)));
      lastEnd = performance.now();
      const of = (outcome: boolean) => found.filter((_, at) => worked[at] === outcome);
      if (!stopped) waitMs = typeof wait === 'number' ? wait : await wait.wait(of(true), of(false));
    } while (again && !stopped);
  }

  async function work(tenantId: string): Promise<boolean> {
    if (stopped) return false;
    return measured(ports, { name: 'roder.tick', work: doDueWork.name }, () =>
      doDueWork(ports, tenantId),
    ).then(
      () => true,
      (error) => {
        logFailure(ports, tenantId, error);
        return false;
      },
    );
  }

  function begin(): void {
    if (stopped) return;
    clearTimeout(timer);
    running ??= pass().finally(() => {
      running = undefined;
      if (!stopped) timer = setTimeout(begin, waitMs);
    });
  }

  function soon(): void {
    again = true;
    begin();
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
