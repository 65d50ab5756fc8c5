import { Aside } from '../base/aside.ts';
import { type CheckedPlan, checkPlan } from './check-plan.ts';
import { bounded, type PlanFault } from './plan-fault.ts';
import type { PlanFile } from './read-plan-file.ts';

/** A plan of thousands of indicators takes a tenth of either. */
const maxMegabytes = 600;
const maxSeconds = 30;

export interface FileAside {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** For a plan that names none. */
  readonly timeZone: string | undefined;
}

const thread = new Aside<FileAside, CheckedPlan>(new URL('./plan-file-worker.ts', import.meta.url), {
  maxMegabytes,
  maxSeconds,
});

/** The same as reading and checking a file here, but on a thread (`Aside`). */
export function checkPlanAside(file: FileAside): Promise<CheckedPlan> {
  const tooMuch: CheckedPlan = {
    faults: [{ path: file.name, code: 'file-too-much', found: '', expected: '' }],
  };
  // Whatever ends the thread before it has answered is the file's doing: the plan is left as it was.
  return thread.do(file, (checked) => checked).catch(() => tooMuch);
}

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
