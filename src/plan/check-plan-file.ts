import { type CheckedPlan, checkPlan } from './check-plan.ts';
import { bounded } from './plan-fault.ts';
import type { PlanFile } from './read-plan-file.ts';

/**
 * A file's plan, ready to be put in force, or everything that is wrong with the file and the plan in one go.
 * `timeZone` is for a plan that names none.
 */
export function checkPlanFile(file: PlanFile, timeZone?: string): CheckedPlan {
  if (!('input' in file)) return file;
  const checked = checkPlan(file.input, file.placeOf, timeZone);
  if (!file.bookFaults?.length) return checked;
  return { faults: bounded([...file.bookFaults, ...('faults' in checked ? checked.faults : [])]) };
}
