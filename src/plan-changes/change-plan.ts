import type { Ports } from '../base/ports.ts';
import { mayDo } from '../permissions/may-do.ts';
import { checkPlan } from '../plan/check-plan.ts';
import type { PlanFault } from '../plan/plan-fault.ts';
import { fieldPlaces } from '../plan/read-workbook.ts';
import { type Asked, type Proposed, proposePlan } from './propose-plan.ts';
import { type Changed, type ChangeKind, singleChanges, type TypedChange } from './single-changes.ts';

export type ChangeView =
  | Proposed
  /** The form again, with what is to be mended. */
  | { readonly view: 'form'; readonly fault: Exclude<Changed, { content: unknown }> }
  /** The plan would contradict itself. */
  | { readonly view: 'faults'; readonly faults: readonly PlanFault[] };

/** One thing changed on a form: checked as a whole plan is, shown as a file's plan is, confirmed in the same way. */
export async function changePlan(
  ports: Pick<Ports, 'store' | 'clock'>,
  asked: Asked,
  kind: ChangeKind,
  typed: TypedChange,
): Promise<ChangeView> {
  if (!mayDo(asked.plan, asked.actor, 'plan/change')) return { view: 'not-yours' };
  const changed = singleChanges[kind](asked.plan, typed);
  if (!('content' in changed)) return { view: 'form', fault: changed };
  const checked = checkPlan(changed.content, fieldPlaces(asked.language));
  if ('faults' in checked) return { view: 'faults', faults: checked.faults };
  const { decision } = changed;
  return proposePlan(ports, asked, { content: checked.plan, source: { type: 'change' }, decision });
}
