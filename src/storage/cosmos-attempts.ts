import { setTimeout as wait } from 'node:timers/promises';
import type { Metrics } from '../base/ports.ts';
import { chargeOf, cosmosError, hadNoEffect, isTransient, retryAfter, statusOf } from './cosmos-answers.ts';

/** How long the store keeps trying, in milliseconds. */
export interface Patience {
  /** Maximum time from the call to `store-unavailable`. */
  readonly total: number;
  /** Timeout of one attempt. */
  readonly attempt: number;
}

export type OperationName =
  | 'get'
  | 'getMany'
  | 'create'
  | 'replace'
  | 'upsert'
  | 'delete'
  | 'writeAll'
  | 'list'
  | 'due'
  | 'isAnyDue'
  | 'check';

export interface Attempt {
  readonly signal: AbortSignal;
  /** An earlier attempt of the same operation may have taken effect. */
  readonly uncertain: boolean;
  /** Sends one request and records its cost. */
  ask<R extends Answer>(request: Promise<R>): Promise<R>;
}

interface Answer {
  readonly requestCharge: number;
  readonly statusCode?: number;
}

export type Attempts = <T>(operation: OperationName, attempt: (attempt: Attempt) => Promise<T>) => Promise<T>;

/**
 * The only retry policy: transient failures are retried with growing pauses, or after the delay Cosmos DB asks for,
 * until `patience.total` runs out. The SDK's own retries are turned off (`cosmos-client.ts`): they do not cover writes
 * and do not end in time.
 */
export function createAttempts(patience: Patience, metrics?: Metrics): Attempts {
  return async (operation, attempt) => {
    const start = performance.now();
    const usage: Usage = { ru: 0, status: 0, attempts: 0 };
    try {
      return await persevere({ patience, deadline: start + patience.total, usage }, attempt);
    } catch (error) {
      throw cosmosError(error, operation);
    } finally {
      measure(metrics, operation, { ...usage, ms: performance.now() - start });
    }
  };
}

/**
 * Records what one operation of the port cost, over all its attempts; `status` is that of the last attempt, 0 if none.
 */
function measure(
  metrics: Metrics | undefined,
  operation: OperationName,
  { ru, ms, status, attempts }: Usage & { ms: number },
): void {
  const attributes = { operation, status };
  metrics?.record('roder.store.request_charge', ru, attributes);
  metrics?.record('roder.store.duration_ms', ms, attributes);
  metrics?.record('roder.store.attempts', attempts, attributes);
}

interface Usage {
  /** Request units. */
  ru: number;
  /** HTTP status of the last response; 0 if there was none. */
  status: number;
  attempts: number;
}

interface Course {
  readonly patience: Patience;
  readonly deadline: number;
  readonly usage: Usage;
}

async function persevere<T>(course: Course, attempt: (attempt: Attempt) => Promise<T>): Promise<T> {
  for (let uncertain = false; ; ) {
    course.usage.attempts++;
    try {
      return await once(course, uncertain, attempt);
    } catch (error) {
      const pause = Math.max(retryAfter(error), backOff(course.usage.attempts));
      if (!isTransient(error) || performance.now() + pause > course.deadline) throw error;
      uncertain ||= !hadNoEffect(error);
      await wait(pause);
    }
  }
}

async function once<T>(
  { patience, deadline, usage }: Course,
  uncertain: boolean,
  attempt: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const left = Math.max(1, Math.min(patience.attempt, deadline - performance.now()));
  const timer = setTimeout(() => lost.abort(), left);
  try {
    return await attempt({ signal: lost.signal, uncertain, ask: (request) => noted(usage, request) });
  } finally {
    clearTimeout(timer);
  }
}

async function noted<R extends Answer>(usage: Usage, request: Promise<R>): Promise<R> {
  try {
    const answer = await request;
    usage.ru += answer.requestCharge;
    usage.status = answer.statusCode ?? 200;
    return answer;
  } catch (error) {
    usage.ru += chargeOf(error);
    usage.status = statusOf(error);
    throw error;
  }
}

/**
 * Milliseconds: 10, 20, 40 … 1000, each multiplied by 0.5 to 1 so that clients that failed together do not retry
 * together.
 */
function backOff(attempts: number): number {
  return Math.min(1000, 5 * 2 ** attempts) * (0.5 + Math.random() / 2);
}
