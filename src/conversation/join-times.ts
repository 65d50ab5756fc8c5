import { Temporal } from 'temporal-polyfill';
import { feastAt, feastAtEnd } from './feasts.ts';
import { type Day, mondayOf, type Span, type Way } from './spans.ts';
import {
  andWord,
  fromWord,
  monthWord,
  numberWord,
  since,
  toWord,
  upToNow,
  versusWord,
  weekdayWord,
} from './time-words.ts';

/** A time by its place in the text. */
export interface Said {
  readonly span: Span;
  readonly at: number;
  readonly until: number;
  /** Of several that are joined, the one that is said last. */
  readonly last?: Said;
  /** Which of its words say what it is, where others beside them say which one is meant: "torsdag nästa vecka". */
  readonly named?: string;
  /** Of one week, which is said. */
  readonly isOfWeek?: true;
}

interface Of {
  readonly text: string;
  readonly today: Day;
  readonly way: Way;
}

type Join = (first: Said, last: Said, of: Of) => Said | undefined;

/** What makes one time of two that stand beside each other, in the order that they are tried. */
const joins: readonly Join[] = [dayOfDate, dayOfWeek, soLongFrom, between, dayOfWeek, goesOn];

/** Times that are said together are one: those by `joins`, "since", "to now", and "and the week after". */
export function joined(said: readonly Said[], text: string, today: Day, way: Way): readonly Said[] {
  const of = { text, today, way };
  const inOrder = said.toSorted((one, other) => one.at - other.at);
  const all = joins.reduce<readonly Said[]>((left, join) => inPairs(left, join, of), inOrder);
  // The more particular of the two says how particular both are.
  const rank = ({ at, until }: Said) => said.findIndex((one) => one.at >= at && one.until <= until);
  return all
    .toSorted((one, other) => rank(one) - rank(other))
    .map((one) => tillNow(one, of) ?? withNext(one, text));
}

function inPairs(said: readonly Said[], join: Join, of: Of): Said[] {
  const all: Said[] = [];
  for (const next of said) {
    const last = all.at(-1);
    const whole = last && join(last, next, of);
    if (whole) all.pop();
    all.push(whole ?? next);
  }
  return all;
}

/** "Måndag den 14 december" is one day. */
function dayOfDate(first: Said, last: Said, { text }: Of): Said | undefined {
  const [day, date] = isWeekday(first, text) ? [first, last] : [last, first];
  const isDate = !isWeekday(date, text) && date.span[0].equals(date.span[1]);
  const isSame = isDate && date.span[0].dayOfWeek === day.span[0].dayOfWeek;
  if (!(isWeekday(day, text) && isSame && besideDate.test(text.slice(first.until, last.at))))
    return undefined;
  const named = text.slice(date.at, date.until);
  return { span: date.span, at: first.at, until: last.until, named };
}

/** "Torsdag och fredag nästa vecka", "next week on Tuesday", "onsdag v 50": days of that week. */
function dayOfWeek(first: Said, last: Said, { text, today, way }: Of): Said | undefined {
  const [day, week] = isWeek(last, text) ? [first, last] : [last, first];
  if (!(isWeek(week, text) && saysWeekdays(day, text))) return undefined;
  if (!besideWeek.test(text.slice(first.until, last.at))) return undefined;
  const weeks = week.span[0].until(mondayOf(day.span[0])).days / 7;
  const span: Span = [day.span[0].subtract({ weeks }), day.span[1].subtract({ weeks })];
  const isNext = /^(?:pa|nasta|next) \S+$/u.test(text.slice(day.at, day.until));
  const [isOver, wasOver] = [span[1], week.span[1]].map((one) => Temporal.PlainDate.compare(one, today) < 0);
  // "På måndag" is to come; on a Saturday "torsdag i veckan" is the next one.
  if (wasOver && isNext) return undefined;
  const at = way === 'ahead' && isOver && !wasOver ? day.span : span;
  return { span: at, at: first.at, until: last.until, named: wordsOf(day, text), isOfWeek: true };
}

/** "Tre veckor från den 14 december", "från måndag och två veckor framåt". */
function soLongFrom(first: Said, last: Said, { text, today }: Of): Said | undefined {
  const words = text.slice(first.until, last.at);
  const length = (one: Said) =>
    howLong.test(text.slice(one.at, one.until)) && one.span[0].equals(today)
      ? today.until(one.span[1])
      : undefined;
  const [before, after] = [length(first), length(last)];
  const starts = before && !after && startsAt.test(words) ? last : undefined;
  const goesOn = after && !before && lastsThen.test(words) ? first : undefined;
  const from = (starts ?? goesOn)?.span;
  if (!from?.[0].equals(from[1])) return undefined;
  return { span: [from[0], from[0].add((before ?? after)!)], at: first.at, until: last.until };
}

