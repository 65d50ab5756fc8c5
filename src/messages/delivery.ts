import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore, Stored } from '../base/document-store.ts';
import { asError, RoderError } from '../base/errors.ts';
import type { OutgoingMessage, SendOutcome, SentMessage } from '../base/messenger.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp, type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { WorkCalendar } from '../calendar/work-calendar.ts';
import { channels } from '../people/channel.ts';
import type { PersonRecord } from '../people/person.ts';
import { markUnreachable } from '../people/reachability.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { type Claimable, claim, isClaimed, type Lease } from '../storage/claim.ts';
import type { Documents } from '../storage/documents.ts';
import { type NewSendLogEntry, type SendResult, writeSendLog } from './send-log.ts';

/**
 * The only way in which scheduled messages are sent: claim, decide, render, send, settle, log. A `MessageKind` defines
 * what a message consists of; retries, timeouts, when to give up and possible duplicates are handled here, alike for
 * all.
 */
export interface MessageKind<D extends Claimable> {
  /** Prefix of its events in Roder's log, as in `reminder-failed`. */
  readonly name: string;
  /** The documents that become due (`nextAt`) and are claimed (`lease`). */
  readonly documents: (store: DocumentStore) => Documents<D>;
  /** Maximum number of documents per pass, so that other kinds never wait long for this one. */
  readonly maxPerPass: number;
  /** Maximum number of concurrent messages. 1: they are sent in the order in which they became due. */
  readonly maxAtOnce: number;
  /** A message delayed by downtime or retries waits for working hours; absent: it is sent at any hour. */
  readonly workingHours?: WorkCalendar;
  /** Goes elsewhere than to Teams: nobody's messages there wait for a receiver that is slow. */
  readonly isOutside?: true;
  /** Documents that are due and share a group go into one message; absent: one message per document. */
  groupOf?(due: Stored<D>): Promise<string>;
  /**
   * Other documents that belong in the group's message: those due are claimed too; if somebody holds one, the message
   * waits.
   */
  restOfGroup?(group: string, due: readonly Stored<D>[]): Promise<Stored<D>[]>;
  /** Decides what is still to be told, and builds the message from the current state. */
  render(delivery: Delivery<D>): Promise<Rendered<D>>;
  /**
   * Returns each document's next state and the send log's entries. Also called before a retry, when only the log
   * entries apply to the documents that will be retried.
   */
  settle(delivery: Delivery<D>, result: Result<D>): Promise<Settled<D>>;
  /** Stores anything else about a message that Teams has accepted. */
  keepSent?(sending: Message, message: SentMessage): Promise<void>;
}

/** What is claimed for one message. */
export interface Delivery<D extends Claimable> {
  /** Undefined if each document is sent alone, or the group could not be determined. */
  readonly group: string | undefined;
  readonly held: readonly Stored<D>[];
  /** When the earliest of the documents was due, before the claim. */
  readonly dueAt: Timestamp;
  /** When they were claimed: the reference time for every decision, including in `settle`. */
  readonly at: Temporal.Instant;
}

export interface Rendered<D extends Claimable> {
  /** The documents that the message covers; empty: nothing left to send. Other held documents are left out. */
  readonly covered: readonly Stored<D>[];
  /** Why a document is left out, by id. */
  readonly leftOut?: ReadonlyMap<string, string>;
  /** Absent: nothing left to send. */
  readonly sending?: Sending;
}

/** A message in Teams, or a post to a receiver outside. */
export type Sending = Message | Post;

export interface Message {
  readonly to:
    | { readonly personId: string; readonly record: PersonRecord | undefined }
    | { readonly channelId: string };
  readonly content: OutgoingMessage;
  /** An earlier message to update in place. */
  readonly existing?: SentMessage | undefined;
  /** Whether to send a new message, once, if the existing one is gone. */
  readonly anewIfGone?: boolean;
}

/** What goes elsewhere than to Teams: how, the kind knows. One attempt, which throws for nothing that a receiver does. */
export interface Post {
  readonly to: { readonly webhookId: string };
  post(): Promise<SendOutcome>;
}

