import type { Temporal } from 'temporal-polyfill';
import type { DocumentStore } from '../base/document-store.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { fromTimestamp, type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { type PersonRecord, persons } from '../people/person.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Assignment } from '../plan/plan-schema.ts';
import { calendarOf } from '../rounds/round-calendar.ts';
import type { Claimable } from '../storage/claim.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import { type Cadence, nextDigestAt, type OwnTime } from './digest-times.ts';

/** What one person follows. The id is the person's, so everything due comes in one digest. */
export interface Following extends Claimable {
  readonly kind: 'following';
  readonly follows: readonly Follow[];
  /** The day and time chosen for digests; absent: those chosen for reminders. */
  readonly own?: OwnTime | undefined;
}

export interface Follow {
  readonly assignmentId: string;
  readonly every: Cadence;
  readonly nextAt: Timestamp;
  /** Submissions after this have not been in a digest yet. */
  readonly since: Timestamp;
}

export function followings(store: DocumentStore): Documents<Following> {
  return documentsOf<Following>(store, { kind: 'following' });
}

/** A digest of more than this would not be read. */
const maxFollows = 50;

export interface NewFollow {
  readonly actor: Actor;
  readonly plan: Plan;
  readonly assignment: Assignment;
  readonly every: Cadence;
  /** A day and time chosen at the same time; absent: unchanged. */
  readonly own?: OwnTime | undefined;
}

export type Followed =
  | { readonly outcome: 'following'; readonly follow: Follow }
  | { readonly outcome: 'not-for-you' | 'too-many' };

/** Starts to follow, or changes the cadence. Idempotent. */
export async function follow(ports: Pick<Ports, 'store' | 'clock'>, given: NewFollow): Promise<Followed> {
  const { actor, plan, assignment, every, own } = given;
  if (!mayDo(plan, actor, 'assignment/follow', { assignment })) return { outcome: 'not-for-you' };
  const { tenantId, personId } = actor;
  const now = ports.clock.now();
  const record = await persons(ports.store).find(tenantId, personId);
  const added = (before: Pick<Following, 'follows' | 'own'>): Pick<Following, 'follows' | 'own'> => {
    const chosen = own ?? before.own;
    const others = before.follows.filter(({ assignmentId }) => assignmentId !== assignment.id);
    const nextAt = toTimestamp(nextFor(plan, every, now, ownTime(chosen, record)));
    const started = before.follows.find(({ assignmentId }) => assignmentId === assignment.id)?.since;
    const one = { assignmentId: assignment.id, every, nextAt, since: started ?? toTimestamp(now) };
    return { follows: [...others, one], own: chosen };
  };
  const stored = await change(ports, actor, added);
  if (!stored) return { outcome: 'too-many' };
  return { outcome: 'following', follow: stored.follows.find((one) => one.assignmentId === assignment.id)! };
}

export async function stopFollowing(
  ports: Pick<Ports, 'store'>,
  { tenantId, personId }: Actor,
  assignmentIds: readonly string[],
): Promise<void> {
  await followings(ports.store).change(tenantId, personId, (one) =>
    withFollows(
      one,
      one.follows.filter(({ assignmentId }) => !assignmentIds.includes(assignmentId)),
    ),
  );
}

/** What a person follows, the next due first. */
export async function followsOf(
  ports: Pick<Ports, 'store'>,
  { tenantId, personId }: Actor,
): Promise<readonly Follow[]> {
  const found = await followings(ports.store).find(tenantId, personId);
  return (found?.follows ?? []).toSorted((a, b) => a.nextAt.localeCompare(b.nextAt));
}

export function nextFor(plan: Plan, every: Cadence, after: Temporal.Instant, own: OwnTime): Temporal.Instant {
  return nextDigestAt(every, after, { own, calendar: calendarOf(plan) });
}

/** The day and time chosen for digests, else those chosen for reminders. */
export function ownTime(own: OwnTime | undefined, record: PersonRecord | undefined): OwnTime {
  return {
    weekday: own?.weekday ?? record?.preference?.weekday,
    hour: own?.hour ?? record?.preference?.hour,
  };
}

/** Due when the earliest followed assignment is; while it is claimed, `nextAt` stays the end of the lease. */
export function withFollows(one: Following, follows: readonly Follow[]): Following {
  const next = follows.map(({ nextAt }) => nextAt).toSorted()[0];
  return { ...one, follows, nextAt: one.lease ? one.nextAt : next };
}

async function change(
  { store }: Pick<Ports, 'store'>,
  { tenantId, personId }: Actor,
  make: (before: Pick<Following, 'follows' | 'own'>) => Pick<Following, 'follows' | 'own'>,
): Promise<Following | undefined> {
  const first = make({ follows: [] });
  const nextAt = first.follows[0]!.nextAt;
  const created = await followings(store).create({
    tenantId,
    id: personId,
    ...first,
    nextAt,
  });
  if (created.outcome === 'done') return created.document;
  let tooMany = false;
  const changed = await followings(store).change(tenantId, personId, (one) => {
    const { follows, own } = make(one);
    tooMany = follows.length > maxFollows;
    return tooMany ? undefined : withFollows({ ...one, own }, follows);
  });
  return tooMany ? undefined : changed;
}

export function isDue({ nextAt }: Follow, now: Temporal.Instant): boolean {
  return fromTimestamp(nextAt).epochMilliseconds <= now.epochMilliseconds;
}
