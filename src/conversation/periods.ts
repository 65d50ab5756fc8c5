import { Temporal } from 'temporal-polyfill';
import type { Plan } from '../plan/plan-index.ts';
import { feastAt, feastAtEnd } from './feasts.ts';
import { lasting } from './said-days.ts';
import { type Read, type SaidTime, ways } from './said-times.ts';
import type { Day, Span, Way } from './spans.ts';
import { monthWord, since, upToNow, weekdayWord } from './time-words.ts';

/** A time that was said, in local days, the last included. */
export interface SaidPeriod {
  readonly from: string;
  readonly to: string;
}

/** A time, and the words that said it. */
export interface FoundPeriod {
  readonly period: SaidPeriod;
  readonly said: string;
  /** Where they begin. */
  readonly at: number;
}

export interface How {
  readonly way?: Way;
  /** How long something lasts is a time. */
  readonly lasts?: boolean;
}

/** Between spaces, which is faster than between all letters and digits: those take the first message 20 ms to compile. */
const compile = (all: readonly SaidTime[]) =>
  all.map(([said, read]) => [new RegExp(`(?<!\\S)(?:${said})(?!\\S)`, 'gu'), read] as const);
const compiled = compile(ways);
const withLasting = [...compiled, ...compile(lasting)];

/** The times that folded words say, each with the words that said it; the more particular before the others. */
export function findPeriods(text: string, today: Day, plan: Plan, { way, lasts }: How = {}): FoundPeriod[] {
  const said: Said[] = [];
  let left = text;
  while (said.length < maxTimes) {
    const next = firstSaid(left, lasts ? withLasting : compiled, (found, read) =>
      read(found, today, plan, way),
    );
    if (!next) break;
    said.push(next);
    left = `${left.slice(0, next.at)}${'·'.repeat(next.until - next.at)}${left.slice(next.until)}`;
  }
  return joined(said, text, today, way).map(({ span: [from, to], at, until }) => ({
    period: { from: from.toString(), to: to.toString() },
    said: text.slice(at, until),
    at,
  }));
}

const maxTimes = 4;

type Step = Readonly<{ weeks?: number; months?: number; years?: number }>;

/** A time by its place in the text. */
interface Said {
  readonly span: Span;
  readonly at: number;
  readonly until: number;
  /** Of several that are joined, the one that is said last. */
  readonly last?: Said;
}

function firstSaid(
  text: string,
  all: typeof compiled,
  spanOf: (found: RegExpExecArray, read: Read) => Span | undefined,
): Said | undefined {
  for (const [said, read] of all) {
    said.lastIndex = 0;
    for (let found = said.exec(text); found; found = said.exec(text)) {
      const span = spanOf(found, read);
      if (span) return { span, at: found.index, until: said.lastIndex };
    }
  }
  return undefined;
}

/** "Från den femte till den tolfte", "mars–maj", "sedan i fredags", "från juni till nu": two ends are one time. */
function joined(said: readonly Said[], text: string, today: Day, way: Way): readonly Said[] {
  const all: Said[] = [];
  for (const next of said.toSorted((one, other) => one.at - other.at)) {
    const last = all.at(-1);
    const whole = last && between(last, next, text, way);
    if (whole) all.pop();
    all.push(whole ?? next);
  }
  // The more particular of the two says how particular both are.
  const rank = ({ at, until }: Said) => said.findIndex((one) => one.at >= at && one.until <= until);
  return all
    .toSorted((one, other) => rank(one) - rank(other))
    .map((one) => tillNow(one, text, today, way) ?? one);
}

/** The ends are alike, or are said to be ends; one without its year is the one nearest the other. */
function between(first: Said, last: Said, text: string, way: Way): Said | undefined {
  const nearest = first.last ?? first;
  const words = text.slice(first.until, last.at);
  const isFrom = from.test(text.slice(0, first.at));
  const isBeside = isWeekday(nearest, text) === isWeekday(last, text) && beside.test(text.slice(last.at));
  // "I våras, andra kvartalet" says one time twice.
  const overlap =
    Temporal.PlainDate.compare(nearest.span[0], last.span[1]) <= 0 &&
    Temporal.PlainDate.compare(last.span[0], nearest.span[1]) <= 0;
  const isTo = words === ' ' ? isBeside && !overlap : to.test(words);
  if (!(isTo || and.test(words)) || !(isFrom || areAlike(nearest.span, last.span))) return undefined;
  const isAhead = way === 'ahead' || isWeekday(nearest, text);
  const span: Span = isAhead
    ? [first.span[0], moved(last, text, first.span[0], 'after')]
    : [moved(first, text, last.span[1], 'before'), last.span[1]];
  return Temporal.PlainDate.compare(...span) < 0
    ? { span, at: first.at, until: last.until, last }
    : undefined;
}

