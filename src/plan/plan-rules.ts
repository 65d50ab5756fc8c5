import { Temporal } from 'temporal-polyfill';
import { parseDateRule } from '../calendar/date-rules.ts';
import {
  createWorkCalendar,
  dayRuleOf,
  type FreeTime,
  type WorkCalendar,
} from '../calendar/work-calendar.ts';
import type { FaultCode } from './fault-codes.ts';
import { nearest } from './nearest.ts';
import type { FaultPath, Finding } from './plan-fault.ts';
import { type Access, type Aspect, aspects } from './plan-schema.ts';
import { entriesOf, type ReadablePlan } from './readable-plan.ts';
import { type RoundDatesFault, resolveRoundDates } from './round-dates.ts';

type ReadableAssignment = NonNullable<NonNullable<ReadablePlan['assignments']>[number]>;

/**
 * A core assignment goes on and is never completed: what has an end or milestones is a political one,
 * and that needs a start. ISO dates are in order as text.
 */
export function assignmentRules(plan: ReadablePlan): Finding[] {
  return [...entriesOf(plan.assignments, 'assignments')].flatMap(({ entry, path }) => [
    ...(entry.type === 'core' ? coreRules(entry, path) : []),
    ...(entry.type === 'political' ? politicalRules(entry, path) : []),
    ...aspectRules(entry, path),
  ]);
}

/** What people put where they have nothing to say. */
const fillers =
  /^(?:[^\p{L}\p{N}]*|x+|se ovan|saknas|ingen(?:ting)?|inget|nej|ej aktuellt|ej relevant|none|nothing|n\/?a|tbd|todo|as above)\.?$/iu;

/** Every aspect says something of its own, or why the assignment does not touch it. */
function* aspectRules({ aspects: given }: ReadableAssignment, path: FaultPath): Generator<Finding> {
  const said = aspects.flatMap((one) => {
    const words = given?.[one] && aspectText(given[one]);
    return words ? [{ one, words: words.trim() }] : [];
  });
  const isOneForAll = said.length === aspects.length && new Set(said.map(({ words }) => words)).size === 1;
  for (const { one, words } of said)
    if (words && fillers.test(words))
      yield { path: [...path, 'aspects', one], code: 'aspect-filler', found: words };
  if (isOneForAll && !fillers.test(said[0]!.words))
    yield { path: [...path, 'aspects'], code: 'aspects-alike', found: said[0]!.words };
}

type ReadableAspect = NonNullable<NonNullable<ReadableAssignment['aspects']>[Aspect]>;

function aspectText(aspect: ReadableAspect): string | undefined {
  if (typeof aspect === 'string') return aspect;
  return 'sv' in aspect ? aspect.sv : typeof aspect.notTouched === 'string' ? aspect.notTouched : undefined;
}

function* coreRules({ end, milestones }: ReadableAssignment, path: FaultPath): Generator<Finding> {
  if (end) yield { path: [...path, 'end'], code: 'core-with-end', found: end };
  if (milestones?.length) yield { path: [...path, 'milestones'], code: 'core-with-milestones' };
}

function* politicalRules(assignment: ReadableAssignment, path: FaultPath): Generator<Finding> {
  const { start, end, milestones } = assignment;
  // Absent and null are the same; undefined under the key means that the schema has complained already.
  if (start === null || !('start' in assignment))
    yield { path: [...path, 'start'], code: 'political-without-start' };
  if (start && end && end < start)
    yield { path: [...path, 'end'], code: 'end-before-start', found: end, expected: start };
  for (const { entry, path: place } of entriesOf(milestones, ...path, 'milestones')) {
    const { due } = entry;
    if (due && ((start && due < start) || (end && due > end)))
      yield {
        path: [...place, 'due'],
        code: 'milestone-outside',
        found: due,
        expected: `${start ?? ''}–${end ?? ''}`,
      };
  }
}

type ReadableIndicator = NonNullable<NonNullable<ReadablePlan['indicators']>[number]>;