export interface Result<D extends Claimable> extends Rendered<D> {
  /** `waiting`: will be retried. `skipped`: nothing was left to send. */
  readonly what: 'sent' | 'skipped' | 'waiting' | 'unreachable' | 'failed';
  readonly reason?: string | undefined;
  /** The message as Teams accepted it. */
  readonly message?: SentMessage | undefined;
  /** Whether the existing message was updated; undefined: nothing was attempted. */
  readonly isUpdate?: boolean | undefined;
}

export interface Settled<D extends Claimable> {
  /**
   * Returns the document's next state, without its claim. `now` is the current document and `held` the one that was
   * claimed: somebody may have changed it in between.
   */
  change(now: D, held: Stored<D>): D;
  /** The message's send log entry; absent: not logged. */
  readonly entry?: LogEntry | undefined;
  /** Entries for what was left out, each with the reason. */
  readonly skipped?: readonly (LogEntry & { readonly reason: string })[];
}

/** The kind's part of a send log entry; the result is added here. */
export type LogEntry = Omit<
  NewSendLogEntry,
  'tenantId' | 'outcome' | 'reason' | 'perhapsSecondCopy' | 'activityId'
>;

/** The result for one message, for callers that count or wait. */
export interface Delivered<D extends Claimable> extends Pick<Result<D>, 'what' | 'isUpdate'> {
  readonly held: readonly Stored<D>[];
}

/** After this many attempts, about twenty minutes, it becomes a visible failure that somebody must look at. */
const maxAttempts = 10;
const groupedAtOnce = 100;

/**
 * Sends what is due of one kind, oldest first. All documents of a message are claimed before it is sent, so that equal
 * instances never both send it, and the result is recorded before the claim ends. After a crash in between, the message
 * is sent again when the lease expires, and the send log marks it as a possible second copy. On shutdown no further
 * message is started. A failure of one message is logged and does not affect the others. Throws `store-unavailable`;
 * then everything stays due.
 */
export async function deliverDue<D extends Claimable>(
  ports: Ports,
  { tenantId, plan }: DueOf,
  kindOf: (ports: Ports, tenantId: string, plan: Plan) => MessageKind<D>,
): Promise<Delivered<D>[]> {
  const inForce = plan ?? (await currentPlan(ports.store, tenantId));
  if (!inForce) return [];
  const kind = kindOf(ports, tenantId, inForce);
  const now = ports.clock.now();
  const run: Run<D> = { ports, tenantId, kind, documents: kind.documents(ports.store) };
  const due = await run.documents.due({ tenantId, before: toTimestamp(now), limit: kind.maxPerPass });
  const { workingHours } = kind;
  if (workingHours && due.length > 0 && !workingHours.isWorkingTime(now)) {
    await putOff(run, due, toTimestamp(workingHours.nextWorkingTime(now)));
    return due.map((one) => ({ what: 'waiting', held: [one] }));
  }
  if (due.length === 0) return [];
  const turn = kind.isOutside ? undefined : ports.sendingTurn;
  const isOurTurn = async () => turn?.hold(tenantId) ?? true;
  if (!(await isOurTurn())) return due.map((one) => ({ what: 'waiting', held: [one] }));
  const delivered: Delivered<D>[] = [];
  const bundles = (await bundlesOf(run, due)).values();
  const work = async () => {
    for (const bundle of bundles) {
      if (ports.stopping?.aborted || !(await isOurTurn())) return;
      const one = await deliverSafely(run, bundle);
      if (one) delivered.push(one);
    }
  };
  await Promise.all(Array.from({ length: kind.maxAtOnce }, work));
  await turn?.release(tenantId);
  return delivered;
}

export interface DueOf {
  readonly tenantId: string;
  /** The current plan, if it has already been read. */
  readonly plan?: Plan | undefined;
}

interface Run<D extends Claimable> {
  readonly ports: Ports;
  readonly tenantId: string;
  readonly kind: MessageKind<D>;
  readonly documents: Documents<D>;
}

interface Bundle<D extends Claimable> {
  readonly group: string | undefined;
  readonly due: readonly Stored<D>[];
  /**
   * The group could not be determined: thrown after the claim, so that the attempts are counted and limited as usual.
   */
  readonly fault?: unknown;
}

