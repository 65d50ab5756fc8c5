import { Temporal } from 'temporal-polyfill';
import type { DocumentStore, Stored } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';
import type { Messenger, SendOutcome } from '../base/messenger.ts';
import type { Clock, Ports } from '../base/ports.ts';
import { fromTimestamp, toTimestamp } from '../calendar/instants.ts';
import { type Claimable, leaseMilliseconds } from '../storage/claim.ts';
import { pages } from '../storage/move-documents.ts';
import { doDueWork, earliestDue, waiting } from './do-due-work.ts';

export interface RoundTurn {
  readonly at: string;
  readonly what: 'opened' | 'closed';
  readonly roundId: string;
}

export interface Passing {
  readonly tenantId: string;
  readonly start: Temporal.Instant;
  /** Exclusive. */
  readonly until: Temporal.Instant;
  /** Asked before each moment; false: no more is done. */
  goesOn?(): Promise<boolean>;
}

/** Whoever claims something while time is passed. */
const instance = 'rehearsal';

/**
 * Does everything that becomes due, moment by moment, with the code that sends; returns which rounds opened and closed.
 */
export async function passTime(
  store: DocumentStore,
  { tenantId, start, until, goesOn }: Passing,
  messengerBy: (clock: Clock) => Messenger,
): Promise<RoundTurn[]> {
  let now = start;
  const clock = { now: () => now };
  const ports: Ports = {
    store,
    messenger: messengerBy(clock),
    webhooks: { post: async () => ({ kind: 'left-out', reason: 'before-restore' }) },
    clock,
    log: silent,
    instance,
  };
  const rounds: RoundTurn[] = [];
  for (
    let next: Temporal.Instant | undefined = start;
    next;
    next = await nextMoment(store, tenantId, now, until)
  ) {
    if (goesOn && !(await goesOn())) return rounds;
    now = next;
    for (const event of await doDueWork(ports, tenantId)) {
      if (event.what !== 'opened' && event.what !== 'closed') continue;
      rounds.push({ at: toTimestamp(now), what: event.what, roundId: event.roundId });
    }
  }
  return rounds;
}

/**
 * Does the work that became due between two moments but sends nothing: rounds open, pushes count as left out with an
 * entry in the send log, and cards in the chats are not updated. Only one instance at a time may do this. Doing it
 * again after an interruption leaves out the rest, and logs nothing twice.
 */
export async function leaveUnsent(store: DocumentStore, passing: Passing): Promise<void> {
  const leave = async (): Promise<SendOutcome> => ({ kind: 'left-out', reason: 'before-restore' });
  const goesOn = passing.goesOn ?? (async () => true);
  await giveBack(store, passing);
  do
    await passTime(store, passing, () => ({
      sendToPerson: leave,
      postToChannel: leave,
      update: async (message) => ({ kind: 'sent', message }),
    }));
  while ((await goesOn()) && (await giveBack(store, passing)));
}

/**
 * What an interrupted run still holds becomes due again when it was claimed: its lease may end after the last moment,
 * and then it would be sent. True: there was some.
 */
async function giveBack(store: DocumentStore, { tenantId }: Passing): Promise<boolean> {
  let found = false;
  for (const kind of waiting) {
    for await (const page of pages(store, tenantId, kind)) {
      for (const { etag, ...one } of page as Stored<Claimable>[]) {
        if (one.lease?.owner !== instance || one.lease.released || !one.nextAt) continue;
        const claimedAt = fromTimestamp(one.nextAt).subtract({ milliseconds: leaseMilliseconds });
        const lease = { ...one.lease, released: true };
        await store.replace({ ...one, lease, nextAt: toTimestamp(claimedAt) }, etag);
        found = true;
      }
    }
  }
  return found;
}

/** Undefined: nothing more becomes due before the end. Throws `rehearsal-stuck` if due work stays undone. */
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
