import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { type DateRule, parseDateRule } from './date-rules.ts';
import { localDate } from './instants.ts';

/** `public` are the statutory holidays; `bank` are Midsummer Eve, Christmas Eve and New Year's Eve. */
const sweden = new Holidays('SE', { types: ['public', 'bank'] });
const datesByYear = new Map<number, ReadonlySet<string>>();

/** Whether a date is a Swedish public holiday or one of the three eves that are treated like one. */
export function isSwedishHoliday(date: Temporal.PlainDate): boolean {
  return holidaysOf(date.year).has(date.toString());
}

/** The library recomputes a year on every call, so each year is computed once and cached. */
function holidaysOf(year: number): ReadonlySet<string> {
  const known = datesByYear.get(year);
  if (known) return known;
  const dates = new Set(sweden.getHolidays(year).map(({ date }) => date.slice(0, 'YYYY-MM-DD'.length)));
  datesByYear.set(year, dates);
  return dates;
}

/**
 * The plan's rules for when people work. Plan validation guarantees that `from` is before `to` and that the zone
 * exists.
 */
export interface WorkRules {
  /** An IANA zone, such as Europe/Stockholm. */
  readonly timeZone: string;
  /** Local times, `HH:MM`, the same every working day. */
  readonly workingHours: { readonly from: string; readonly to: string };
  /** Whether a single working day between two free days (klämdag) is free too. */
  readonly squeezeDaysFree: boolean;
  /**
   * Other periods when nobody is asked; absent: all of July. Plan validation guarantees that some working days remain.
   */
  readonly freeTimes?: readonly FreeTime[] | undefined;
}

/** A period when people are away: dates, or days that recur every year; both ends inclusive. */
export interface FreeTime {
  readonly from: string;
  readonly to: string;
}

/** The default free time for plans that state none. */
export const july: readonly FreeTime[] = [{ from: '1 July', to: '31 July' }];

/** The first free time that contains the day. */
export function freeTimeOn<T extends FreeTime>(date: Temporal.PlainDate, times: readonly T[]): T | undefined {
  return times.find(({ from, to }) => isBetween(date, parsed(from), parsed(to)));
}

function isBetween(date: Temporal.PlainDate, from: DayRule | undefined, to: DayRule | undefined): boolean {
  if (!from || !to) return false;
  if (from.type === 'date' && to.type === 'date') return `${date}` >= from.date && `${date}` <= to.date;
  if (from.type === 'date' || to.type === 'date') return false;
  const [day, first, last] = [date, from, to].map(({ month, day: of }) => month * 100 + of) as [
    number,
    number,
    number,
  ];
  // December to January is one period too.
  return first <= last ? day >= first && day <= last : day >= first || day <= last;
}

export type DayRule = Extract<DateRule, { type: 'date' | 'day-of-year' }>;

/** Parses a date or a yearly day; undefined for any other rule. */
export function dayRuleOf(text: string): DayRule | undefined {
  const rule = parseDateRule(text);
  return 'type' in rule && (rule.type === 'date' || rule.type === 'day-of-year') ? rule : undefined;
}

const dayRules = new Map<string, DayRule | undefined>();

/** Cached: each round checks days against these rules a thousand times. */
function parsed(text: string): DayRule | undefined {
  if (!dayRules.has(text)) dayRules.set(text, dayRuleOf(text));
  return dayRules.get(text);
}

/**
 * Which days and hours people may be written to. Free days: Saturdays, Sundays, Swedish public holidays, Midsummer Eve,
 * Christmas Eve, New Year's Eve, the free times in the rules, and squeeze days if the rules say so.
 */
export interface WorkCalendar {
  readonly rules: WorkRules;
  isWorkingDay(date: Temporal.PlainDate): boolean;
  /** This day if it is a working day, else the next one. */
  nextWorkingDay(date: Temporal.PlainDate): Temporal.PlainDate;
  /** This day if it is a working day, else the previous one. */
  previousWorkingDay(date: Temporal.PlainDate): Temporal.PlainDate;
  /**
   * The nth working day after the date, or before it if n is negative. For n = 0 the date itself, even if it is free.
   */
  addWorkingDays(date: Temporal.PlainDate, n: number): Temporal.PlainDate;
  /** The inverse of `addWorkingDays`: how many working days `to` is after `from`; negative if before. */
  workingDaysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number;
  /**
   * The instant of the local time `time` (`HH:MM`) on that day, clamped to working hours. A time that daylight saving
   * skips in spring shifts forward by the size of the change; a time that occurs twice in autumn means the first. The
   * day is not moved, even if it is free.
   */
  at(date: Temporal.PlainDate, time: string): Temporal.Instant;
  /** Whether the instant is within the working hours of a working day, both ends inclusive. */
  isWorkingTime(instant: Temporal.Instant): boolean;
  /** The instant itself if it is working time, else the next time that work starts. */
  nextWorkingTime(instant: Temporal.Instant): Temporal.Instant;
}

