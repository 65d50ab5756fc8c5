import { defaultTimeZone } from '../calendar/instants.ts';
import { bounded, type Finding, faultsOf, type PlaceOf, type PlanFault } from './plan-fault.ts';
import {
  accessRules,
  assignmentRules,
  freeTimeRules,
  indicatorRules,
  periodRules,
  personRules,
  retentionRules,
  settingRules,
} from './plan-rules.ts';
import { type PlanContent, planSchema } from './plan-schema.ts';
import { type ReadablePlan, readablePlan } from './readable-plan.ts';
import { writeOutRecurring } from './recurring-periods.ts';
import { danglingReferences, doubles, ownDeputies, unknownPeriods } from './reference-rules.ts';
import { schemaFindings } from './schema-faults.ts';
import { visibleData } from './visible-text.ts';

/** What a schema cannot say. A new rule goes here, with its code in `plan-fault.ts` and its sentences. */
const rules: readonly ((plan: ReadablePlan) => Iterable<Finding>)[] = [
  settingRules,
  freeTimeRules,
  accessRules,
  personRules,
  periodRules,
  assignmentRules,
  indicatorRules,
  danglingReferences,
  unknownPeriods,
  doubles,
  ownDeputies,
  retentionRules,
];

export type CheckedPlan = { readonly plan: PlanContent } | { readonly faults: PlanFault[] };

/**
 * A plan that can be put in force, or everything that is wrong with it, in one go: what has the wrong
 * shape, and what contradicts itself as far as it can be read. `written` is plain data as a file gave it;
 * `placeOf` says where in the file a part of it stood, where that is not its path; `timeZone` is for a plan that
 * names none.
 */
export function checkPlan(written: unknown, placeOf?: PlaceOf, timeZone = defaultTimeZone): CheckedPlan {
  const inFile = visibleData(written);
  const { input, findings: recurring, pathInFile } = writeOutRecurring(inFile);
  const parsed = planSchema.safeParse(input);
  const inShape = parsed.success ? [] : schemaFindings(input, parsed.error.issues);
  const readable = readablePlan(input, inShape);
  const found = [...inShape, ...rules.flatMap((rule) => [...rule(readable)])];
  const findings = [...recurring, ...found.map((one) => ({ ...one, path: pathInFile(one.path) }))];
  if (parsed.success && findings.length === 0)
    return { plan: { ...parsed.data, timeZone: parsed.data.timeZone ?? timeZone } };
  return { faults: bounded(faultsOf(inFile, findings, placeOf)) };
}