/** The ends are alike, or are said to be ends; one without its year is the one nearest the other. */
function between(first: Said, said: Said, of: Of): Said | undefined {
  const { text } = of;
  const last = yearBefore(first, said, text);
  const nearest = first.last ?? first;
  const words = text.slice(first.until, last.at).replace(hourOfDay, '');
  const isFrom = from.test(text.slice(0, first.at));
  const isBeside =
    saysWeekdays(nearest, text) === saysWeekdays(last, text) && beside.test(text.slice(last.at));
  // "I våras, andra kvartalet" says one time twice.
  const overlap =
    Temporal.PlainDate.compare(nearest.span[0], last.span[1]) <= 0 &&
    Temporal.PlainDate.compare(last.span[0], nearest.span[1]) <= 0;
  const isTo = words === ' ' ? isBeside && !overlap : to.test(words);
  const isVersus = versus.test(words) || (withIt.test(words) && compares.test(text.slice(0, first.at)));
  if (!(isTo || isVersus || and.test(words))) return undefined;
  if (!((isFrom && !isVersus) || areAlike(nearest.span, last.span))) return undefined;
  const spans = [
    ...(isVersus ? [] : [forward(first, last, of)]),
    ...(isTo ? [] : [around(first.span, last.span)]),
  ].filter(([start, end]) => Temporal.PlainDate.compare(start, end) < 0);
  const [span] = spans.toSorted((one, other) => one[0].until(one[1]).days - other[0].until(other[1]).days);
  return span && { span, at: first.at, until: last.until, last };
}

/** "Idag, torsdag och fredag", on a Wednesday. */
function goesOn(first: Said, last: Said, { text }: Of): Said | undefined {
  const isNext = first.span[1].add({ days: 1 }).equals(last.span[0]) && !last.span[0].equals(last.span[1]);
  const isOne = isNext && saysWeekdays(last, text) && text.slice(first.until, last.at) === ' ';
  return isOne ? { span: [first.span[0], last.span[1]], at: first.at, until: last.until } : undefined;
}

/** "2024 jämfört med året innan": not the year before this one. */
function yearBefore(first: Said, last: Said, text: string): Said {
  const isOfFirst = beforeIt.test(wordsOf(last, text)) && areAlike(first.span, last.span);
  const [from, to] = first.span;
  return isOfFirst ? { ...last, span: [from.subtract({ years: 1 }), to.subtract({ years: 1 })] } : last;
}

/** From the first to the last. */
function forward(first: Said, last: Said, { text, today, way }: Of): Span {
  const isAhead = way === 'ahead' || saysWeekdays(first.last ?? first, text);
  const start = moved(first, text, last.span[0], 'before');
  // Whoever is away from 28 December till 7 January says so on the 5th as well.
  const isYearly = isAhead && stepOf(first, text)?.years !== undefined;
  const hasBegun = isYearly && start.until(today).days > 0 && start.until(today).days < justBeen;
  if (hasBegun && Temporal.PlainDate.compare(last.span[1], today) >= 0) return [start, last.span[1]];
  return isAhead && stepOf(last, text)
    ? [first.span[0], moved(last, text, first.span[0], 'after')]
    : [moved(first, text, isAhead ? last.span[0] : last.span[1], 'before'), last.span[1]];
}

/** Whichever of the two comes first. */
function around(one: Span, other: Span): Span {
  const [first, last] = [one, other].toSorted(([a], [b]) => Temporal.PlainDate.compare(a, b));
  return [first![0], last![1]];
}

/** "Since" what was, or from it "to now". */
function tillNow(one: Said, { text, today, way }: Of): Said | undefined {
  const now = upToNow.exec(text.slice(one.until))?.[0] ?? '';
  const isSince = since.test(text.slice(0, one.at)) && mayBegin(one, text);
  if (way === 'ahead' || !(now || isSince)) return undefined;
  const start = moved(one, text, today, 'before');
  if (Temporal.PlainDate.compare(start, today) > 0) return undefined;
  return { span: [start, today], at: one.at, until: one.until + now.length };
}

/** "Nästa vecka och veckan därpå". */
function withNext(one: Said, text: string): Said {
  const next = andNext.exec(text.slice(one.until))?.[0];
  if (!next) return one;
  const after = one.span[1].add({ days: 1 });
  const { months, days } = one.span[0].until(after, { largestUnit: 'months' });
  const end = after.add(days === 0 ? { months } : { days: one.span[0].until(after).days });
  return { ...one, span: [one.span[0], end.subtract({ days: 1 })], until: one.until + next.length };
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
  // The end of a month is moved to the end of another.
  const isEnd = end === 1 && (!one.span[0].equals(day) || /manadsskift/u.test(wordsOf(one, text)));
  const by = (at: Day, way: Temporal.Duration) =>
    isEnd ? at.add({ days: 1 }).add(way).subtract({ days: 1 }) : at.add(way);
  const isWithin = (one: Day) => Temporal.PlainDate.compare(one, limit) * (side === 'before' ? 1 : -1) <= 0;
  let at = day;
  while (!isWithin(at)) at = by(at, back);
  while (isWithin(by(at, there))) at = by(at, there);
  return at;
}

