import { asError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import { type Look, lookAtWork, type Trouble } from './look-at-work.ts';

/** Whether Roder does what it is for, as far as it can see itself. */
export interface Health {
  readonly work: 'on-time' | 'late' | 'silent' | 'not-yet-known';
  readonly lastReminderAt: string | undefined;
}

export interface Watch {
  health(): Health;
  stop(): void;
}

const everyMs = 60_000;
/** A look at the rounds reads every ask of those that are open. */
const roundsEvery = 15;
const hourMs = 3_600_000;

/**
 * Looks once a minute at what a bot that dies silently would show: due work that stays, reminders that stop. Told to
 * the log (once an hour while it lasts), to metrics, and to whoever asks `readyz`. The first look waits for `ready`.
 */
export function startWatch(
  ports: Ports,
  tenants: readonly string[],
  ready: Promise<void> = Promise.resolve(),
): Watch {
  let health: Health = { work: 'not-yet-known', lastReminderAt: undefined };
  let silent: readonly Trouble[] = [];
  let unreached: readonly Trouble[] = [];
  let looks = 0;
  const tell = onceAnHour(ports);

  async function look(): Promise<void> {
    try {
      ports.metrics?.record('roder.heartbeat.alive', 1);
      const withRounds = looks++ % roundsEvery === 0;
      const found: Look = await lookAtWork(ports, tenants, { withRounds });
      if (withRounds) [silent, unreached] = [found.silent, found.unreached];
      ports.metrics?.record('roder.heartbeat.trouble', found.late.length, { trouble: 'late' });
      ports.metrics?.record('roder.heartbeat.trouble', silent.length, { trouble: 'silent' });
      ports.metrics?.record('roder.heartbeat.trouble', unreached.length, { trouble: 'unreached' });
      const work = found.late.length > 0 ? 'late' : silent.length > 0 ? 'silent' : 'on-time';
      health = { work, lastReminderAt: found.lastReminderAt };
      for (const one of [...found.late, ...silent, ...unreached]) tell(one);
    } catch (thrown) {
      // The tick, which needs the same store, says so as an error.
      ports.log.warn({ event: 'watch-failed', error: asError(thrown).message }, 'Could not look.');
    }
  }

  void ready.then(look);
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return { health: () => health, stop: () => clearInterval(timer) };
}

function onceAnHour({ log }: Ports): (one: Trouble) => void {
  const told = new Map<string, number>();
  return ({ trouble, ...facts }) => {
    const key = `${trouble} ${facts.tenantId} ${facts.kind}`;
    if (performance.now() - (told.get(key) ?? Number.NEGATIVE_INFINITY) < hourMs) return;
    told.set(key, performance.now());
    log.error({ event: `work-${trouble}`, ...facts }, sentences[trouble]);
  };
}

const sentences: Readonly<Record<Trouble['trouble'], string>> = {
  late: 'Something has been due for long and is not done.',
  silent: 'Reminders were due, and since then none has reached anybody.',
  unreached: "Leadership's summary does not get through to a channel of the plan.",
};
