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
import { type Claimable, claim, isHeld, type Lease } from '../storage/claim.ts';
import type { Documents } from '../storage/documents.ts';
import { type NewSendLogEntry, type SendResult, writeSendLog } from './send-log.ts';

/**
 * The one way in which anything is sent by the clock: claimed, decided, rendered, sent, settled and logged. A kind of
 * message says what it is made of; how often something is tried, how long Teams is given, when it is given up and
 * what may have come twice is decided here, for all of them alike.
 */
export interface MessageKind<D extends Claimable> {
  /** Begins what it says in Roder's log: `reminder-failed`. */
  readonly name: string;
  /** What is due (`nextAt`) and claimed (`lease`). */
  readonly documents: (store: DocumentStore) => Documents<D>;
  /** One pass takes at most so many documents, so that other kinds never wait long for this one. */
  readonly maxPerPass: number;
  /** Messages on their way at the same time. One: they come in the order in which they fell due. */
  readonly maxAtOnce: number;
  /** What comes late, after downtime or a retry, still waits for these; absent: it is sent at any hour. */
  readonly workingHours?: WorkCalendar;
  /** What is due and has the same group goes into one message; absent: each by itself. */
  groupOf?(due: Stored<D>): Promise<string>;
  /** What else belongs into a group's message: claimed with it if it is due, waited for if somebody holds it. */
  othersOf?(group: string, due: readonly Stored<D>[]): Promise<Stored<D>[]>;
  /** Decides what of it is still to be told, and makes the message as things are now. */
  render(delivery: Delivery<D>): Promise<Rendered<D>>;
  /** What becomes of each document, and what the send log says. Also of what is tried again: then of the log alone. */
  settle(delivery: Delivery<D>, result: Result<D>): Promise<Settled<D>>;
  /** What else is kept of a message that Teams has taken. */
  keepSent?(sending: Sending, message: SentMessage): Promise<void>;
}

/** What is held for one message. */
export interface Delivery<D extends Claimable> {
  /** Undefined where each goes by itself, or nobody can say. */
  readonly group: string | undefined;
  readonly held: readonly Stored<D>[];
  /** When the first of it was due, before it was claimed. */
  readonly dueAt: Timestamp;
  /** When it was claimed: whatever is decided goes by this moment, also when it is settled. */
  readonly at: Temporal.Instant;
}

export interface Rendered<D extends Claimable> {
  /** What the message tells of; empty: nothing is left to send. The rest of what is held is left out. */
  readonly told: readonly Stored<D>[];
  /** Why something is left out, by its id. */
  readonly leftOut?: ReadonlyMap<string, string>;
  /** Absent: nothing is left to send. */
  readonly sending?: Sending;
}

export interface Sending {
  readonly to:
    | { readonly personId: string; readonly record: PersonRecord | undefined }
    | { readonly channelId: string };
  readonly content: OutgoingMessage;
  /** What was sent before and is changed in place. */
  readonly standing?: SentMessage | undefined;
  /** Whether it is sent as a new message, once, where the standing one is gone. */
  readonly anewIfGone?: boolean;
}

export interface Result<D extends Claimable> extends Rendered<D> {
  /** `waiting`: what was told is tried again. `skipped`: nothing was left to send. */
  readonly what: 'sent' | 'skipped' | 'waiting' | 'unreachable' | 'failed';
  readonly reason?: string | undefined;
  /** As Teams took it. */
  readonly message?: SentMessage | undefined;
  /** Whether the standing message was changed; undefined: nothing was tried. */
  readonly isUpdate?: boolean | undefined;
}

export interface Settled<D extends Claimable> {
  /** The document without its claim, as it is now, and as it was held: somebody may have changed it meanwhile. */
  change(now: D, held: Stored<D>): D;
  /** The message's entry in the send log; absent: it has nothing to tell. */
  readonly entry?: LogEntry | undefined;
  /** What was left out, each with why. */
  readonly skipped?: readonly (LogEntry & { readonly reason: string })[];
}