export function createWorkCalendar(rules: WorkRules): WorkCalendar {
  const { timeZone, workingHours, freeTimes = july } = rules;
  const isFree = (date: Temporal.PlainDate) =>
    date.dayOfWeek > 5 || freeTimeOn(date, freeTimes) !== undefined || isSwedishHoliday(date);
  const isBetweenFreeDays = (date: Temporal.PlainDate) =>
    isFree(date.subtract({ days: 1 })) && isFree(date.add({ days: 1 }));
  const isWorkingDay = (date: Temporal.PlainDate) =>
    !isFree(date) && !(rules.squeezeDaysFree && isBetweenFreeDays(date));
  const days = workingDays(isWorkingDay);
  const at = remembered((date, time) => atWork(date, time, rules));
  const isWorkingTime = (instant: Temporal.Instant) => {
    const date = localDate(instant, timeZone);
    return isWorkingDay(date) && isWithin(instant, at(date, workingHours.from), at(date, workingHours.to));
  };
  const nextWorkingTime = (instant: Temporal.Instant) => {
    if (isWorkingTime(instant)) return instant;
    const today = localDate(instant, timeZone);
    const start = at(days.nextWorkingDay(today), workingHours.from);
    if (Temporal.Instant.compare(start, instant) >= 0) return start;
    return at(days.addWorkingDays(today, 1), workingHours.from);
  };
  return { rules, isWorkingDay, ...days, at, isWorkingTime, nextWorkingTime };
}

/** A round asks for the same few instants once per person, and each is slow to compute. */
const maxRemembered = 1000;

function remembered(at: WorkCalendar['at']): WorkCalendar['at'] {
  const known = new Map<string, Temporal.Instant>();
  return (date, time) => {
    const key = `${date} ${time}`;
    const found = known.get(key) ?? at(date, time);
    if (known.size >= maxRemembered) known.clear();
    known.set(key, found);
    return found;
  };
}

type DayArithmetic = Pick<
  WorkCalendar,
  'nextWorkingDay' | 'previousWorkingDay' | 'addWorkingDays' | 'workingDaysBetween'
>;

function workingDays(isWorkingDay: WorkCalendar['isWorkingDay']): DayArithmetic {
  const seek = (date: Temporal.PlainDate, days: 1 | -1) => {
    let day = date;
    while (!isWorkingDay(day)) day = day.add({ days });
    return day;
  };
  const addWorkingDays = (date: Temporal.PlainDate, n: number) => {
    const days = n < 0 ? -1 : 1;
    let day = date;
    for (let left = Math.abs(n); left > 0; left -= 1) day = seek(day.add({ days }), days);
    return day;
  };
  const workingDaysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate) => {
    const days = Temporal.PlainDate.compare(to, from) < 0 ? -1 : 1;
    let count = 0;
    for (let day = from; !day.equals(to); ) {
      day = day.add({ days });
      if (isWorkingDay(day)) count += days;
    }
    return count;
  };
  return {
    nextWorkingDay: (date) => seek(date, 1),
    previousWorkingDay: (date) => seek(date, -1),
    addWorkingDays,
    workingDaysBetween,
  };
}

/** Compares instants, not times of day, so that the order also holds when the clock changes. */
function atWork(
  date: Temporal.PlainDate,
  time: string,
  { timeZone, workingHours }: WorkRules,
): Temporal.Instant {
  const localTimeAt = (clockTime: string, disambiguation: 'compatible' | 'earlier') =>
    date.toPlainDateTime(clockTime).toZonedDateTime(timeZone, { disambiguation }).toInstant();
  const start = localTimeAt(workingHours.from, 'compatible');
  // If daylight saving skips the end of work, the result must not be later than the time as written.
  const end = localTimeAt(workingHours.to, 'earlier');
  const wanted = localTimeAt(time, 'compatible');
  if (Temporal.Instant.compare(wanted, start) < 0) return start;
  return Temporal.Instant.compare(wanted, end) > 0 ? end : wanted;
}

function isWithin(instant: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant): boolean {
  return Temporal.Instant.compare(from, instant) <= 0 && Temporal.Instant.compare(instant, to) <= 0;
}
