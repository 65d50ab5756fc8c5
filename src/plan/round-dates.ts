import { Temporal } from 'temporal-polyfill';
import { type DateRule, type DateRuleFault, parseDateRule } from '../calendar/date-rules.ts';
import { namedDate, toWorkingDay } from '../calendar/resolve-date-rule.ts';
import {
  createWorkCalendar,
  type FreeTime,
  freeTimeOn,
  isSwedishHoliday,
  july,
  type WorkCalendar,
} from '../calendar/work-calendar.ts';
import type { Localised } from '../language/language.ts';
import type { Period, PlanContent } from './plan-schema.ts';

export interface RoundDates {
  /** A working day. */
  readonly opens: Temporal.PlainDate;
  /** The last day that counts as in time; may be a free day if the plan gives the date itself. */
  readonly due: Temporal.PlainDate;
  /** The last day to change an answer; may be a free day if the plan gives the date itself. */
  readonly closes: Temporal.PlainDate;
  /** The rule behind each date. */
  readonly why: { readonly opens: DateRule; readonly due: DateRule; readonly closes: DateRule };
}

/**
 * `before-due-here`: only `opens` can count back from due. `circular`: opens counts back from a due date
 * that counts forward from opens. The last two: dates that fall together or in the wrong order.
 */
export interface RoundDatesFault {
  readonly fault:
    | DateRuleFault
    | 'before-due-here'
    | 'circular'
    | 'due-not-after-opens'
    | 'closes-not-after-due';
  readonly field: 'opens' | 'due' | 'closes';
}

const closesByDefault: DateRule = { type: 'later', count: 10, unit: 'working-days' };

/**
 * When a period's round opens, is due and closes, in that order, each on its own day. A yearly rule is
 * looked up for the first date it names after what comes before it: `opens` after the last day the period
 * covers (so 2026's annual round opens in January 2027), `due` after opens, `closes` after due. Dates by
 * rule, and `opens` in any case, move from a free day to the next working day.
 */
export function resolveRoundDates(
  period: Pick<Period, 'covers' | 'opens' | 'due' | 'closes'>,
  calendar: WorkCalendar,
): RoundDates | RoundDatesFault {
  const found = datesAndNamed(period, calendar);
  return 'fault' in found ? found : found.dates;
}

/** The dates, and each as its rule names it before free days give way. */
function datesAndNamed(
  period: Pick<Period, 'covers' | 'opens' | 'due' | 'closes'>,
  calendar: WorkCalendar,
): { readonly dates: RoundDates; readonly named: Named } | RoundDatesFault {
  const why = rulesOf(period);
  if ('fault' in why) return why;
  const end = Temporal.PlainDate.from(period.covers.to);
  const covered: Resolved = { named: end, date: end };
  const dueFirst =
    why.opens.type === 'before-due' ? firstAfter(why.due, { previous: covered }, calendar) : undefined;
  const opens = firstAfter(why.opens, { previous: covered, due: dueFirst?.date }, calendar);
  const due = dueFirst ?? firstAfter(why.due, { previous: opens }, calendar);
  const closes = firstAfter(why.closes, { previous: due }, calendar);
  const resolved = { opens: calendar.nextWorkingDay(opens.date), due: due.date, closes: closes.date, why };
  const dates = inOrder(resolved);
  if ('fault' in dates) return dates;
  return { dates, named: { opens: opens.named, due: due.named, closes: closes.named } };
}

type Named = Readonly<Record<RoundDatesFault['field'], Temporal.PlainDate>>;