/** "Since" what was, or from it "to now". */
function tillNow(one: Said, text: string, today: Day, way: Way): Said | undefined {
  const now = upToNow.exec(text.slice(one.until))?.[0] ?? '';
  const isSince = since.test(text.slice(0, one.at)) && mayBegin(one, text);
  if (way === 'ahead' || !(now || isSince)) return undefined;
  const start = moved(one, text, today, 'before');
  if (Temporal.PlainDate.compare(start, today) > 0) return undefined;
  return { span: [start, today], at: one.at, until: one.until + now.length };
}

/** A day, a week, a month or a year in figures; what has another name is over when one counts from it. */
function mayBegin({ span: [first, last], at, until }: Said, text: string): boolean {
  const said = text.slice(at, until);
  return !/^(?:pa|nasta|next) /u.test(said) && (first.until(last).days < 31 || /20\d\d$/u.test(said));
}

/** The first day of the latest of its name not after a limit, or the last day of the next not before it. */
function moved(one: Said, text: string, limit: Day, side: 'before' | 'after'): Day {
  const end = side === 'before' ? 0 : 1;
  const day = one.span[end];
  // Many a holiday moves from year to year.
  const feast = feastAtEnd.exec(text.slice(one.at, one.until))?.[0];
  if (feast) return feastAt(feast, limit, side === 'before' ? 'behind' : 'ahead')?.[end] ?? day;
  const step = stepOf(one, text);
  if (!step) return day;
  const size = Temporal.Duration.from(step);
  const [there, back] = side === 'before' ? [size, size.negated()] : [size.negated(), size];
  const isWithin = (one: Day) => Temporal.PlainDate.compare(one, limit) * (side === 'before' ? 1 : -1) <= 0;
  let at = day;
  while (!isWithin(at)) at = at.add(back);
  while (isWithin(at.add(there))) at = at.add(there);
  return at;
}

/** When what is said comes again; undefined where it is of one year, or told from today. */
function stepOf({ at, until }: Said, text: string): Step | undefined {
  return steps.find(([said]) => said.test(text.slice(at, until)))?.[1];
}

const steps: readonly (readonly [RegExp, Step | undefined])[] = [
  [/20\d\d|fjol|forra|last/u, undefined],
  [/^(?:q|kv|k|t|h) ?\d$|kvartal|tertial|quarter/u, { years: 1 }],
  [new RegExp(`(?<!\\S)${monthWord}(?:s|en)?(?!\\S)`, 'u'), { years: 1 }],
  [new RegExp(`^(?:\\S+ )?(?:${weekdayWord})(?:en)?$`, 'u'), { weeks: 1 }],
  [/^(?:den |the )?(?:\d{1,2}(?:st|nd|rd|th)?|\p{L}+(?:te|de|sta|dra))(?: ?[ae])?$/u, { months: 1 }],
];

function isWeekday(one: Said, text: string): boolean {
  return stepOf(one, text)?.weeks !== undefined;
}

function areAlike(one: Span, other: Span): boolean {
  const [short, long] = [one, other]
    .map(([first, last]) => first.until(last).days + 1)
    .toSorted((a, b) => a - b) as [number, number];
  return long / short < 1.2;
}

const from = /(?<!\S)(?:fran|from|mellan|between)(?: och med)?(?: den| the)? $/u;
const to = /^ (?:och )?(?:till|till och med|tom|t o m|fram till|to|until|til|through)(?: den| the)? $/u;
/** Of two with nothing between, the second begins with no word of its own: not "torsdag, på onsdag …". */
const beside = /^(?!(?:pa|on|i|in|idag|imorgon|today|tomorrow)(?!\S))/u;
const and = /^ (?:och|o|and) (?:den |the )?$/u;
