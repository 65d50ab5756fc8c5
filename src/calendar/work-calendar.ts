import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { type DateRule, parseDateRule } from './date-rules.ts';
import { localDate } from './instants.ts';

/** `public` are the public holidays by law; `bank` are midsummer eve, Christmas eve and New Year's eve. */
const sweden = new Holidays('SE', { types: ['public', 'bank'] });
const datesByYear = new Map<number, ReadonlySet<string>>();

/** Whether a date is a Swedish public holiday, or one of the three eves that are free like one. */
export function isSwedishHoliday(date: Temporal.PlainDate): boolean {
  return holidaysOf(date.year).has(date.toString());
}

/** The library works a year out anew each time, so each year is asked for once. */
function holidaysOf(year: number): ReadonlySet<string> {
  const known = datesByYear.get(year);
  if (known) return known;
  const dates = new Set(sweden.getHolidays(year).map(({ date }) => date.slice(0, 'YYYY-MM-DD'.length)));
  datesByYear.set(year, dates);
  return dates;
}

/** What a plan says about when people work. `from` is before `to`, and the zone exists: the plan's check sees to it. */
export interface WorkRules {
  /** An IANA zone, such as Europe/Stockholm. */
  readonly timeZone: string;
  /** Times of day, `HH:MM`, the same every working day. */
  readonly workingHours: { readonly from: string; readonly to: string };
  /** Whether a single working day between two free days is free too. */
  readonly squeezeDaysFree: boolean;
  /** When nobody is asked beside that; absent: all of July. A plan's check sees to it that days are left to work. */
  readonly freeTimes?: readonly FreeTime[] | undefined;
}

/** Days when people are away: dates, or days that come every year, both ends included. */
export interface FreeTime {
  readonly from: string;
  readonly to: string;
}

/** Free where a plan says nothing. */
export const july: readonly FreeTime[] = [{ from: '1 July', to: '31 July' }];

/** The first of some free times that a day lies in. */
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
  // From December into January is one stretch too.
  return first <= last ? day >= first && day <= last : day >= first || day <= last;
}

export type DayRule = Extract<DateRule, { type: 'date' | 'day-of-year' }>;

/** A date or a day of every year; undefined for any other rule. */
export function dayRuleOf(text: string): DayRule | undefined {
  const rule = parseDateRule(text);
  return 'type' in rule && (rule.type === 'date' || rule.type === 'day-of-year') ? rule : undefined;
}

const dayRules = new Map<string, DayRule | undefined>();

/** A day is held against them a thousand times for each round. */
function parsed(text: string): DayRule | undefined {
  if (!dayRules.has(text)) dayRules.set(text, dayRuleOf(text));
  return dayRules.get(text);
}

/**
 * Which days and hours people may be written to. Free are Saturdays and Sundays, Swedish public holidays
 * with midsummer, Christmas and New Year's eve, the free times of the rules, and squeeze days if they say so.
 */
export interface WorkCalendar {
  readonly rules: WorkRules;
  isWorkingDay(date: Temporal.PlainDate): boolean;
  /** This day if it is a working day, else the first one after it. */
  nextWorkingDay(date: Temporal.PlainDate): Temporal.PlainDate;
  /** This day if it is a working day, else the last one before it. */
  previousWorkingDay(date: Temporal.PlainDate): Temporal.PlainDate;
  /** The nth working day after the date, or before it when n is negative; the date itself, free or not, when n is 0. */
  addWorkingDays(date: Temporal.PlainDate, n: number): Temporal.PlainDate;
  /** Undoes `addWorkingDays`: how many working days `to` lies after `from`; negative when it lies before. */
  workingDaysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number;
  /**
   * When the clock on the wall shows `time` (`HH:MM`) that day, moved into the working hours. A time the
   * clock skips in spring comes as much later as the clock moved; one it shows twice in autumn is the first.
   * The day is not moved, even if it is free.
   */
  at(date: Temporal.PlainDate, time: string): Temporal.Instant;
  /** Within the working hours, both ends included, of a working day. */
  isWorkingTime(instant: Temporal.Instant): boolean;
  /** The instant itself if it is in working time, else the next time that work starts. */
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

/** A round asks for the same few moments once for every person, and working one out takes long. */
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

/** Compared as instants, not as times of day, so that the order holds on the two nights the clock changes. */
function atWork(
  date: Temporal.PlainDate,
  time: string,
  { timeZone, workingHours }: WorkRules,
): Temporal.Instant {
  const onTheWall = (clockTime: string, disambiguation: 'compatible' | 'earlier') =>
    date.toPlainDateTime(clockTime).toZonedDateTime(timeZone, { disambiguation }).toInstant();
  const start = onTheWall(workingHours.from, 'compatible');
  // An end of work that the clock skips must not come out later than it reads.
  const end = onTheWall(workingHours.to, 'earlier');
  const wanted = onTheWall(time, 'compatible');
  if (Temporal.Instant.compare(wanted, start) < 0) return start;
  return Temporal.Instant.compare(wanted, end) > 0 ? end : wanted;
}

function isWithin(instant: Temporal.Instant, from: Temporal.Instant, to: Temporal.Instant): boolean {
  return Temporal.Instant.compare(from, instant) <= 0 && Temporal.Instant.compare(instant, to) <= 0;
}
