import type { StoreHealth } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';

export interface StoreWatch {
  /** As the last look found it: asked as often as anybody likes, it costs the store nothing and is never waited for. */
  health(): StoreHealth;
  /** No further look; resolves when none is under way. */
  stop(): Promise<void>;
}

/** As often as a platform asks (`infra/modules/app.bicep`): more would find out nothing that anybody hears of. */
export const storeLookMs = 10_000;
/** Away: sooner, so that people are let in again. */
const awayLookMs = 2000;

/**
 * Looks every ten seconds, in the background, whether the store takes writes, and says in the log when that
 * changes. Begins with a store that does: the start has seen to it.
 */
export function watchStore({ store, log }: Pick<Ports, 'store' | 'log'>, lookMs = storeLookMs): StoreWatch {
  let health: StoreHealth = { ok: true };
  let stopped = false;
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const found = await store.check();
    if (stopped) return;
    if (found.ok !== health.ok) tell(log, found);
    health = found;
    lookIn(found.ok ? lookMs : Math.min(lookMs, awayLookMs));
  }

  function lookIn(ms: number): void {
    timer = setTimeout(() => {
      looking = look();
    }, ms);
    timer.unref();
  }

  lookIn(lookMs);
  return {
    health: () => health,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

function tell(log: Ports['log'], found: StoreHealth): void {
  if (found.ok) log.info({ event: 'store-back' }, 'The store takes writes again.');
  else {
    const { problem, mayPass } = found;
    log[mayPass ? 'warn' : 'error']({ event: 'store-away', problem }, 'The store takes no writes.');
  }
}
