import { types } from 'node:util';

/**
 * Every error Roder throws carries a code that `docs/operations.md` explains.
 * What a person can cause is not an error: use cases return it, and the door turns it into a sentence.
 */
export class RoderError extends Error {
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'RoderError';
    this.code = code;
  }
}

/** Anything thrown, as an Error; the original is kept as `cause` when it was not one. */
export function asError(thrown: unknown): Error {
  // A worker's or a sandbox's errors are of another `Error`.
  return types.isNativeError(thrown) || thrown instanceof Error
    ? thrown
    : new RoderError('unknown', String(thrown), { cause: thrown });
}
