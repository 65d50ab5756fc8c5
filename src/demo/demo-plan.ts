import { fileURLToPath } from 'node:url';
import { RoderError } from '../base/errors.ts';
import { checkPlan } from '../plan/check-plan.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { readPlanFile } from '../plan/read-plan-file.ts';

/** The invented municipality's plan. Throws `demo-plan-faulty`. */
export async function readDemoPlan(): Promise<PlanContent> {
  const read = await readPlanFile(fileURLToPath(new URL('../../demo/sjovik.yaml', import.meta.url)));
  const checked = 'input' in read ? checkPlan(read.input) : read;
  if ('plan' in checked) return checked.plan;
  throw new RoderError(
    'demo-plan-faulty',
    'demo/sjovik.yaml has faults: run `roder plan check demo/sjovik.yaml`.',
  );
}
