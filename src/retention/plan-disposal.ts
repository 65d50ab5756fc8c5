import type { Ports } from '../base/ports.ts';
import { toTimestamp } from '../calendar/instants.ts';
import type { Plan } from '../plan/plan-index.ts';
import { currentPlan } from '../plan/plan-store.ts';
import { disposable } from './disposable.ts';
import { type Disposal, type DisposalLine, disposals, type RecordType } from './disposal.ts';

export type PlannedDisposal =
  | { readonly outcome: 'planned'; readonly disposal: Disposal }
  /** No plan; no disposal decision in it: then everything is kept; or nothing in it that is disposed of. */
  | { readonly outcome: 'no-plan' | 'no-decision' | 'nothing-disposed' };

/** The dry run: what would be disposed of today by the plan. It deletes nothing, and is kept to be acted on. */
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

/** What the plan has disposed of, and after how many months. */
export function disposingRules({ content }: Plan): DisposingRule[] {
  return (content.retention?.records ?? []).flatMap(({ record, class: kept, months }) =>
    kept === 'dispose' && months ? [{ record, months }] : [],
  );
}

/** Months are the calendar's, where the organisation is. */
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
