import { Temporal } from 'temporal-polyfill';
import { readPeriod } from '../calendar/dated-period.ts';
import { defaultPeriods } from './default-periods.ts';
import { childOf, type FaultPath, type Finding } from './plan-fault.ts';
import { type PeriodKind, type RecurringPeriod, recurringPeriod } from './plan-schema.ts';
import { schemaFindings } from './schema-faults.ts';

/** A plan whose recurring rounds are written out, each a period of its own. */
export interface WrittenOut {
  readonly input: unknown;
  /** What is wrong with those that are written once. */
  readonly findings: readonly Finding[];
  /** A path in the plan as written out, as it stands in the file. */
  pathInFile(path: FaultPath): FaultPath;
}

const kindOf: Readonly<Record<RecurringPeriod['every'], PeriodKind>> = {
  month: 'monthly',
  quarter: 'quarterly',
  tertial: 'tertial',
  'half-year': 'half-year',
  year: 'annual',
  monthly: 'monthly',
  quarterly: 'quarterly',
  interim: 'interim',
  annual: 'annual',
};

/**
 * "Every month from August to December" becomes its rounds, with the ids and names that a new plan's periods have.
 * What is faulty is left out and told once, where it stands.
 */
export function writeOutRecurring(input: unknown): WrittenOut {
  const periods = childOf(input, 'periods');
  if (!Array.isArray(periods) || !periods.some(isRecurring))
    return { input, findings: [], pathInFile: (path) => path };
  const findings: Finding[] = [];
  const places: number[] = [];
  const all = periods.flatMap((entry: unknown, place) => {
    const made = isRecurring(entry) ? rounds(input, entry, place, findings) : [entry];
    places.push(...made.map(() => place));
    return made;
  });
  return {
    input: { ...(input as object), periods: all },
    findings,
    pathInFile: (path) => {
      const [list, place, ...rest] = path;
      return list === 'periods' && typeof place === 'number' ? [list, places[place]!, ...rest] : path;
    },
  };
}

function isRecurring(entry: unknown): boolean {
  return childOf(entry, 'every') !== undefined;
}

function rounds(input: unknown, entry: unknown, place: number, findings: Finding[]): unknown[] {
  const parsed = recurringPeriod.safeParse(entry);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((one) => ({ ...one, path: ['periods', place, ...one.path] }));
    findings.push(...schemaFindings(input, issues));
    return [];
  }
  const { every, from, to, covers, ...dates } = parsed.data;
  const [first, last] = [
    covers?.from ?? readPeriod(from ?? '')?.from,
    covers?.to ?? readPeriod(to ?? '')?.to,
  ];
  const faults = [...unread('from', from ?? covers?.from, first), ...unread('to', to ?? covers?.to, last)];
  findings.push(
    ...faults.map(
      ({ field, found }): Finding => ({
        path: ['periods', place, field],
        code: found ? 'unknown-period' : 'missing',
        found,
      }),
    ),
  );
  if (!first || !last) return [];
  const years = { from: Temporal.PlainDate.from(first).year, to: Temporal.PlainDate.from(last).year };
  const made = Array.from({ length: Math.min(Math.max(years.to - years.from + 1, 0), maxYears) }, (_, more) =>
    defaultPeriods(kindOf[every], years.from + more),
  )
    .flat()
    .filter((one) => one.covers.from >= first && one.covers.to <= last)
    .map((one) => ({ ...one, ...dates }));
  if (made.length === 0)
    findings.push({ path: ['periods', place], code: 'every-nothing', found: `${first}–${last}` });
  return made;
}

/** A plan is decided anew long before. */
const maxYears = 10;

function unread(field: string, found: string | undefined, day: string | undefined) {
  return day ? [] : [{ field, found }];
}