/** What a kind says of itself in the send log; what came of it is added here. */
export type LogEntry = Omit<
  NewSendLogEntry,
  'tenantId' | 'outcome' | 'reason' | 'perhapsSecondCopy' | 'activityId'
>;

/** What came of one message, for whoever counts or waits. */
export interface Delivered<D extends Claimable> extends Pick<Result<D>, 'what' | 'isUpdate'> {
  readonly held: readonly Stored<D>[];
}

/** Past this many attempts, some twenty minutes, somebody has to look: it becomes a visible failure. */
const maxAttempts = 10;
const groupedAtOnce = 100;

/**
 * Sends what is due of one kind, oldest first. All that a message tells is claimed before it is sent, so equal instances
 * never both send; what came of it is recorded before the claim ends. A crash in between brings it back after the lease,
 * and that second copy is marked in the send log. None is begun once the service is to end, and what goes wrong with one
 * is logged and leaves the others alone. Throws `store-unavailable`, and then all of it stays due.
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
  const delivered: Delivered<D>[] = [];
  const bundles = (await bundlesOf(run, due)).values();
  const work = async () => {
    for (const bundle of bundles) {
      if (ports.stopping?.aborted) return;
      const one = await deliverSafely(run, bundle);
      if (one) delivered.push(one);
    }
  };
  await Promise.all(Array.from({ length: kind.maxAtOnce }, work));
  return delivered;
}

export interface DueOf {
  readonly tenantId: string;
  /** The one in force, where it has been read already. */
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
  /** Nobody can say with what it goes: told when it is claimed, so that it is tried as often as anything else. */
  readonly fault?: unknown;
}

async function putOff<D extends Claimable>(
  { documents }: Run<D>,
  due: readonly Stored<D>[],
  nextAt: Timestamp,
): Promise<void> {
  await Promise.all(due.map((one) => documents.replace({ ...one, nextAt })));
}

/** In the order in which the first of each fell due. */
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
 * All of it, or nothing: the first in order of ids decides, and whoever misses it leaves the message to the instance
 * that has it, so that two never write to one person at the same moment.
 */
async function claimBundle<D extends Claimable>(
  run: Run<D>,
  { group, due }: Bundle<D>,
): Promise<Stored<D>[]> {
  const { ports, kind, documents } = run;
  const now = toTimestamp(ports.clock.now());
  const others = group === undefined ? [] : ((await kind.othersOf?.(group, due)) ?? []);
  const onItsWay = others.find((one) => isHeld(one, now));
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

/** Somebody may have changed another part of it in between; the message is ours already. */
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
  // Whoever held it so many times never came to an end: then it is the message itself that is wrong.
  if (attempt > maxAttempts)
    return settle(run, delivery, { told: held }, { outcome: { kind: 'refused', reason: 'never-ended' } });
  if (fault) throw fault;
  const rendered = await run.kind.render(delivery);
  const tried = rendered.sending && (await send(run, rendered.sending));
  return settle(run, delivery, tried ? rendered : { ...rendered, told: [] }, tried);
}

interface Tried {
  readonly outcome: SendOutcome;
  readonly isUpdate?: boolean;
}