function rulesOf(period: Pick<Period, 'opens' | 'due' | 'closes'>): RoundDates['why'] | RoundDatesFault {
  const opens = parseDateRule(period.opens);
  const due = parseDateRule(period.due);
  const closes = period.closes === undefined ? closesByDefault : parseDateRule(period.closes);
  if ('fault' in opens) return { ...opens, field: 'opens' };
  if ('fault' in due) return { ...due, field: 'due' };
  if ('fault' in closes) return { ...closes, field: 'closes' };
  if (due.type === 'before-due') return { fault: 'before-due-here', field: 'due' };
  if (closes.type === 'before-due') return { fault: 'before-due-here', field: 'closes' };
  if (opens.type === 'before-due' && due.type === 'later') return { fault: 'circular', field: 'opens' };
  return { opens, due, closes };
}

/** A date as its rule names it, and where it comes to when free days have given way. */
interface Resolved {
  readonly named: Temporal.PlainDate;
  readonly date: Temporal.PlainDate;
}

/**
 * Yearly rules are compared as named: "1 July" and "20 July" both come to August, and are then one fault
 * of order, not a round of a year.
 */
function firstAfter(
  rule: DateRule,
  { previous, due }: { readonly previous: Resolved; readonly due?: Temporal.PlainDate | undefined },
  calendar: WorkCalendar,
): Resolved {
  const { year } = previous.named;
  const namedIn = (year: number) => namedDate(rule, { year, anchor: previous.date, due }, calendar);
  const thisYears = namedIn(year);
  const named = isAfter(thisYears, previous.named) ? thisYears : namedIn(year + 1);
  return { named, date: toWorkingDay(rule, named, calendar) };
}

function inOrder(dates: RoundDates): RoundDates | RoundDatesFault {
  const isAfter = (one: Temporal.PlainDate, other: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(one, other) > 0;
  if (!isAfter(dates.due, dates.opens)) return { fault: 'due-not-after-opens', field: 'due' };
  if (!isAfter(dates.closes, dates.due)) return { fault: 'closes-not-after-due', field: 'closes' };
  return dates;
}

function isAfter(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) > 0;
}

/** A date of a round that lies on a free day, where it comes to instead, and why. */
export interface MovedDate {
  readonly period: Period;
  readonly field: RoundDatesFault['field'];
  readonly from: string;
  readonly to: string;
  /** `squeeze`: a working day between two free days, where the plan has those free. */
  readonly because: 'free-time' | 'weekend' | 'holiday' | 'squeeze';
  /** Of a free time; absent: July, which is free where a plan says nothing. */
  readonly why?: Localised | undefined;
}

/** The dates of a sound plan that free days move; of all its periods, or of some. */
export function movedDates(content: Omit<PlanContent, 'periods'>, periods: readonly Period[]): MovedDate[] {
  const { freeTimes = july } = content;
  const [calendar, without] = [
    createWorkCalendar(content),
    createWorkCalendar({ ...content, freeTimes: [] }),
  ];
  return periods.flatMap((period) => {
    const [found, plain] = [datesAndNamed(period, calendar), resolveRoundDates(period, without)];
    if ('fault' in found) return [];
    const { dates, named } = found;
    return (['opens', 'due', 'closes'] as const).flatMap((field): MovedDate[] => {
      // A rule that counts working days passes over a free time without ever naming a day in it.
      const otherwise = 'fault' in plain || plain[field].equals(dates[field]) ? named[field] : plain[field];
      if (dates[field].equals(otherwise)) return [];
      const free = freeTimeOn<FreeTime & { readonly why?: Localised }>(otherwise, freeTimes);
      const at = { period, field, from: `${otherwise}`, to: `${dates[field]}` };
      if (free) return [{ ...at, because: 'free-time', why: free.why }];
      const because =
        otherwise.dayOfWeek > 5 ? 'weekend' : isSwedishHoliday(otherwise) ? 'holiday' : 'squeeze';
      return calendar.isWorkingDay(otherwise) ? [] : [{ ...at, because }];
    });
  });
}

/** Every date of a checked plan that its free times move. */
export function movedByFreeTimes(content: PlanContent): MovedDate[] {
  return movedDates(content, content.periods).filter(({ because }) => because === 'free-time');
}
