import { Temporal } from 'temporal-polyfill';

/** Days, and spans of days, as people speak of them. */
export type Day = Temporal.PlainDate;
/** The last day is included. */
export type Span = readonly [from: Day, to: Day];
/** Of what comes again each week or year: the next, or the latest; undefined where nothing says which. */
export type Way = 'ahead' | 'behind' | undefined;

export function dayOf(year: number, month: number, day: number): Day | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

export function oneDay(day: Day | undefined): Span | undefined {
  return day && [day, day];
}

export function spanOf(from: Day | undefined, to: Day | undefined): Span | undefined {
  return from && to ? [from, to] : undefined;
}

export function monthSpan(year: number, month: number): Span {
  const from = Temporal.PlainDate.from({ year, month: 1, day: 1 }).add({ months: month - 1 });
  return [from, from.add({ months: 1 }).subtract({ days: 1 })];
}

export function monthsOf(year: number, first: number, last: number): Span {
  return [monthSpan(year, first)[0], monthSpan(year, last)[1]];
}

/** By its name: quarter, tertial or half; undefined where the year has no such. */
export function partOfYear(year: number, name: string, nth: number): Span | undefined {
  const months = monthsIn(name);
  return nth * months > 12 ? undefined : monthsOf(year, (nth - 1) * months + 1, nth * months);
}

/** A part of the year that is said, or else of this one: of the one before where it is long until then. */
export function partNear(
  name: string,
  nth: number,
  said: number | undefined,
  today: Day,
  way: Way,
): Span | undefined {
  const here = partOfYear(said ?? today.year, name, nth);
  const isFar = !said && way !== 'ahead' && here !== undefined && here[0].month > today.month + 3;
  return isFar ? partOfYear(today.year - 1, name, nth) : here;
}

/** The part that it is now, or so many before it. */
export function partBack(today: Day, name: string, back: number): Span {
  const months = monthsIn(name);
  const last = (Math.ceil(today.month / months) - back) * months;
  return monthsOf(today.year, last - months + 1, last);
}

function monthsIn(part: string): number {
  return part.startsWith('t') ? 4 : part.startsWith('h') ? 6 : 3;
}

export function wholeYear(year: number): Span {
  return [monthSpan(year, 1)[0], monthSpan(year, 12)[1]];
}

export function tillAugust(year: number): Span {
  return [monthSpan(year, 1)[0], monthSpan(year, 8)[1]];
}

/** From July, as the plan's words for it mean. */
export function schoolYear(first: number): Span {
  return [monthSpan(first, 7)[0], monthSpan(first + 1, 6)[1]];
}

export function seasonSpan(first: number, last: number, today: Day, way?: Way): Span {
  const isOver = last < today.month;
  const year = first > today.month ? today.year - 1 : way === 'ahead' && isOver ? today.year + 1 : today.year;
  return [monthSpan(year, first)[0], monthSpan(year, last)[1]];
}

/** A day without its year is the next one of that name, unless it was within the last half year. */
export function nearYear(
  month: number,
  day: number,
  said: number | undefined,
  today: Day,
  way?: Way,
): number {
  if (said) return said;
  const here = dayOf(today.year, month, day);
  if (here && way) {
    const far = Temporal.PlainDate.compare(here, today);
    // What has just been is not said of a day nearly a year from now.
    return way === 'ahead' && far < 0 && here.until(today).days > justBeen
      ? today.year + 1
      : way === 'behind' && far > 0
        ? today.year - 1
        : today.year;
  }
  return month < today.month - 6 ? today.year + 1 : month > today.month + 6 ? today.year - 1 : today.year;
}

const justBeen = 60;

export function mondayOf(day: Day): Day {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

export function weekOf(week: number, today: Day, way?: Way): Span | undefined {
  if (week < 1 || week > 53) return undefined;
  const at = (year: number) =>
    mondayOf(Temporal.PlainDate.from({ year, month: 1, day: 4 })).add({ weeks: week - 1 });
  const past = at(today.year).until(today).days;
  const { after, before } = farWeeks[way ?? 'either'];
  const monday = at(today.year + (past > after ? 1 : past < -before ? -1 : 0));
  return [monday, monday.add({ days: 6 })];
}

/** After how many days a week of this year is that of the next, and before how many that of the last. */
const farWeeks = {
  ahead: { after: 120, before: Number.POSITIVE_INFINITY },
  behind: { after: Number.POSITIVE_INFINITY, before: 0 },
  either: { after: 240, before: 180 },
} as const;

export function nextWeekday(weekday: number, today: Day): Day {
  return today.add({ days: ((weekday - today.dayOfWeek + 6) % 7) + 1 });
}

export function lastWeekday(weekday: number, today: Day): Day {
  return today.subtract({ days: ((today.dayOfWeek - weekday + 6) % 7) + 1 });
}

/** The first such weekday of a span, or the second, or the last as -1. */
export function nthWeekday(nth: number, weekday: number, [from, to]: Span): Day {
  return nth < 0
    ? lastWeekday(weekday, to.add({ days: 1 }))
    : nextWeekday(weekday, from.subtract({ days: 1 })).add({ weeks: nth - 1 });
}

/** Saturday and Sunday: those to come on any other day, and those of now on either of them. */
export function weekend(today: Day, isPast: boolean): Span {
  const saturday =
    today.dayOfWeek > 5 ? today.subtract({ days: today.dayOfWeek - 6 }) : nextWeekday(6, today);
  const from = isPast && today.dayOfWeek <= 5 ? saturday.subtract({ days: 7 }) : saturday;
  return [from, from.add({ days: 1 })];
}

/** The day, or the week, month or year that it lies in. */
export function spanAround(day: Day, unit: string): Span {
  if (/^(?:dag|day)/u.test(unit)) return [day, day];
  if (/^(?:veck|week)/u.test(unit)) return [mondayOf(day), mondayOf(day).add({ days: 6 })];
  return /^(?:ar|year)/u.test(unit) ? wholeYear(day.year) : monthSpan(day.year, day.month);
}
