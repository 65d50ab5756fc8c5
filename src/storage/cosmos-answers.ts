import { asError, RoderError } from '../base/errors.ts';

/** The fields of a failed Cosmos DB response that Roder uses. */
interface Refusal {
  readonly code?: number | string;
  readonly substatus?: number;
  readonly name?: string;
  readonly retryAfterInMs?: number;
  readonly headers?: Record<string, unknown>;
}

const passingStatuses = [408, 410, 429, 449, 500, 502, 503, 504];
const passingCodes = ['cosmos-connection-lost', 'cosmos-contended'];
/** The replica that answered has not caught up with the session; another one has. */
const sessionNotAvailable = 1002;
/** The container is missing, not the item. */
const ownerMissing = 1003;

const about = (thrown: unknown) => (thrown ?? {}) as Refusal;

/** The HTTP status, or 0 if there was no response at all. */
export function statusOf(thrown: unknown): number {
  const { code } = about(thrown);
  return typeof code === 'number' ? code : 0;
}

export function chargeOf(thrown: unknown): number {
  return Number(about(thrown).headers?.['x-ms-request-charge'] ?? 0);
}

/** Whether the failure is transient, so that a retry may help. */
export function isTransient(thrown: unknown): boolean {
  const { code, substatus, name } = about(thrown);
  if (typeof code === 'number') {
    return passingStatuses.includes(code) || (code === 404 && substatus === sessionNotAvailable);
  }
  return name === 'AbortError' || passingCodes.includes(code ?? '');
}

/** Whether Cosmos DB guarantees that it did nothing. After any other failure a write may have taken effect. */
export function hadNoEffect(thrown: unknown): boolean {
  return [429, 449, 'cosmos-contended'].includes(about(thrown).code ?? '');
}

export function isMissing(thrown: unknown): boolean {
  const { code, substatus } = about(thrown);
  return code === 404 && substatus !== sessionNotAvailable && substatus !== ownerMissing;
}

/** The write's precondition failed: the item exists already, has changed, or is missing. */
export function isConflict(thrown: unknown): boolean {
  return statusOf(thrown) === 409 || statusOf(thrown) === 412 || isMissing(thrown);
}

/** How long Cosmos DB asks us to wait, in milliseconds. */
export function retryAfter(thrown: unknown): number {
  const { retryAfterInMs, headers } = about(thrown);
  const seconds = Number(headers?.['retry-after'] ?? 0);
  return retryAfterInMs ?? (Number.isFinite(seconds) ? seconds * 1000 : 0);
}

/** Maps a failure that no retry would fix to the port's errors. */
export function cosmosError(thrown: unknown, doing: string): RoderError {
  if (thrown instanceof RoderError && !passingCodes.includes(thrown.code)) return thrown;
  const status = statusOf(thrown);
  const reason = status > 0 ? `status ${status}` : asError(thrown).message;
  const message = `Azure Cosmos DB did not ${doing}: ${reason}.`;
  if (status === 413) return new RoderError('document-too-large', message, { cause: thrown });
  if (status === 400) return new RoderError('store-request-refused', message, { cause: thrown });
  return new RoderError('store-unavailable', message, { cause: thrown });
}