/** One attempt. Undefined: what was to be changed is gone, and nothing new is to be sent. */
async function send<D extends Claimable>(
  { ports, tenantId }: Run<D>,
  { to, content, standing, anewIfGone }: Sending,
): Promise<Tried | undefined> {
  const { messenger } = ports;
  if (standing) {
    const outcome = await messenger.update(standing, content);
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
 * Records what came of it. The documents and the log are written together, so that a crash leaves both or neither (on
 * Cosmos DB, where documents are written one by one: nearly always).
 */
async function settle<D extends Claimable>(
  run: Run<D>,
  delivery: Delivery<D>,
  rendered: Rendered<D>,
  tried: Tried | undefined,
): Promise<Delivered<D>> {
  const { ports, tenantId, kind, documents } = run;
  const { outcome, isUpdate } = tried ?? {};
  const { told, sending } = rendered;
  const { held } = delivery;
  const attempt = attemptOf(held);
  const what = outcome ? verdictOf(outcome, attempt) : 'skipped';
  const message = outcome?.kind === 'sent' ? outcome.message : undefined;
  const reason = outcome && outcome.kind !== 'sent' ? outcome.reason : undefined;
  const settled = await kind.settle(delivery, { ...rendered, what, reason, message, isUpdate });
  const again = outcome && what === 'waiting' ? forAnotherAttempt(ports, attempt, outcome) : undefined;
  await Promise.all([
    ...held.map((one) =>
      documents.change(tenantId, one.id, (now) =>
        again && told.includes(one)
          ? givenBack(now, again)
          : settled.change({ ...now, lease: undefined }, one),
      ),
    ),
    ...(settled.skipped ?? []).map((entry) =>
      writeSendLog(ports, { ...entry, tenantId, outcome: 'skipped' }),
    ),
    settled.entry && outcome && !isUntried(outcome)
      ? writeSendLog(ports, {
          ...settled.entry,
          tenantId,
          outcome: resultOf(outcome, what),
          reason,
          perhapsSecondCopy:
            message && !isUpdate && told.some(({ lease }) => lease?.unsure) ? true : undefined,
          activityId: (message ?? sending?.standing)?.activityId,
        })
      : undefined,
    message && sending && !message.redirected ? kind.keepSent?.(sending, message) : undefined,
    outcome?.kind === 'unreachable' && sending && 'personId' in sending.to
      ? markUnreachable(ports, { tenantId, personId: sending.to.personId }, outcome.reason)
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

/** What an attempt means for what was to be sent. `waiting`: it is tried again. */
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

/** The same as the send log tells it: of what is tried again, whether Teams may have it. */
function resultOf(outcome: SendOutcome, what: SendResult | 'waiting'): SendResult {
  if (what !== 'waiting') return what;
  return outcome.kind === 'unknown' ? 'unknown' : 'retry';
}

/** It was Roder that held it back: no attempt, and nothing to tell. */
function isUntried(outcome: SendOutcome): boolean {
  return outcome.kind === 'retry' && outcome.notTried === true;
}

interface Again {
  readonly lease: Lease;
  readonly nextAt: Timestamp;
}

/** When all of it is tried again, so that it stays one message. What was never tried counts as no attempt. */
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

/** What has been ended meanwhile stays so. */
function givenBack<D extends Claimable>(now: D, { lease, nextAt }: Again): D {
  if (now.nextAt === undefined) return { ...now, lease: undefined };
  return { ...now, nextAt, lease: { ...lease, unsure: now.lease?.unsure ?? lease.unsure } };
}

/**
 * How long to wait before trying again: 2, 4, 8 … seconds up to five minutes, and never less than Teams asked
 * for; each up to half as long again so that many instances do not return at the same moment.
 */
function retryDelay(attempt: number, afterMs = 0): { milliseconds: number } {
  const base = Math.min(2 ** attempt * 1000, longestWait);
  return { milliseconds: Math.round(Math.max(base, afterMs) * (1 + Math.random() / 2)) };
}

const longestWait = 5 * 60_000;
const longestPause = 24 * 3_600_000;

/** When to try again where nothing gets through: after as long again as it has been so, five minutes to a day. */
export function afterPause({ clock }: Pick<Ports, 'clock'>, since: Timestamp): Timestamp {
  const now = clock.now();
  const lasted = now.since(fromTimestamp(since)).total('milliseconds');
  const pause = Math.round(Math.min(Math.max(lasted, longestWait), longestPause));
  return toTimestamp(now.add({ milliseconds: pause }));
}
