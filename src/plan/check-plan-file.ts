import { type CheckedPlan, checkPlan } from './check-plan.ts';
import { bounded, type PlanFault } from './plan-fault.ts';
import type { PlanFile } from './read-plan-file.ts';

/**
 * A file's plan, ready to be put in force, or everything that is wrong with the file and the plan in one go.
 * `timeZone` is for a plan that names none.
 */
export function checkPlanFile(file: PlanFile, timeZone?: string): CheckedPlan {
  if (!('input' in file)) return file;
  const checked = checkPlan(file.input, file.placeOf, timeZone);
  if (!file.bookFaults?.length) return checked;
  // What could not be read is not also missing.
  const told = new Set(file.bookFaults.map(cellOf));
  const others = 'faults' in checked ? checked.faults.filter((fault) => !told.has(cellOf(fault))) : [];
  return { faults: bounded([...file.bookFaults, ...others]) };
}

/** One cell, and no other fault where there is none. */
function cellOf(fault: PlanFault): unknown {
  const { sheet, row, column } = fault.cell ?? {};
  return row && column ? `${column}${row} ${sheet}` : fault;
}
