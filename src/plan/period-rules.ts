import { Temporal } from 'temporal-polyfill';
import { type DateRuleFault, parseDateRule } from '../calendar/date-rules.ts';
import type { FaultCode, FaultPath, Finding } from './plan-fault.ts';
import { entriesOf, type ReadablePlan } from './readable-plan.ts';

type ReadablePeriod = NonNullable<NonNullable<ReadablePlan['periods']>[number]>;

/** Every date of a period can be found, and they are in order. */
export function periodRules(plan: ReadablePlan): Finding[] {
  return [...entriesOf(plan.periods, 'periods')].flatMap(({ entry, path }) => [
    ...coversRule(entry, path),
    ...dateRules(entry, path),
  ]);
}

function* coversRule({ covers }: ReadablePeriod, path: FaultPath): Generator<Finding> {
  const { from, to } = covers ?? {};
  if (from && to && to < from)
    yield { path: [...path, 'covers', 'to'], code: 'covers-order', found: to, expected: from };
}

const codeOfRuleFault: Readonly<Record<DateRuleFault, FaultCode>> = {
  'not-a-date': 'wrong-date',
  'not-every-month': 'date-not-every-year',
  'not-a-rule': 'date-rule',
};

function* dateRules(period: ReadablePeriod, path: FaultPath): Generator<Finding> {
  for (const name of ['opens', 'due', 'closes'] as const) {
    const text = period[name];
    const rule = text === undefined ? undefined : parseDateRule(text);
    if (rule && 'fault' in rule)
      yield { path: [...path, name], code: codeOfRuleFault[rule.fault], found: text };
  }
}

/** Settings of the organisation that a schema cannot judge. */
export function* settingRules({ timeZone, workingHours }: ReadablePlan): Generator<Finding> {
  if (timeZone !== undefined && !isTimeZone(timeZone))
    yield { path: ['timeZone'], code: 'wrong-time-zone', found: timeZone };
  const { from, to } = workingHours ?? {};
  if (from && to && to <= from)
    yield { path: ['workingHours', 'to'], code: 'hours-order', found: to, expected: from };
}

function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
