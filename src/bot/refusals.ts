import { asError, RoderError } from '../errors.ts';
import type { Ports } from '../ports.ts';
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

/** Logged once; gives the code that the person is told. */
export function logFailure({ log }: Ports, thrown: unknown, event: string): string {
  const error = asError(thrown);
  const code = error instanceof RoderError ? error.code : 'unknown';
  log.error({ event, code, error: error.message, stack: error.stack }, 'A turn went wrong.');
  return code;
}
