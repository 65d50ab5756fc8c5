import type { Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import type { AppConfig } from '../config.ts';
import { secretExpiry } from '../secret-expiry.ts';

export interface SecretWatch {
  stop(): void;
}

const hourMs = 3_600_000;

/**
 * Says in the log that the bot's secret soon ends, once a day while it does, by what `roder doctor` says. Nothing
 * else changes by it: Roder writes to people until Entra refuses.
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