async function putOff<D extends Claimable>(
  { documents }: Run<D>,
  due: readonly Stored<D>[],
  nextAt: Timestamp,
): Promise<void> {
  await Promise.all(due.map((one) => documents.replace({ ...one, nextAt })));
}

/** Ordered by when the first document of each became due. */
async function bundlesOf<D extends Claimable>(
  { kind }: Run<D>,
  due: readonly Stored<D>[],
): Promise<Bundle<D>[]> {
  const bundles = new Map<string, Bundle<D>>();
  for (let start = 0; start < due.length; start += groupedAtOnce) {
    const part = due.slice(start, start + groupedAtOnce);
    const groups = await Promise.allSettled(part.map((one) => kind.groupOf?.(one)));
    for (const [index, one] of part.entries()) {
      const found = groups[index]!;
      if (found.status === 'rejected' && isStoreAway(found.reason)) throw found.reason;
      const [group, fault] = found.status === 'fulfilled' ? [found.value] : [undefined, found.reason];
      const key = group === undefined ? `alone ${one.id}` : `group ${group}`;
      bundles.set(key, { group, due: [...(bundles.get(key)?.due ?? []), one], fault });
    }
  }
  return [...bundles.values()];
}

async function deliverSafely<D extends Claimable>(
  run: Run<D>,
  bundle: Bundle<D>,
): Promise<Delivered<D> | undefined> {
  const { ports, kind } = run;
  let held = bundle.due;
  try {
    const claimed = await claimBundle(run, bundle);
    if (claimed.length === 0) return undefined;
    held = claimed;
    return await deliver(run, bundle, held);
  } catch (thrown) {
    if (isStoreAway(thrown)) throw thrown;
    const { message: error, stack } = asError(thrown);
    const ids = held.map(({ id }) => id);
    ports.log.error({ event: `${kind.name}-error`, ids, error, stack }, 'A message could not be made.');
    return { what: 'waiting', held };
  }
}

function isStoreAway(thrown: unknown): boolean {
  return thrown instanceof RoderError && thrown.code === 'store-unavailable';
}

/**
 * Claims all documents of a message or none: the one with the lowest id decides. An instance that fails to claim it
 * leaves the message to the one that has it, so that two never write to the same person at once.
 */
async function claimBundle<D extends Claimable>(
  run: Run<D>,
  { group, due }: Bundle<D>,
): Promise<Stored<D>[]> {
  const { ports, kind, documents } = run;
  const now = toTimestamp(ports.clock.now());
  const others = group === undefined ? [] : ((await kind.restOfGroup?.(group, due)) ?? []);
  const onItsWay = others.find((one) => isClaimed(one, now));
  if (onItsWay) {
    await putOff(run, due, onItsWay.nextAt!);
    return [];
  }
  const all = [...due, ...others.filter((one) => isDue(one, now))];
  const [first, ...rest] = all.sort((a, b) => (a.id < b.id ? -1 : 1));
  const claimed = first && (await claim(ports, documents, first));
  if (!claimed) return [];
  const following = await Promise.all(rest.map((one) => claimEvenIfChanged(run, one)));
  return [claimed, ...following.filter((one) => one !== undefined)];
}

/**
 * Retries once with a fresh read: somebody may have changed another part of the document, but the message is already
 * ours.
 */
async function claimEvenIfChanged<D extends Claimable>(
  { ports, documents }: Run<D>,
  one: Stored<D>,
): Promise<Stored<D> | undefined> {
  const claimed = await claim(ports, documents, one);
  if (claimed) return claimed;
  const fresh = await documents.find(one.tenantId, one.id);
  const now = toTimestamp(ports.clock.now());
  return fresh && isDue(fresh, now) ? claim(ports, documents, fresh) : undefined;
}

function isDue({ nextAt }: Claimable, now: Timestamp): boolean {
  return nextAt !== undefined && nextAt <= now;
}

