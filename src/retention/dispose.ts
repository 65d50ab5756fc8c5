import { fromTimestamp, toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import type { Ports } from '../ports.ts';
import { disposable } from './disposable.ts';
import { type Disposal, type DisposalLine, disposals } from './disposal.ts';
import { disposingRules } from './plan-disposal.ts';

export type Disposed =
  | { readonly outcome: 'disposed'; readonly disposal: Disposal }
  /**
   * `unknown`: no such dry run. `already`: it has been acted on. `old`: too long ago to be what somebody has just looked
   * at. `changed`: the plan has another decision or other periods since.
   */
  | { readonly outcome: 'unknown' | 'already' | 'old' | 'changed' };

/** Somebody has looked at the dry run not long ago. */
const goodForDays = 30;

/**
 * Disposes of what a dry run found, and nothing else: what has been of use since stays. Goes on after an
 * interruption, and writes down what is gone. This is the only place in Roder that deletes records.
 */
export async function dispose(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId, runId }: { tenantId: string; runId: string },
): Promise<Disposed> {
  const planned = await disposals(ports.store).find(tenantId, runId);
  if (!planned) return { outcome: 'unknown' };
  if (planned.state === 'done') return { outcome: 'already' };
  const age = fromTimestamp(planned.plannedAt).until(ports.clock.now(), { largestUnit: 'hour' });
  if (age.hours > goodForDays * 24) return { outcome: 'old' };
  if (!isStill(planned, await currentPlan(ports.store, tenantId))) return { outcome: 'changed' };
  let disposal = await keep(ports, planned, { state: 'begun' });
  for (const line of planned.lines) {
    const disposed = line.disposed + (await disposeOf(ports, tenantId, line));
    const lines = disposal.lines.map((one) => (one.record === line.record ? { ...one, disposed } : one));
    disposal = await keep(ports, disposal, { lines });
  }
  disposal = await keep(ports, disposal, { state: 'done', doneAt: toTimestamp(ports.clock.now()) });
  return { outcome: 'disposed', disposal };
}

function isStill({ decision, lines }: Disposal, plan: Plan | undefined): boolean {
  if (plan?.content.retention?.decision !== decision) return false;
  const rules = disposingRules(plan);
  return lines.every(({ record, months }) =>
    rules.some((rule) => rule.record === record && rule.months === months),
  );
}

/** By the ETag that was read: whatever changes at this moment stays. */
async function disposeOf(
  ports: Pick<Ports, 'store'>,
  tenantId: string,
  { record, before }: DisposalLine,
): Promise<number> {
  let disposed = 0;
  for await (const { document } of disposable(ports, { tenantId, record, before })) {
    const { id, etag } = document;
    if ((await ports.store.delete({ tenantId, kind: record, id }, etag)) === 'done') disposed += 1;
  }
  return disposed;
}

async function keep(
  { store }: Pick<Ports, 'store'>,
  { tenantId, id }: Disposal,
  change: Partial<Pick<Disposal, 'state' | 'lines' | 'doneAt'>>,
): Promise<Disposal> {
  return (await disposals(store).change(tenantId, id, (one) => ({ ...one, ...change })))!;
}
