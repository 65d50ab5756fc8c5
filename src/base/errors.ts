import { types } from 'node:util';

/**
 * Every error Roder throws has a code that `docs/operations.md` explains. What a person can cause is not an error: use
 * cases return it, and the door turns it into a sentence.
 */
export class RoderError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'RoderError';
    this.code = code;
  }
}

/** The code of anything thrown, for the log and for figures: never what somebody else's error says. */
export function codeOf(thrown: unknown, otherwise = 'unknown'): string {
  return thrown instanceof RoderError ? thrown.code : otherwise;
}

/** Converts anything thrown to an Error. A thrown value that is not an Error is kept as `cause`. */
export function asError(thrown: unknown): Error {
  // Errors from a worker or a sandbox are not `instanceof` this realm's `Error`.
  return types.isNativeError(thrown) || thrown instanceof Error
    ? thrown
    : new RoderError('unknown', String(thrown), { cause: thrown });
}
