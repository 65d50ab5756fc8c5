import { Temporal } from 'temporal-polyfill';
import type { DocumentKind, DocumentStore } from '../base/document-store.ts';
import type { Messenger, SendOutcome } from '../base/messenger.ts';
import type { Clock } from '../base/ports.ts';
import { localDate, toTimestamp } from '../calendar/instants.ts';
import { type SendLogEntry, searchSendLog } from '../messages/send-log.ts';
import { channels } from '../people/channel.ts';
import { persons } from '../people/person.ts';
import { indexPlan } from '../plan/plan-index.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { currentPlan, importPlan } from '../plan/plan-store.ts';
import { type AskPart, asks } from '../rounds/ask.ts';
import { allRounds } from '../rounds/round.ts';
import { calendarOf, datesOf, opensAt } from '../rounds/round-calendar.ts';
import { type Limited, limitedAssignments } from '../rounds/what-is-asked.ts';
import { passTime, type RoundTurn } from '../schedule/pass-time.ts';
import { copyKind } from '../storage/move-documents.ts';
import { openSqliteStore } from '../storage/sqlite-store.ts';

/** A new post in a channel; messages to people are in the send log. */
export interface RehearsedPost {
  readonly at: string;
  readonly channelId: string;
  readonly title: string;
}

/**
 * In place of Teams: takes everything and sends nothing. Whoever or whatever channel could not be reached the last
 * time cannot be reached now either; of any other it is not known before it is tried.
 */
export function createRehearsalMessenger({
  store,
  clock,
  posts,
}: {
  readonly store: DocumentStore;
  readonly clock: Clock;
  /** New posts are added. */
  readonly posts: RehearsedPost[];
}): Messenger {
  let count = 0;
  const taken = (tenantId: string, conversationId: string): SendOutcome => {
    count += 1;
    return { kind: 'sent', message: { tenantId, conversationId, activityId: `rehearsed-${count}` } };
  };
  return {
    async sendToPerson({ tenantId, personId, conversationId }) {
      const { unreachable } = (await persons(store).find(tenantId, personId)) ?? {};
      if (unreachable) return { kind: 'unreachable', reason: unreachable.reason, detail: unreachable.reason };
      return taken(tenantId, conversationId ?? `rehearsed-${personId}`);
    },
    async postToChannel({ tenantId, channelId }, { summary }) {
      const { unreached } = (await channels(store).find(tenantId, channelId)) ?? {};
      if (unreached) return { kind: 'refused', reason: unreached.reason };
      posts.push({ at: toTimestamp(clock.now()), channelId, title: summary });
      return taken(tenantId, channelId);
    },
    async update({ tenantId, conversationId }) {
      const { unreached } = (await channels(store).find(tenantId, conversationId.split(';')[0]!)) ?? {};
      return unreached ? { kind: 'refused', reason: unreached.reason } : taken(tenantId, conversationId);
    },
  };
}

/** What decides who is sent what, and when. Logs, exports and drafts decide nothing. */
const deciding: readonly DocumentKind[] = [
  'plan',
  'planVersion',
  'round',
  'ask',
  'report',
  'prefill',
  'supportRequest',
  'person',
  'channel',
  'summary',
  'notice',
  'following',
];

/** One organisation as it is now, into another store; the source is only read. */
export async function copyStore(
  source: DocumentStore,
  target: DocumentStore,
  tenantId: string,
): Promise<void> {
  for (const kind of deciding) await copyKind(source, target, { tenantId, kind });
}

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
  readonly rounds: readonly RoundTurn[];
  /** All that would stand in the send log: to people, and posts in channels. */
  readonly messages: readonly SendLogEntry[];
  readonly posts: readonly RehearsedPost[];
  /** What is asked in each ask, by its id. */
  readonly asked: ReadonlyMap<string, readonly AskPart[]>;
  /** What begins or ends, so that some rounds do not ask about it. */
  readonly limited: readonly Limited[];
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
  const day = localDate(from, content.timeZone);
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
  const posts: RehearsedPost[] = [];
  const rounds = await passTime(store, { tenantId, start, until }, (clock) =>
    createRehearsalMessenger({ store, clock, posts }),
  );
  const since = toTimestamp(from);
  const isShown = ({ at }: { at: string }) => at >= since;
  const messages = await Array.fromAsync(
    searchSendLog(store, tenantId, { since, until: toTimestamp(until) }),
  );
  return {
    rounds: rounds.filter(isShown),
    messages,
    posts: posts.filter(isShown),
    asked: new Map((await Array.fromAsync(asks(store).all(tenantId))).map(({ id, parts }) => [id, parts])),
    limited: await whatIsLimited(store, tenantId),
  };
}

/** Of all the rounds that were to be, also those that the rehearsal has closed. */
async function whatIsLimited(store: DocumentStore, tenantId: string): Promise<Limited[]> {
  const plan = await currentPlan(store, tenantId);
  if (!plan) return [];
  const held = (await allRounds(store, tenantId)).map(({ id, state }) => ({
    id,
    state: state === 'cancelled' ? state : ('planned' as const),
  }));
  return limitedAssignments(plan, held);
}

/** The plan that a rehearsal of the organisation goes by. */
export async function rehearsedPlan({ of, tenantId }: Pick<RehearsalOrder, 'of' | 'tenantId'>) {
  return 'plan' in of ? indexPlan(of.plan, 1) : currentPlan(of.store, tenantId);
}

function earlier(one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(one, other) < 0 ? one : other;
}
