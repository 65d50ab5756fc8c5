import { asError, RoderError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import type { TeamsRefused } from './patience.ts';
import { RequestRefused } from './teams-authentication.ts';

/** What the caller is told of it: nothing. The log has the reason. */
export function refusalOf(ports: Ports, error: unknown): { status: number; body: unknown } {
  if (error instanceof RequestRefused) {
    const { status, reason } = error;
    ports.log.warn({ event: 'activity-refused', status, reason }, 'An activity was turned away.');
    return { status, body: { error: 'refused' } };
  }
  const code = logFailure(ports, error, 'activity-failed');
  return { status: code === 'signing-keys-unreachable' ? 503 : 500, body: { error: 'internal' } };
}

/** Teams' answer, not a fault of Roder's: somebody must look only where it is refused for good. */
export function logRefusal({ log }: Pick<Ports, 'log'>, refused: TeamsRefused): void {
  const facts = { event: 'reply-not-taken', outcome: refused.outcome.kind, reason: refused.outcome.reason };
  if (refused.outcome.kind === 'refused') log.error(facts, 'Teams refused a reply.');
  else log.warn(facts, 'Teams did not take a reply.');
}

/** Logged once; gives the code that the person is told. */
export function logFailure({ log }: Ports, thrown: unknown, event: string): string {
  const error = asError(thrown);
  const code = error instanceof RoderError ? error.code : 'unknown';
  log.error({ event, code, error: error.message, stack: error.stack }, 'A turn went wrong.');
  return code;
}
