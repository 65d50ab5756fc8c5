import type { Stored } from '../base/document-store.ts';
import { asError, RoderError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { noteReminderSent } from '../messages/heartbeat.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { type Ask, asks } from '../rounds/ask.ts';
import { allRounds } from '../rounds/round.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import { bundlesOf } from './reader-bundles.ts';
import { type ReminderEvent, type Sending, sendBundle } from './send-bundle.ts';

export type { ReminderEvent } from './send-bundle.ts';

/** One pass takes at most this many asks, so that leadership's cards never wait long for a large sending. */
const mostPerPass = 1000;
/** On their way at the same time: enough for Teams' rate when it answers slowly, and soon ended when asked to. */
const mostAtOnce = 64;

/**
 * Sends what is due, one message to each person, oldest first. Every ask is claimed before anything is
 * sent, so equal instances never both send; what came of it is recorded before the claim ends. A crash in
 * between brings the ask back after the lease, and that second copy is marked in the send log.
 */
export async function sendDueReminders(ports: Ports, tenantId: string): Promise<ReminderEvent[]> {
  const plan = await currentPlan(ports.store, tenantId);
  if (!plan) return [];
  const now = ports.clock.now();
  const due = await asks(ports.store).due({ tenantId, before: toTimestamp(now), limit: mostPerPass });
  if (due.length === 0) return [];
  const calendar = calendarOf(plan);
  if (!calendar.isWorkingTime(now)) return putOff(ports, due, toTimestamp(calendar.nextWorkingTime(now)));
  const rounds = new Map((await allRounds(ports.store, tenantId)).map((round) => [round.id, round]));
  const bundles = await bundlesOf(ports, plan, due);
  const events = await sendAll(
    ports,
    bundles.map((bundle) => ({ plan, rounds, bundle })),
  );
  if (events.some(({ what }) => what === 'sent')) await noteReminderSent(ports, tenantId);
  return events;
}

/** What comes late, after downtime or a retry, still never comes outside working hours. */
async function putOff(ports: Ports, due: readonly Stored<Ask>[], nextAt: string): Promise<ReminderEvent[]> {
  await Promise.all(due.map((ask) => asks(ports.store).replace({ ...ask, nextAt })));
  return due.map(({ id, personId }) => ({ what: 'waiting', personId, askIds: [id] }));
}

/** So many at a time, in order; none is begun once the service is to end. */
async function sendAll(ports: Ports, sendings: readonly Sending[]): Promise<ReminderEvent[]> {
  const events: ReminderEvent[] = [];
  const waiting = sendings.values();
  const work = async () => {
    for (const sending of waiting) {
      if (ports.stopping?.aborted) return;
      const event = await sendSafely(ports, sending);
      if (event) events.push(event);
    }
  };
  await Promise.all(Array.from({ length: mostAtOnce }, work));
  return events;
}

/** What goes wrong with one is logged and leaves the others alone: its claim ends by itself, and it is tried again. */
async function sendSafely(ports: Ports, sending: Sending): Promise<ReminderEvent | undefined> {
  try {
    return await sendBundle(ports, sending);
  } catch (thrown) {
    const error = asError(thrown);
    if (error instanceof RoderError && error.code === 'store-unavailable') throw error;
    const askIds = sending.bundle.asks.map((ask) => ask.id);
    ports.log.error(
      { event: 'reminder-error', askIds, error: error.message, stack: error.stack },
      'A reminder could not be made.',
    );
    return undefined;
  }
}
