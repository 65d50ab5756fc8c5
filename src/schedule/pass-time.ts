import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';
import type { Messenger, SendOutcome } from '../base/messenger.ts';
import type { Clock, Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { doDueWork, earliestDue } from './do-due-work.ts';

export interface RoundTurn {
  readonly at: string;
  readonly what: 'opened' | 'closed';
  readonly roundId: string;
}

export interface Passing {
  readonly tenantId: string;
  readonly start: Temporal.Instant;
  /** Not this moment any more. */
  readonly until: Temporal.Instant;
}

/** Does what falls due, from one due moment to the next, by the code that sends; gives what became of rounds. */
export async function passTime(
  store: DocumentStore,
  { tenantId, start, until }: Passing,
  messengerBy: (clock: Clock) => Messenger,
): Promise<RoundTurn[]> {
  let now = start;
  const clock = { now: () => now };
  const ports: Ports = { store, messenger: messengerBy(clock), clock, log: silent, instance: 'rehearsal' };
  const rounds: RoundTurn[] = [];
  for (
    let next: Temporal.Instant | undefined = start;
    next;
    next = await nextMoment(store, tenantId, now, until)
  ) {
    now = next;
    for (const event of await doDueWork(ports, tenantId)) {
      if (event.what !== 'opened' && event.what !== 'closed') continue;
      rounds.push({ at: toTimestamp(now), what: event.what, roundId: event.roundId });
    }
  }
  return rounds;
}

/**
 * Does in the store itself what fell due between two moments, and sends nothing of it: rounds open, pushes count as
 * left out with a line in the send log, cards that stand are left as they are.
 */
export async function leaveUnsent(store: DocumentStore, passing: Passing): Promise<void> {
  const leave = async (): Promise<SendOutcome> => ({ kind: 'left-out', reason: 'before-restore' });
  await passTime(store, passing, () => ({
    sendToPerson: leave,
    postToChannel: leave,
    update: async (message) => ({ kind: 'sent', message }),
  }));
}

/** Undefined: nothing more before the end. Throws `rehearsal-stuck` for what is due and never done. */
async function nextMoment(
  store: DocumentStore,
  tenantId: string,
  now: Temporal.Instant,
  until: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const next = await earliestDue(store, tenantId);
  if (!next || Temporal.Instant.compare(next, until) >= 0) return undefined;
  if (Temporal.Instant.compare(next, now) > 0) return next;
  throw new RoderError('rehearsal-stuck', `Something is due since ${toTimestamp(next)} and is not done.`);
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };
