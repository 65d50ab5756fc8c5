import type { Document, Stored } from '../base/document-store.ts';
import type { Ports } from '../base/ports.ts';
import { fromTimestamp, toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { disposable } from './disposable.ts';
import { type Disposal, type DisposalLine, disposals, type RecordType } from './disposal.ts';
import { disposingRules } from './plan-disposal.ts';

export type Disposed =
  | { readonly outcome: 'disposed'; readonly disposal: Disposal }
  /**
   * `unknown`: no such dry run. `already`: it has been acted on. `old`: too long ago to be what somebody has just looked
   * at. `changed`: the plan has another decision or other periods since.
   */
  | { readonly outcome: 'unknown' | 'already' | 'old' | 'changed' };

type DisposePorts = Pick<Ports, 'store' | 'clock'>;

/** Somebody has looked at the dry run not long ago. */
const goodForDays = 30;

/**
 * Disposes of what a dry run found, and nothing else: what has been of use since stays. Goes on after an
 * interruption, and writes down what is gone. This is the only place in Roder that deletes records.
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

/** So few at a time that their ids stand in the log's document while they are deleted. */
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

/** By the ETag that was read: whatever changes at this moment stays. */
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

/** Counts what an interrupted disposal had deleted and not yet written down. */
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
