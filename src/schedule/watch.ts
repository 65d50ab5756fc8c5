import type { StoreHealth } from '../base/document-store.ts';
import { asError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import type { AppConfig } from '../config.ts';
import { secretExpiry } from '../secret-expiry.ts';
import { checkWork, type WorkCheck, type WorkProblem } from './look-at-work.ts';

/** Whether Roder does its job, as far as it can tell itself. */
export interface Health {
  readonly work: 'on-time' | 'late' | 'silent' | 'not-yet-known';
  readonly lastReminderAt: string | undefined;
}

export interface Watch {
  health(): Health;
  stop(): void;
}

const everyMs = 60_000;
/** Every 15th check includes the rounds, because that reads every ask of the open rounds. */
const roundsEveryNth = 15;
const hourMs = 3_600_000;

/**
 * Checks once a minute for the signs of a bot that has died silently: work that stays due, reminders that no longer go
 * out. Reports to the log (once an hour while it lasts), to metrics and to `readyz`. The first check waits for `ready`.
 */
export function startWatch(
  ports: Ports,
  tenants: readonly string[],
  ready: Promise<void> = Promise.resolve(),
): Watch {
  let health: Health = { work: 'not-yet-known', lastReminderAt: undefined };
  let silent: readonly WorkProblem[] = [];
  let unreached: readonly WorkProblem[] = [];
  let looks = 0;
  const tell = onceAnHour(ports);

  async function look(): Promise<void> {
    try {
      ports.metrics?.record('roder.heartbeat.alive', 1);
      const withRounds = looks++ % roundsEveryNth === 0;
      const found: WorkCheck = await checkWork(ports, tenants, { withRounds });
      if (withRounds) [silent, unreached] = [found.silent, found.unreached];
      ports.metrics?.record('roder.heartbeat.trouble', found.late.length, { trouble: 'late' });
      ports.metrics?.record('roder.heartbeat.trouble', silent.length, { trouble: 'silent' });
      ports.metrics?.record('roder.heartbeat.trouble', unreached.length, { trouble: 'unreached' });
      const work = found.late.length > 0 ? 'late' : silent.length > 0 ? 'silent' : 'on-time';
      health = { work, lastReminderAt: found.lastReminderAt };
      for (const one of [...found.late, ...silent, ...unreached]) tell(one);
    } catch (thrown) {
      // Only a warning: the tick uses the same store and logs the error.
      ports.log.warn({ event: 'watch-failed', error: asError(thrown).message }, 'Could not look.');
    }
  }

  void ready.then(look);
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return { health: () => health, stop: () => clearInterval(timer) };
}

function onceAnHour({ log }: Ports): (one: WorkProblem) => void {
  const told = new Map<string, number>();
  return ({ trouble, ...facts }) => {
    const key = `${trouble} ${facts.tenantId} ${facts.kind}`;
    if (performance.now() - (told.get(key) ?? Number.NEGATIVE_INFINITY) < hourMs) return;
    told.set(key, performance.now());
    log.error({ event: `work-${trouble}`, ...facts }, sentences[trouble]);
  };
}

const sentences: Readonly<Record<WorkProblem['trouble'], string>> = {
  late: 'Something has been due for long and is not done.',
  silent: 'Reminders were due, and since then none has reached anybody.',
  unreached: "Leadership's summary does not get through to a channel of the plan.",
};

export interface SecretWatch {
  stop(): void;
}

/**
 * Logs once a day that the bot's secret is about to expire, by the same rule as `roder doctor`. Nothing else changes:
 * Roder keeps sending until Entra refuses the secret.
 */
export function watchSecret(
  ports: Pick<Ports, 'clock' | 'log'>,
  { app, timeZone }: { readonly app: AppConfig | undefined; readonly timeZone: string },
): SecretWatch {
  if (!app?.password) return { stop: () => undefined };
  let told: string | undefined;

  function look(): void {
    const now = ports.clock.now();
    const today = localDate(now, timeZone).toString();
    if (told === today) return;
    told = today;
    warnOf(ports, secretExpiry(app, now, timeZone));
  }

  look();
  const timer = setInterval(look, hourMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

function warnOf({ log }: Pick<Ports, 'log'>, expiry: ReturnType<typeof secretExpiry>): void {
  if (expiry.left === 'unknown')
    log.warn({ event: 'secret-expiry-unknown' }, 'Nobody has said when the secret expires.');
  if (!('date' in expiry) || expiry.left === 'enough') return;
  const { left, date, days } = expiry;
  const facts = { event: 'secret-expires', date, days };
  if (left === 'expired') log.error(facts, 'The secret has expired: nobody can be written to.');
  else if (left === 'day') log.error(facts, 'The secret expires tomorrow. Make a new one today.');
  else log.warn(facts, 'The secret expires soon. Make a new one.');
}

export interface StoreWatch {
  /** The result of the latest check. Returns at once and costs the store nothing, however often it is called. */
  health(): StoreHealth;
  /** Starts no further check; resolves when none is running. */
  stop(): Promise<void>;
}

/**
 * The interval of the platform's probe (`infra/modules/app.bicep`): nobody would see the result of more frequent
 * checks.
 */
export const storeLookMs = 10_000;
/** While the store is down, check more often so that people are let in again sooner. */
const awayLookMs = 2000;

/**
 * Checks in the background, every ten seconds, whether the store accepts writes, and logs when that changes. Assumes at
 * first that it does: startup has verified it.
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
    const { problem, isTransient } = found;
    log[isTransient ? 'warn' : 'error']({ event: 'store-away', problem }, 'The store takes no writes.');
  }
}