async function deliver<D extends Claimable>(
  run: Run<D>,
  { group, due, fault }: Bundle<D>,
  held: readonly Stored<D>[],
): Promise<Delivered<D>> {
  const dueAt = due.map(({ nextAt }) => nextAt!).toSorted()[0]!;
  const delivery: Delivery<D> = { group, held, dueAt, at: run.ports.clock.now() };
  const attempt = attemptOf(held);
  // No attempt has ever finished, so the message itself must be faulty.
  if (attempt > maxAttempts)
    return settle(run, delivery, { covered: held }, { outcome: { kind: 'refused', reason: 'never-ended' } });
  if (fault) throw fault;
  const rendered = await run.kind.render(delivery);
  const tried = rendered.sending && (await send(run, rendered.sending));
  return settle(run, delivery, tried ? rendered : { ...rendered, covered: [] }, tried);
}

interface Tried {
  readonly outcome: SendOutcome;
  readonly isUpdate?: boolean;
}

/** Makes one attempt. Undefined: the message to update is gone, and no new one should be sent. */
async function send<D extends Claimable>(
  { ports, tenantId }: Run<D>,
  sending: Sending,
): Promise<Tried | undefined> {
  if ('post' in sending) return { outcome: await sending.post(), isUpdate: false };
  const { to, content, existing, anewIfGone } = sending;
  const { messenger } = ports;
  if (existing) {
    const outcome = await messenger.update(existing, content);
    if (outcome.kind !== 'message-gone') return { outcome, isUpdate: true };
    if (!anewIfGone) return undefined;
  }
  if ('personId' in to) {
    const { personId, record: { conversationId, serviceUrl } = {} } = to;
    const address = { tenantId, personId, conversationId, serviceUrl };
    return { outcome: await messenger.sendToPerson(address, content), isUpdate: false };
  }
  const { channelId } = to;
  const known = await channels(ports.store).find(tenantId, channelId);
  const address = { tenantId, channelId, serviceUrl: known?.serviceUrl };
  return { outcome: await messenger.postToChannel(address, content), isUpdate: false };
}

/**
 * Records the result. The documents and the log are written together, so that a crash leaves both or neither (on Cosmos
 * DB, which writes documents one by one: nearly always).
 */
async function settle<D extends Claimable>(
  run: Run<D>,
  delivery: Delivery<D>,
  rendered: Rendered<D>,
  tried: Tried | undefined,
): Promise<Delivered<D>> {
  const { ports, tenantId, kind, documents } = run;
  const { outcome, isUpdate } = tried ?? {};
  const { covered, sending } = rendered;
  const inTeams = sending && 'content' in sending ? sending : undefined;
  const { held } = delivery;
  const attempt = attemptOf(held);
  const what = outcome ? verdictOf(outcome, attempt) : 'skipped';
  const message = outcome?.kind === 'sent' ? outcome.message : undefined;
  const reason = outcome && outcome.kind !== 'sent' ? outcome.reason : undefined;
  const settled = await kind.settle(delivery, { ...rendered, what, reason, message, isUpdate });
  const again = outcome && what === 'waiting' ? forAnotherAttempt(ports, attempt, outcome) : undefined;
  const log = async () => {
    if (!settled.entry || !outcome || isUntried(outcome)) return;
    await writeSendLog(ports, {
      ...settled.entry,
      tenantId,
      outcome: resultOf(outcome, what),
      reason,
      perhapsSecondCopy:
        message && !isUpdate && covered.some(({ lease }) => lease?.unsure) ? true : undefined,
      activityId: (message ?? inTeams?.existing)?.activityId,
    });
  };
  const isLeftOut = outcome?.kind === 'left-out';
  // Nothing was sent, so doing it again does no harm: a crash must not leave out what nobody can read of.
  if (isLeftOut) await log();
  await Promise.all([
    ...held.map((one) =>
      documents.change(tenantId, one.id, (now) =>
        again && covered.includes(one)
          ? givenBack(now, again)
          : settled.change({ ...now, lease: undefined }, one),
      ),
    ),
    ...(settled.skipped ?? []).map((entry) =>
      writeSendLog(ports, { ...entry, tenantId, outcome: 'skipped' }),
    ),
    isLeftOut ? undefined : log(),
    message && inTeams && !message.redirected ? kind.keepSent?.(inTeams, message) : undefined,
    outcome?.kind === 'unreachable' && inTeams && 'personId' in inTeams.to
      ? markUnreachable(ports, { tenantId, personId: inTeams.to.personId }, outcome.reason)
      : undefined,
  ]);
  if (what === 'failed') {
    const ids = held.map(({ id }) => id);
    const facts = { event: `${kind.name}-failed`, ids, attempt, reason };
    ports.log.error(facts, 'A message could not be sent.');
  }
  return { what, isUpdate, held };
}