/** A target says which way is good, so it must agree with the direction, and only steering measures have one. */
export function indicatorRules(plan: ReadablePlan): Finding[] {
  const units = new Set((plan.units ?? []).flatMap((unit) => swedish(unit) ?? []));
  return [...entriesOf(plan.indicators, 'indicators')].flatMap(({ entry, path }) => [
    ...targetRules(entry, path),
    ...koladaRules(entry, path),
    ...monthsRule(entry, path),
    ...unitRule(entry, path, units),
  ]);
}

/** A quarter's value is of the quarter, whichever months something is done in. */
function* monthsRule({ months, frequency }: ReadableIndicator, path: FaultPath): Generator<Finding> {
  if (months && frequency && frequency !== 'monthly')
    yield { path: [...path, 'months'], code: 'months-not-monthly', found: frequency };
}

/** Where the plan lists its units, a unit outside the list is a slip of the pen. */
function* unitRule(
  { unit }: ReadableIndicator,
  path: FaultPath,
  units: ReadonlySet<string>,
): Generator<Finding> {
  const name = swedish(unit);
  if (units.size > 0 && name && !units.has(name))
    yield { path: [...path, 'unit'], code: 'unknown-unit', found: name, expected: nearest(name, units) };
}

function swedish(words: ReadableIndicator['unit']): string | undefined {
  return (typeof words === 'string' ? words : words?.sv)?.trim();
}

const opOfDirection = { higher: '>=', lower: '<=', band: 'between', context: '' } as const;

function* targetRules(indicator: ReadableIndicator, path: FaultPath): Generator<Finding> {
  const { target, direction, measureClass } = indicator;
  if (!target) {
    if (direction === 'band' && (target === null || !('target' in indicator)))
      yield { path: [...path, 'target'], code: 'band-without-target' };
    return;
  }
  if (measureClass && measureClass !== 'steering')
    yield { path: [...path, 'target'], code: 'target-not-steering', found: measureClass };
  else if (direction === 'context')
    yield { path: [...path, 'target'], code: 'target-not-steering', found: direction };
  else if (target.op === 'between' && (direction === 'lower' || direction === 'higher'))
    yield {
      path: [...path, 'target', 'op'],
      code: `between-with-${direction}`,
      found: target.op,
      expected: opOfDirection[direction],
    };
  else if (direction && target.op && target.op !== opOfDirection[direction])
    yield {
      path: [...path, 'target', 'op'],
      code: 'target-direction',
      found: target.op,
      expected: opOfDirection[direction],
    };
  if ('floor' in target && target.floor !== undefined) {
    const { floor, value } = target;
    if (target.op === '>=')
      yield { path: [...path, 'target', 'floor'], code: 'floor-without-lower', found: floor };
    else if (value !== undefined && floor >= value)
      yield { path: [...path, 'target', 'floor'], code: 'floor-order', found: floor, expected: `< ${value}` };
  }
  if (
    target.op === 'between' &&
    target.min !== undefined &&
    target.max !== undefined &&
    target.min >= target.max
  )
    yield {
      path: [...path, 'target', 'max'],
      code: 'target-order',
      found: target.max,
      expected: `> ${target.min}`,
    };
}

/** Kolada's values are yearly: they can never fill a tertial. */
function* koladaRules(indicator: ReadableIndicator, path: FaultPath): Generator<Finding> {
  const { source, frequency } = indicator;
  if (source !== 'kolada') return;
  if (!('kolada' in indicator)) yield { path: [...path, 'kolada'], code: 'kolada-missing' };
  if (frequency && frequency !== 'annual')
    yield { path: [...path, 'frequency'], code: 'kolada-not-annual', found: frequency, expected: 'annual' };
}

/** Every person can be found. */
export function* personRules(plan: ReadablePlan): Generator<Finding> {
  for (const { entry, path } of entriesOf(plan.persons, 'persons'))
    if (!('id' in entry) && !('upn' in entry)) yield { path, code: 'person-without-id' };
}

/**
 * Somebody must look after the plan, and somebody must read the summaries. An administrator role without
 * a person would leave the questions of every vacant role with nobody.
 */
