import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { checkPlan } from '../../../src/plan/check-plan.ts';
import { indexPlan, type Plan } from '../../../src/plan/plan-index.ts';
import type { PlanContent } from '../../../src/plan/plan-schema.ts';

const text = readFileSync(new URL('plan.yaml', import.meta.url), 'utf8');

/** The second municipality's plan as its file gives it: plain data, new each time. */
export function norrnasInput(): unknown {
  return parse(text);
}

/** The same, checked. */
export function norrnasContent(): PlanContent {
  const checked = checkPlan(norrnasInput());
  if ('plan' in checked) return checked.plan;
  throw new TypeError(JSON.stringify(checked.faults));
}

/** The same as features read it. */
export function norrnasPlan(): Plan {
  return indexPlan(norrnasContent(), 1);
}
