import type { Document, DocumentStore, Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp, type Timestamp, toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { recordTypes } from '../plan/plan-schema.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { type Documents, documentsOf } from '../storage/documents.ts';
import { disposable } from './disposable.ts';

export type PlannedDisposal =
  | { readonly outcome: 'planned'; readonly disposal: Disposal }
  /**
   * `no-plan`: there is no plan. `no-decision`: the plan names no disposal decision, so everything is kept.
   * `nothing-disposed`: the plan disposes of no type of record.
   */
  | { readonly outcome: 'no-plan' | 'no-decision' | 'nothing-disposed' };

/**
 * The dry run: what the plan would dispose of today. Deletes nothing; its result is stored for `dispose` to carry out.
 */
export async function planDisposal(
  ports: Pick<Ports, 'store' | 'clock'>,
  tenantId: string,
): Promise<PlannedDisposal> {
  const plan = await currentPlan(ports.store, tenantId);
  if (!plan) return { outcome: 'no-plan' };
  const decision = plan.content.retention?.decision;
  if (!decision) return { outcome: 'no-decision' };
  const rules = disposingRules(plan);
  if (rules.length === 0) return { outcome: 'nothing-disposed' };
  const lines: DisposalLine[] = [];
  for (const rule of rules) lines.push(await lineOf(ports, plan, tenantId, rule));
  const plannedAt = toTimestamp(ports.clock.now());
  const id = plannedAt.replaceAll(/[-:.]/gu, '');
  const disposal = await disposals(ports.store).upsert({
    tenantId,
    id,
    state: 'planned',
    decision,
    plannedAt,
    lines,
  });
  return { outcome: 'planned', disposal };
}

export interface DisposingRule {
  readonly record: RecordType;
  readonly months: number;
}

/** The record types that the plan disposes of, and after how many months. */
export function disposingRules({ content }: Plan): DisposingRule[] {
  return (content.retention?.records ?? []).flatMap(({ record, class: kept, months }) =>
    kept === 'dispose' && months ? [{ record, months }] : [],
  );
}

/** Counts calendar months in the organisation's time zone. */
async function lineOf(
  ports: Pick<Ports, 'store' | 'clock'>,
  plan: Plan,
  tenantId: string,
  { record, months }: DisposingRule,
): Promise<DisposalLine> {
  const now = ports.clock.now().toZonedDateTimeISO(plan.content.timeZone);
  const before = toTimestamp(now.subtract({ months }).toInstant());
  let [found, oldest, newest] = [0, undefined as string | undefined, undefined as string | undefined];
  for await (const { lastUse } of disposable(ports, { tenantId, record, before })) {
    found += 1;
    oldest = !oldest || lastUse < oldest ? lastUse : oldest;
    newest = !newest || lastUse > newest ? lastUse : newest;
  }
  return { record, months, before, found, oldest, newest, disposed: 0 };
}

export type RecordType = (typeof recordTypes)[number];

/**
 * One disposal (gallring): what a dry run found and what was then deleted. Kept for ever, as the log of deletions;
 * counts and times only, so it reveals nothing of the deleted records. The id begins with the time.
 */
export interface Disposal extends Document {
  readonly kind: 'disposal';
  readonly state: 'planned' | 'begun' | 'done';
  /** The disposal decision that the plan named at the dry run. */
  readonly decision: string;
  readonly plannedAt: Timestamp;
  readonly lines: readonly DisposalLine[];
  /** The batch being deleted: after an interruption it shows what to count as deleted. */
  readonly doing?: { readonly record: RecordType; readonly ids: readonly string[] } | undefined;
  readonly doneAt?: Timestamp | undefined;
}

export interface DisposalLine {
  readonly record: RecordType;
  /** How long the plan keeps these records. */
  readonly months: number;
  /** Records last used before this are disposed of. */
  readonly before: Timestamp;
  /** Number of records found by the dry run. */
  readonly found: number;
  readonly oldest?: Timestamp | undefined;
  readonly newest?: Timestamp | undefined;
  /** Number of records deleted. */
  readonly disposed: number;
}

export function disposals(store: DocumentStore): Documents<Disposal> {
  return documentsOf<Disposal>(store, { kind: 'disposal' });
}

export type Disposed =
  | { readonly outcome: 'disposed'; readonly disposal: Disposal }
  /**
   * `unknown`: no such dry run. `already`: already carried out. `old`: too long ago for somebody to have reviewed it
   * recently. `changed`: the plan's decision or retention periods have changed since.
   */
  | { readonly outcome: 'unknown' | 'already' | 'old' | 'changed' };

type DisposePorts = Pick<Ports, 'store' | 'clock'>;

/** How long a dry run stays valid: somebody must have reviewed it recently. */
const goodForDays = 30;

/**
 * Deletes what a dry run found and nothing else; records used since then stay. Continues after an interruption and logs
 * what it deletes. The only code in Roder that deletes records.
 */
export async function dispose(
  ports: DisposePorts,
  { tenantId, runId }: { tenantId: string; runId: string },
): Promise<Disposed> {
  const planned = await disposals(ports.store).find(tenantId, runId);
  if (!planned) return { outcome: 'unknown' };
  if (planned.state === 'done') return { outcome: 'already' };
  const age = fromTimestamp(planned.plannedAt).until(ports.clock.now(), { largestUnit: 'hour' });
  if (age.hours > goodForDays * 24) return { outcome: 'old' };
  if (!isStill(planned, await currentPlan(ports.store, tenantId))) return { outcome: 'changed' };
  await keep(ports, await settled(ports, planned), { state: 'begun' });
  for (const line of planned.lines) await disposeOf(ports, planned, line);
  const done = { state: 'done', doneAt: toTimestamp(ports.clock.now()) } as const;
  return { outcome: 'disposed', disposal: await keep(ports, planned, done) };
}

function isStill({ decision, lines }: Disposal, plan: Plan | undefined): boolean {
  if (plan?.content.retention?.decision !== decision) return false;
  const rules = disposingRules(plan);
  return lines.every(({ record, months }) =>
    rules.some((rule) => rule.record === record && rule.months === months),
  );
}

/** Small enough for the ids of a batch to fit in the disposal document while it is deleted. */
const batchSize = 100;

async function disposeOf(
  ports: DisposePorts,
  disposal: Disposal,
  { record, before }: DisposalLine,
): Promise<void> {
  const { tenantId } = disposal;
  let batch: Stored<Document>[] = [];
  for await (const { document } of disposable(ports, { tenantId, record, before })) {
    batch.push(document);
    if (batch.length < batchSize) continue;
    await deleteBatch(ports, disposal, { record, batch });
    batch = [];
  }
  if (batch.length > 0) await deleteBatch(ports, disposal, { record, batch });
}

/** Deletes by ETag: a record that somebody is changing right now stays. */
async function deleteBatch(
  ports: DisposePorts,
  disposal: Disposal,
  { record, batch }: { record: RecordType; batch: readonly Stored<Document>[] },
): Promise<void> {
  await keep(ports, disposal, { doing: { record, ids: batch.map(({ id }) => id) } });
  let disposed = 0;
  for (const { tenantId, kind, id, etag } of batch)
    if ((await ports.store.delete({ tenantId, kind, id }, etag)) === 'done') disposed += 1;
  await count(ports, disposal, { record, disposed });
}

/** Adds what an interrupted run had deleted but not yet counted. */
async function settled(ports: DisposePorts, disposal: Disposal): Promise<Disposal> {
  if (!disposal.doing) return disposal;
  const { record, ids } = disposal.doing;
  const { tenantId } = disposal;
  const left = await Promise.all(ids.map((id) => ports.store.get({ tenantId, kind: record, id })));
  return count(ports, disposal, { record, disposed: left.filter((one) => one === undefined).length });
}

function count(
  { store }: DisposePorts,
  { tenantId, id }: Disposal,
  { record, disposed }: { record: RecordType; disposed: number },
): Promise<Disposal> {
  const add = (line: DisposalLine) =>
    line.record === record ? { ...line, disposed: line.disposed + disposed } : line;
  return disposals(store).change(tenantId, id, ({ doing: _doing, ...one }) => ({
    ...one,
    lines: one.lines.map(add),
  })) as Promise<Disposal>;
}

async function keep(
  { store }: DisposePorts,
  { tenantId, id }: Disposal,
  change: Partial<Pick<Disposal, 'state' | 'doing' | 'doneAt'>>,
): Promise<Disposal> {
  return (await disposals(store).change(tenantId, id, (one) => ({ ...one, ...change })))!;
}

/** A disposal as the operator keeps it outside the store, one JSON line each (`roder retention log --json`). */
export type LoggedDisposal = Pick<
  Disposal,
  'tenantId' | 'id' | 'decision' | 'plannedAt' | 'doneAt' | 'lines'
>;

export interface DisposedAgain {
  /** Undefined: the store already contains this disposal, so its records are gone. */
  readonly disposal?: Disposal;
  /** Lines for which more records were found than the disposal deleted: some had been in use, so all are left. */
  readonly left: readonly (DisposalLine & { readonly now: number })[];
}

/**
 * After a restore, repeats a disposal made since the backup, with the same dates, and logs it. Never deletes more than
 * it did. Idempotent.
 */
export async function disposeAgain(ports: DisposePorts, logged: LoggedDisposal): Promise<DisposedAgain> {
  const { tenantId, id } = logged;
  const known = await disposals(ports.store).find(tenantId, id);
  if (known?.state === 'done') return { left: [] };
  const lines = logged.lines.map((line) => ({ ...line, disposed: 0 }));
  const begun = await disposals(ports.store).upsert({ ...logged, lines, state: 'begun' });
  const left: (DisposalLine & { now: number })[] = [];
  for (const line of logged.lines) {
    const all = disposable(ports, { tenantId, record: line.record, before: line.before });
    const now = (await Array.fromAsync(all)).length;
    if (now > line.disposed) left.push({ ...line, now });
    else await disposeOf(ports, begun, line);
  }
  const done = { state: 'done', doneAt: toTimestamp(ports.clock.now()) } as const;
  return { disposal: await keep(ports, begun, done), left };
}