export function* accessRules(plan: ReadablePlan): Generator<Finding> {
  const { roles } = plan;
  // A role whose access cannot be read might be the one that is missing.
  if (!roles || roles.some((role) => !role?.access)) return;
  const withAccess = (access: Access) => roles.filter((role) => role?.access === access);
  const administrators = withAccess('administrator').map((role) => role?.id);
  if (administrators.length === 0) yield { path: ['roles'], code: 'no-administrator' };
  else if (!holdsOne(plan.persons, administrators)) {
    yield { path: ['persons'], code: 'administrator-vacant', expected: administrators.join(', ') };
  }
  if (withAccess('leadership').length === 0) yield { path: ['roles'], code: 'no-leadership' };
}

function holdsOne(persons: ReadablePlan['persons'], roleIds: readonly (string | undefined)[]): boolean {
  return (persons ?? []).some((person) => !person?.roles || person.roles.some((id) => roleIds.includes(id)));
}

type ReadablePeriod = NonNullable<NonNullable<ReadablePlan['periods']>[number]>;

/** Every date of a period can be found, and they are in order. */
export function periodRules(plan: ReadablePlan): Finding[] {
  const calendar = createWorkCalendar({
    // Neither decides a date; the plan's own may be what is faulty.
    timeZone: 'UTC',
    workingHours: { from: '08:00', to: '16:30' },
    squeezeDaysFree: plan.squeezeDaysFree ?? false,
    freeTimes: hasFaultyFreeTimes(plan) ? undefined : (plan.freeTimes as readonly FreeTime[] | undefined),
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

function hasFaultyFreeTimes(plan: ReadablePlan): boolean {
  return plan.freeTimes?.some((one) => !one?.from || !one.to) || [...freeTimeRules(plan)].length > 0;
}

/** So many days of every year may be free: the rest is to be worked in. */
const maxFreeDays = 150;

/** Free times are days, from first to last, and leave days to work in. */
export function* freeTimeRules({ freeTimes }: ReadablePlan): Generator<Finding> {
  let days = 0;
  for (const { entry, path } of entriesOf(freeTimes, 'freeTimes')) {
    const [from, to] = [entry.from, entry.to].map((text) => (text ? dayRuleOf(text) : undefined));
    if (entry.from && !from) yield { path: [...path, 'from'], code: 'free-time-day', found: entry.from };
    else if (entry.to && (!to || (from && from.type !== to.type)))
      yield { path: [...path, 'to'], code: 'free-time-day', found: entry.to };
    else if (from?.type === 'date' && to?.type === 'date' && to.date < from.date)
      yield { path: [...path, 'to'], code: 'covers-order', found: to.date, expected: from.date };
    else if (from?.type === 'day-of-year' && to?.type === 'day-of-year') {
      const dayOf = (rule: { month: number; day: number }) =>
        Temporal.PlainDate.from({ year: 2024, month: rule.month, day: rule.day }).dayOfYear;
      days += ((dayOf(to) - dayOf(from) + 366) % 366) + 1;
    }
  }
  if (days > maxFreeDays)
    yield {
      path: ['freeTimes'],
      code: 'free-times-too-long',
      found: String(days),
      expected: String(maxFreeDays),
    };
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

/** What is disposed of has a time; what is preserved has none. Each kind of record is named once. */
export function* retentionRules({ retention }: ReadablePlan): Generator<Finding> {
  const seen = new Set<string>();
  for (const { entry, path } of entriesOf(retention?.records, 'retention', 'records')) {
    const { record, months } = entry;
    if (record && seen.has(record)) yield { path: [...path, 'record'], code: 'double-record', found: record };
    if (record) seen.add(record);
    if (entry.class === 'dispose' && !('months' in entry))
      yield { path: [...path, 'months'], code: 'retention-without-period' };
    if (entry.class === 'preserve' && months !== undefined)
      yield { path: [...path, 'months'], code: 'retention-of-preserved', found: months };
  }
}