type Step = Readonly<{ weeks?: number; months?: number; years?: number }>;

/** When what is said comes again; undefined where it is of one year, or told from today. */
function stepOf(one: Said, text: string): Step | undefined {
  if (one.isOfWeek) return undefined;
  return steps.find(([said]) => said.test(wordsOf(one, text)))?.[1];
}

function wordsOf({ at, until, named }: Said, text: string): string {
  return named ?? text.slice(at, until);
}

const steps: readonly (readonly [RegExp, Step | undefined])[] = [
  [/20\d\d|fjol|forra|last|(?<!\S)(?:i ar|this year)(?!\S)/u, undefined],
  [/^(?:q|kv|k|t|h) ?\d$|kvartal|tertial|quarter/u, { years: 1 }],
  [/manadsskift|^(?:manaden|(?:the )?(?:slutet av manaden|end of (?:the )?month))$/u, { months: 1 }],
  [new RegExp(`(?<!\\S)${monthWord}(?:s|en)?(?!\\S)`, 'u'), { years: 1 }],
  [new RegExp(`^(?:\\S+ )?(?:${weekdayWord})(?:en)?$`, 'u'), { weeks: 1 }],
  [/^(?:den |the )?(?:\d{1,2}(?:st|nd|rd|th)?|\p{L}+(?:te|de|sta|dra))(?: ?[ae])?$/u, { months: 1 }],
];

function isWeekday(one: Said, text: string): boolean {
  return stepOf(one, text)?.weeks !== undefined;
}

/** One weekday or several, of a week that is said or not. */
function saysWeekdays(one: Said, text: string): boolean {
  const words = wordsOf(one, text).split(' ');
  return (
    words.some((word) => weekday.test(word)) && words.every((word) => weekday.test(word) || small.has(word))
  );
}

function isWeek({ span: [first, last], at, until }: Said, text: string): boolean {
  return first.dayOfWeek === 1 && first.until(last).days === 6 && weeks.test(text.slice(at, until));
}

function areAlike(one: Span, other: Span): boolean {
  const [short, long] = [one, other]
    .map(([first, last]) => first.until(last).days + 1)
    .toSorted((a, b) => a - b) as [number, number];
  return long / short < 1.2;
}

const from = new RegExp(`(?<!\\S)(?:${fromWord}|mellan|between)(?: den| the)? $`, 'u');
const to = new RegExp(`^ (?:och )?(?:${toWord})(?: den| the)? $`, 'u');
const and = new RegExp(`^ (?:${andWord}) (?:den |the )?$`, 'u');
const versus = new RegExp(`^ (?:${versusWord}) (?:den |the )?$`, 'u');
/** "Torsdag eftermiddag till måndag morgon": a day is a day. */
const hourOfDay =
  /^ (?:(?:pa |efter |after |in the |at )?(?:morgon|formiddag|lunch|eftermiddag|kvall|morning|noon|afternoon|evening|night)(?:en)?|(?:kl|klockan|at) \d{1,2}(?: \d\d)?)(?= )/u;
const justBeen = 60;
const beforeIt = /^(?:aret innan|foregaende ar|previous year|year before)$/u;
const withIt = /^ (?:med|with) $/u;
const compares = /(?<!\S)(?:jamfor\p{L}*|jmf|compar\p{L}*)(?!\S)/u;
/** Of two with nothing between, the second begins with no word of its own: not "torsdag, på onsdag …". */
const beside = /^(?!(?:pa|on|i|in|idag|imorgon|today|tomorrow)(?!\S))/u;
const besideDate = /^ (?:den |the )?$/u;
const besideWeek = /^ (?:(?:i|in|of|under|pa|on) )?$/u;
const weekday = new RegExp(`^${weekdayWord}(?:en|s)?$`, 'u');
const small = new Set('hela pa on this nu till och med fram tom to up until til through and samt'.split(' '));
const weeks = /veck|week|^v(?:k|w)? ?\d/u;
const howLong = new RegExp(
  `^(?:i |for |de )?${numberWord} (?:half )?\\p{L}+(?: framat| bort| off| ahead)?$`,
  'u',
);
const startsAt = new RegExp(
  `^ (?:framat )?(?:(?:med start|med borjan|starting|beginning|counting)(?: pa| on| i| in| from| fran)?|${fromWord})(?: den| the)? $`,
  'u',
);
const lastsThen = /^ (?:och )?(?:(?:i|for) )?$/u;
const andNext =
  /^ (?:och|and|samt|plus) (?:hela )?(?:(?:the )?(?:veckan?|manaden|kvartalet|aret|dagen|week|month|quarter|year|day|one) (?:darpa|darefter|efter|after)(?: (?:det|den|that))?)(?!\S)/u;
