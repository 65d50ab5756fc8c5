import { Temporal } from 'temporal-polyfill';
import { parseDateRule } from '../calendar/date-rules.ts';
import { createWorkCalendar, type WorkCalendar } from '../calendar/work-calendar.ts';
import type { FaultCode } from './fault-codes.ts';
import type { FaultPath, Finding } from './plan-fault.ts';
import { entriesOf, type ReadablePlan } from './readable-plan.ts';
import { type RoundDatesFault, resolveRoundDates } from './round-dates.ts';

type ReadablePeriod = NonNullable<NonNullable<ReadablePlan['periods']>[number]>;

/** Every date of a period can be found, and they are in order. */
export function periodRules(plan: ReadablePlan): Finding[] {
  const calendar = createWorkCalendar({
    // Neither decides a date; the plan's own may be what is faulty.
    timeZone: 'UTC',
    workingHours: { from: '08:00', to: '16:30' },
    squeezeDaysFree: plan.squeezeDaysFree ?? false,
  });
  return [...entriesOf(plan.periods, 'periods')].flatMap(({ entry, path }) => [
    ...coversRule(entry, path),
    ...dateFindings(entry, path, calendar),
  ]);
}

function* coversRule({ covers }: ReadablePeriod, path: FaultPath): Generator<Finding> {
  const { from, to } = covers ?? {};
  if (from && to && to < from)
    yield { path: [...path, 'covers', 'to'], code: 'covers-order', found: to, expected: from };
}

type DateName = RoundDatesFault['field'];

const codeOfFault: Readonly<Record<RoundDatesFault['fault'], FaultCode>> = {
  'not-a-date': 'wrong-date',
  'not-every-month': 'date-not-every-year',
  'not-a-rule': 'date-rule',
  'before-due-here': 'before-due-here',
  circular: 'circular-dates',
  'due-not-after-opens': 'due-not-after-opens',
  'closes-not-after-due': 'closes-not-after-due',
};

function dateFindings(period: ReadablePeriod, path: FaultPath, calendar: WorkCalendar): Finding[] {
  const dates = ['opens', 'due', 'closes'] as const;
  const unreadable = dates.flatMap((name) => unreadableDate(period, name));
  return (unreadable.length > 0 ? unreadable : datesInWrongOrder(period, calendar)).map(
    ({ field, fault }) => ({
      path: [...path, field],
      code: codeOfFault[fault],
      found: period[field],
      expected:
        fault === 'due-not-after-opens' ? period.opens : fault === 'closes-not-after-due' ? period.due : '',
    }),
  );
}

function unreadableDate(period: ReadablePeriod, field: DateName): RoundDatesFault[] {
  const text = period[field];
  const rule = text === undefined ? undefined : parseDateRule(text);
  return rule && 'fault' in rule ? [{ field, fault: rule.fault }] : [];
}

function datesInWrongOrder(
  { covers, opens, due, closes }: ReadablePeriod,
  calendar: WorkCalendar,
): RoundDatesFault[] {
  const { from, to } = covers ?? {};
  if (!from || !to || to < from || !opens || !due) return [];
  const resolved = resolveRoundDates({ covers: { from, to }, opens, due, closes }, calendar);
  return 'fault' in resolved ? [resolved] : [];
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