function attemptOf(held: readonly Claimable[]): number {
  return Math.max(...held.map(({ lease }) => lease?.attempt ?? 1));
}

/** What an attempt's outcome means for the message. `waiting`: retry. */
function verdictOf(
  outcome: SendOutcome,
  attempt: number,
): 'sent' | 'skipped' | 'waiting' | 'unreachable' | 'failed' {
  if (outcome.kind === 'left-out') return 'skipped';
  if (outcome.kind === 'sent' || outcome.kind === 'unreachable') return outcome.kind;
  if (isUntried(outcome)) return 'waiting';
  const isFinal = outcome.kind === 'refused' || outcome.kind === 'message-gone';
  return isFinal || attempt >= maxAttempts ? 'failed' : 'waiting';
}

/** The same for the send log; for a retry, whether Teams may already have the message. */
function resultOf(outcome: SendOutcome, what: SendResult | 'waiting'): SendResult {
  if (what !== 'waiting') return what;
  return outcome.kind === 'unknown' ? 'unknown' : 'retry';
}

/** Roder itself held the message back: not an attempt, and not logged. */
function isUntried(outcome: SendOutcome): boolean {
  return outcome.kind === 'retry' && outcome.notTried === true;
}

interface Again {
  readonly lease: Lease;
  readonly nextAt: Timestamp;
}

/**
 * The lease and time for the next attempt, the same for all documents, so that it stays one message. What was never
 * tried does not count as an attempt.
 */
function forAnotherAttempt(
  { clock, instance }: Pick<Ports, 'clock' | 'instance'>,
  attemptBefore: number,
  outcome: SendOutcome,
): Again {
  const afterMs = outcome.kind === 'retry' ? outcome.afterMs : undefined;
  const attempt = attemptBefore - (isUntried(outcome) ? 1 : 0);
  const unsure = outcome.kind === 'unknown' ? true : undefined;
  const delay = isUntried(outcome) ? { milliseconds: Math.ceil(afterMs ?? 0) } : retryDelay(attempt, afterMs);
  return {
    lease: { owner: instance, attempt, released: true, unsure },
    nextAt: toTimestamp(clock.now().add(delay)),
  };
}

/** A document that has been ended in the meantime stays ended. */
function givenBack<D extends Claimable>(now: D, { lease, nextAt }: Again): D {
  if (now.nextAt === undefined) return { ...now, lease: undefined };
  return { ...now, nextAt, lease: { ...lease, unsure: now.lease?.unsure ?? lease.unsure } };
}

/**
 * Backoff: 2, 4, 8 … seconds up to five minutes, and never less than Teams asked for; plus up to half as much again, so
 * that instances do not retry at the same moment.
 */
function retryDelay(attempt: number, afterMs = 0): { milliseconds: number } {
  const base = Math.min(2 ** attempt * 1000, longestWait);
  return { milliseconds: Math.round(Math.max(base, afterMs) * (1 + Math.random() / 2)) };
}

const longestWait = 5 * 60_000;
const longestPause = 24 * 3_600_000;

/** When to retry if nothing is delivered: after as long again as the failure has lasted, from five minutes to a day. */
export function afterPause({ clock }: Pick<Ports, 'clock'>, since: Timestamp): Timestamp {
  const now = clock.now();
  const lasted = now.since(fromTimestamp(since)).total('milliseconds');
  const pause = Math.round(Math.min(Math.max(lasted, longestWait), longestPause));
  return toTimestamp(now.add({ milliseconds: pause }));
}
