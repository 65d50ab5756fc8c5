import type { Temporal } from 'temporal-polyfill';
import type { DocumentKind } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp, type Timestamp, toTimestamp } from '../calendar/instants.ts';
import { lastReminderSent } from '../messages/heartbeat.ts';
import { channelsOf } from '../people/channel.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { lookAtRounds } from '../rounds/open-due-rounds.ts';
import { waiting } from './do-due-work.ts';

/**
 * `late`: something has been due for half an hour and is not done (work that waits for working hours is not due).
 * `silent`: reminders were due, and none has been delivered to anybody since. `unreached`: leadership's summary cannot
 * be posted to a channel in the plan.
 */
export interface WorkProblem {
  readonly trouble: 'late' | 'silent' | 'unreached';
  readonly tenantId: string;
  readonly kind: DocumentKind;
  readonly since: Timestamp;
}

export interface WorkCheck {
  readonly late: readonly WorkProblem[];
  /** Empty unless `withRounds`. */
  readonly silent: readonly WorkProblem[];
  /** Empty unless `withRounds`. */
  readonly unreached: readonly WorkProblem[];
  /** The latest in any of the tenants. */
  readonly lastReminderAt: Timestamp | undefined;
}

/** Due work is polled every few seconds and a large batch takes minutes, so anything older than this is stuck. */
const lateAfterMinutes = 30;

/** Checks what is due and what has been sent, once, and records the metrics. */
export async function checkWork(
  ports: Ports,
  tenants: readonly string[],
  { withRounds }: { readonly withRounds: boolean },
): Promise<WorkCheck> {
  const now = ports.clock.now();
  const late: WorkProblem[] = [];
  const behind = await withDue(ports, tenants, now);
  for (const kind of waiting) late.push(...(await lateOf(ports, behind, { kind, now })));
  const sent = new Map<string, Timestamp | undefined>();
  for (const tenantId of tenants) sent.set(tenantId, await lastReminderSent(ports.store, tenantId));
  const known = [...sent.values()].filter((at) => at !== undefined).toSorted();
  const [longestAgo] = known;
  if (longestAgo)
    ports.metrics?.record('roder.heartbeat.reminder_age_h', secondsSince(longestAgo, now) / 3600);
  const silent = withRounds ? await silentOf(ports, sent, now) : [];
  const unreached = withRounds ? await unreachedOf(ports, tenants) : [];
  return { late, silent, unreached, lastReminderAt: known.at(-1) };
}

/** Nearly always nobody: then one request each is enough. */
async function withDue(
  { store }: Ports,
  tenants: readonly string[],
  now: Temporal.Instant,
): Promise<readonly string[]> {
  const query = { kinds: waiting, before: toTimestamp(now) };
  const found = await Promise.all(tenants.map((tenantId) => store.isAnyDue({ tenantId, ...query })));
  return tenants.filter((_, at) => found[at]);
}

async function lateOf(
  { store, metrics }: Ports,
  tenants: readonly string[],
  { kind, now }: { readonly kind: DocumentKind; readonly now: Temporal.Instant },
): Promise<WorkProblem[]> {
  const before = toTimestamp(now);
  const found = await Promise.all(
    tenants.map(async (tenantId) => {
      const [oldest] = await store.due({ tenantId, kind, before, limit: 1 });
      return { tenantId, since: oldest?.nextAt ?? before };
    }),
  );
  const oldest = found.map(({ since }) => since).toSorted()[0] ?? before;
  metrics?.record('roder.queue.age_s', secondsSince(oldest, now), { kind });
  return found
    .filter(({ since }) => secondsSince(since, now) > lateAfterMinutes * 60)
    .map(({ tenantId, since }) => ({ trouble: 'late', tenantId, kind, since }));
}

async function silentOf(
  { store, metrics }: Ports,
  sent: ReadonlyMap<string, Timestamp | undefined>,
  now: Temporal.Instant,
): Promise<WorkProblem[]> {
  const before = toTimestamp(now.subtract({ minutes: lateAfterMinutes }));
  const silent: WorkProblem[] = [];
  for (const [tenantId, lastSent] of sent) {
    for (const { roundId, asked, answered, missedAt } of await lookAtRounds(store, tenantId, before)) {
      if (asked > 0) metrics?.record('roder.round.coverage', answered / asked, { round: roundId });
      if (missedAt && (lastSent ?? '') < missedAt)
        silent.push({ trouble: 'silent', tenantId, kind: 'ask', since: missedAt });
    }
  }
  return silent;
}

async function unreachedOf({ store }: Ports, tenants: readonly string[]): Promise<WorkProblem[]> {
  const found: WorkProblem[] = [];
  for (const tenantId of tenants) {
    const plan = await currentPlan(store, tenantId);
    for (const { record } of plan ? await channelsOf(store, tenantId, plan) : []) {
      if (!record?.unreached) continue;
      const { since } = record.unreached;
      found.push({ trouble: 'unreached', tenantId, kind: 'summary', since });
    }
  }
  return found;
}

function secondsSince(timestamp: Timestamp, now: Temporal.Instant): number {
  return now.since(fromTimestamp(timestamp)).total('seconds');
}
