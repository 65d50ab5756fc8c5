import { fileURLToPath } from 'node:url';
import { RoderError } from '../base/errors.ts';
import { checkPlan } from '../plan/check-plan.ts';
import type { PlanContent } from '../plan/plan-schema.ts';
import { readPlanFile } from '../plan/read-plan-file.ts';

let kept: Promise<PlanContent> | undefined;

/** The invented municipality's plan; its file is read once. Throws `demo-plan-faulty`. */
export function readDemoPlan(): Promise<PlanContent> {
  kept ??= read();
  return kept;
}

async function read(): Promise<PlanContent> {
  const file = await readPlanFile(fileURLToPath(new URL('../../demo/sjovik.yaml', import.meta.url)));
  const checked = 'input' in file ? checkPlan(file.input) : file;
  if ('plan' in checked) return checked.plan;
  throw new RoderError(
    'demo-plan-faulty',
    'demo/sjovik.yaml has faults: run `roder plan check demo/sjovik.yaml`.',
  );
}
