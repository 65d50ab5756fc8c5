import { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../base/document-store.ts';
import { RoderError } from '../base/errors.ts';
import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import { type SendLogEntry, searchSendLog } from '../messages/send-log.ts';
import { indexPlan } from '../plan/plan-index.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { currentPlan, importPlan } from '../plan/plan-store.ts';
import { calendarOf, datesOf, opensAt } from '../rounds/round-calendar.ts';
import { earliestDue } from '../schedule/earliest-due.ts';
import { runDueWork } from '../schedule/run-due-work.ts';
import { openSqliteStore } from '../storage/sqlite-store.ts';
import { copyStore } from './copy-store.ts';
import { createRehearsalMessenger, type RehearsedPost } from './rehearsal-messenger.ts';

export interface RehearsalOrder {
  readonly tenantId: string;
  /** The organisation as it is; or a plan alone, as if nobody had written, chosen or answered anything. */
  readonly of:
    | { readonly store: DocumentStore; readonly now: Temporal.Instant }
    | { readonly plan: PlanContent };
  readonly from: Temporal.Instant;
  /** Not this moment any more. */
  readonly until: Temporal.Instant;
}

export interface Rehearsal {
  /** By time. */
  readonly rounds: readonly {
    readonly at: string;
    readonly what: 'opened' | 'closed';
    readonly roundId: string;
  }[];
  /** All that would stand in the send log: to people, and posts in channels. */
  readonly messages: readonly SendLogEntry[];
  readonly posts: readonly RehearsedPost[];
}

/**
 * What would happen if nobody answered: the very code that sends, on a copy in memory, with a clock that goes
 * from one due moment to the next and a messenger that sends nothing. The organisation's own store is only read.
 */
export async function rehearse(order: RehearsalOrder): Promise<Rehearsal> {
  const store = openSqliteStore(':memory:');
  try {
    const start = await prepare(store, order);
    return await run(store, order, start);
  } finally {
    await store.close();
  }
}

/** Time begins where what is open at `from` has its beginning. */
async function prepare(
  store: DocumentStore,
  { of, tenantId, from }: RehearsalOrder,
): Promise<Temporal.Instant> {
  if ('store' in of) {
    await copyStore(of.store, store, tenantId);
    return earlier(of.now, from);
  }
  const start = firstOpening(of.plan, from);
  await importPlan({ store, now: start, tenantId, content: of.plan, by: 'rehearsal' });
  return start;
}

function firstOpening(content: PlanContent, from: Temporal.Instant): Temporal.Instant {
  const plan = indexPlan(content, 1);
  const calendar = calendarOf(plan);
  const day = from.toZonedDateTimeISO(content.timeZone).toPlainDate();
  const opens = content.periods
    .map((period) => datesOf(plan, period))
    .filter(({ closes }) => Temporal.PlainDate.compare(closes, day) >= 0)
    .map((dates) => opensAt(dates.opens, calendar));
  return opens.reduce(earlier, from);
}

async function run(
  store: DocumentStore,
  { tenantId, from, until }: RehearsalOrder,
  start: Temporal.Instant,
): Promise<Rehearsal> {
  let now = start;
  const clock = { now: () => now };
  const { messenger, posts } = createRehearsalMessenger({ store, clock });
  const ports: Ports = { store, messenger, clock, log: silent, instance: 'rehearsal' };
  const rounds: Rehearsal['rounds'][number][] = [];
  for (
    let next: Temporal.Instant | undefined = start;
    next;
    next = await nextMoment(store, tenantId, now, until)
  ) {
    now = next;
    for (const event of await runDueWork(ports, tenantId)) {
      if (event.what !== 'opened' && event.what !== 'closed') continue;
      rounds.push({ at: toTimestamp(now), what: event.what, roundId: event.roundId });
    }
  }
  const since = toTimestamp(from);
  const isShown = ({ at }: { at: string }) => at >= since;
  const messages = await Array.fromAsync(
    searchSendLog(store, tenantId, { since, until: toTimestamp(until) }),
  );
  return { rounds: rounds.filter(isShown), messages, posts: posts.filter(isShown) };
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

/** The plan that a rehearsal of the organisation goes by. */
export async function rehearsedPlan({ of, tenantId }: Pick<RehearsalOrder, 'of' | 'tenantId'>) {
  return 'plan' in of ? indexPlan(of.plan, 1) : currentPlan(of.store, tenantId);
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? one : other;
}

const silent = { info: () => {}, warn: () => {}, error: () => {} };
