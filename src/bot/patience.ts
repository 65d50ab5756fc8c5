import { setTimeout as elapse } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder';
import { asError, codeOf, RoderError } from '../base/errors.ts';
import type { SendOutcome } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { outcomeOfError } from './send-errors.ts';
import { RequestRefused } from './teams-authentication.ts';

/** Teams did not take what a turn asked of it, also not when it was asked again. */
export class TeamsRefused extends RoderError {
  readonly outcome: Exclude<SendOutcome, { kind: 'sent' }>;

  constructor(outcome: TeamsRefused['outcome'], cause: unknown) {
    super('teams-refused', `Teams did not take it: ${outcome.reason}.`, { cause });
    this.outcome = outcome;
  }

  /** It may be taken in a while; else it is refused for good. */
  get isTransient(): boolean {
    return this.outcome.kind === 'retry' || this.outcome.kind === 'unknown';
  }

  /** Teams was away or failed by itself, so that its answer says nothing of what was asked. */
  get saysNothing(): boolean {
    const { statusCode = 500 } = (this.cause ?? {}) as { statusCode?: number };
    return this.isTransient || statusCode >= 500;
  }
}

/** A button is answered within the five seconds that Teams waits; a message may wait longer, and Teams with it. */
const patienceMs = { invoke: 4000, other: 10_000 };
/** One request that is not answered leaves time for another. */
const longestRequestMs = 4000;
/** The last word of a turn is tried once, also when its time is out. */
const minRequestMs = 1000;
const firstPauseMs = 400;

const start = Symbol('when the turn began');

/** The turn's time begins. */
export function beginTurn({ turnState }: TurnContext): void {
  turnState.set(start, performance.now());
}

/**
 * What a turn asks of Teams, asked again while the turn has time: what Microsoft says to try again (412, 429, 502,
 * 503, 504, no answer), after the time Teams names. Behind a 502 or 504 Teams may have taken a reply: the person then
 * has it twice, which is better than not at all. Throws `TeamsRefused`.
 */
export async function patiently<T>(
  context: TurnContext,
  request: (abort: { abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const began = (context.turnState.get(start) as number | undefined) ?? performance.now();
  const until = began + patienceMs[context.activity.type === 'invoke' ? 'invoke' : 'other'];
  for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
    const left = Math.max(minRequestMs, until - performance.now());
    try {
      return await request({
        abortSignal: AbortSignal.timeout(Math.round(Math.min(left, longestRequestMs))),
      });
    } catch (error) {
      if (!isOfTeams(error)) throw error;
      const refused = new TeamsRefused(outcomeOfError(error) as TeamsRefused['outcome'], error);
      const { outcome } = refused;
      const waitMs = (outcome.kind === 'retry' && outcome.afterMs) || pauseMs * (0.75 + Math.random() / 2);
      if (!refused.isTransient || performance.now() + waitMs >= until) throw refused;
      await elapse(waitMs);
    }
  }
}

/** The connector's own errors, with a status or without an answer; any other is a fault of Roder's. */
function isOfTeams(error: unknown): boolean {
  const { name } = (error ?? {}) as { name?: string };
  return name === 'RestError' || name === 'AbortError';
}

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
  const code = codeOf(error);
  log.error({ event, code, error: error.message, stack: error.stack }, 'A turn went wrong.');
  return code;
}
