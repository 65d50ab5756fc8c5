import { Temporal } from 'temporal-polyfill';
import { findIntent } from './catalog.ts';
import { corrects, namesAny } from './leans-back.ts';
import { answered, type Meant, type Read, type Spoken } from './meaning.ts';
import { findPeriods, type SaidPeriod } from './periods.ts';
import type { Scored } from './signs.ts';
import { mondayOf } from './spans.ts';
import { dayWords, weekdayWord } from './time-words.ts';
import { periodFor, timeAfter } from './times.ts';

/* What was begun for a time is wanted for another: "nej, onsdag", "och fredag med", "actually through the 5th". */

export function anotherTime(read: Read, scored: readonly Scored[], before: Spoken): Meant | undefined {
  const { intent, subjects } = before;
  const { isFor } = findIntent(intent) ?? {};
  if (!isFor || read.message.isQuestion || asksElse(scored, intent)) return undefined;
  const whole = withDays(read.message.whole);
  const rest = whole.replace(corrects, '').replaceAll(everyChange, '').split(' ');
  const words = read.words.filter((word) => rest.includes(word) && !often.test(word));
  if (whole.split(' ').length > maxWords || namesAny(read.plan, words)) return undefined;
  if (isFor === 'hours')
    return saysMore(whole) && hours.test(whole) ? answered(intent, subjects, undefined, 0.82) : undefined;
  // "Och i oktober blev det 12" tells a value.
  if (!saysMore(whole) || words.some((word) => /^\d+$/u.test(word))) return undefined;
  const said = timeAfter(read, before) ?? timeSaid(read, whole, before);
  return said && answered(intent, subjects, said, 0.82);
}

/** Something else is wanted. */
function asksElse(scored: readonly Scored[], before: string): boolean {
  return scored.some(
    ({ intent, isCued, sure }) => intent.id !== before && sure >= (isCued ? elseFrom : surelyElse),
  );
}

/** "Åttonde", "21st": of a day that was spoken of no "den" is needed. */
function withDays(whole: string): string {
  return whole.replace(dayAlone, 'den $<day>');
}

function saysMore(whole: string): boolean {
  return [corrects, changes, adds].some((one) => one.test(whole));
}

/** A weekday or a day of the month is one near that which was spoken of. */
function timeSaid(read: Read, whole: string, { intent, period }: Spoken): SaidPeriod | undefined {
  const { today, plan } = read;
  const told = { ...read, message: { ...read.message, whole } };
  const [found] = findPeriods(whole, today, plan, { way: 'ahead' });
  if (!found || !period) return periodFor(intent, told);
  const [from, to] = [Temporal.PlainDate.from(period.from), Temporal.PlainDate.from(period.to)];
  const isStretch = findIntent(intent)?.isFor === 'stretch';
  const isAdded = isStretch && adds.test(whole);
  const isUntil = until.test(whole.slice(0, found.at + found.said.indexOf(' ') + 1));
  const isWeekday = weekday.test(found.said);
  const near = isUntil ? from : isAdded ? to : isWeekday ? mondayOf(from) : from.with({ day: 1 });
  // "På onsdag" is the next one.
  const isNear =
    (isWeekday && (isAdded || !/^(?:pa|on|this) /u.test(found.said))) || dayOfMonth.test(found.said);
  const since = isNear && Temporal.PlainDate.compare(near, today) > 0 ? near : today;
  const said = periodFor(intent, { ...told, today: since });
  if (!said || !isStretch) return said && isUntil ? { from: said.to, to: said.to } : said;
  // One day instead of many is the new last one.
  const isEnd = isUntil || (from.until(to).days >= many && said.from === said.to && said.from > period.to);
  if (isEnd && said.to >= period.from) return { from: period.from, to: said.to };
  return isAdded ? together(period, said) : said;
}

/** Two that follow on each other, but for a weekend, are one. */
function together(one: SaidPeriod, other: SaidPeriod): SaidPeriod {
  const [first, last] = one.from <= other.from ? [one, other] : [other, one];
  const gap = Temporal.PlainDate.from(first.to).until(last.from).days;
  const to = [first.to, last.to].toSorted().at(-1)!;
  return gap <= weekend ? { from: first.from, to } : other;
}

const elseFrom = 0.4;
const surelyElse = 0.72;
const many = 4;
const weekend = 3;
const maxWords = 10;
const changes =
  /^(?:fran|from|starting)(?!\S)|(?<!\S)(?:make (?:it|that)|eller|or|fast|hellre|rather|(?:ar|bli|blir|passar|funkar) battre|(?:is|works|suits me) better|i ?stallet|instead|forresten|angrade|angrar|snarare|second thoughts?|scratch that)(?!\S)/u;
const everyChange = new RegExp(changes, 'gu');
const adds =
  /^(?:och|o|a|and|samt|plus)(?!\S)|(?<!\S)(?:ocksa|aven|as well|too|also)(?!\S)|(?<!\S)med$|(?:dag|dagen|dan) med(?!\S)/u;
const until = /(?<!\S)(?:till och med|tom|t o m|fram till|through|thru|until|till|tills)(?: (?:den|the))? $/u;
const weekday = new RegExp(`^(?:\\S+ )?(?:${weekdayWord})(?:en|s)?$`, 'u');
const dayAlone = new RegExp(
  `(?<!(?:den|the|i|in|of) )(?<!\\S)(?<day>(?:${dayWords.slice(4, 31).join('|')})|\\d{1,2}(?:st|nd|rd|th))(?!\\S)`,
  'u',
);
const dayOfMonth = /^(?:den|the) (?:\d{1,2}|\p{L}+)(?: ?[ae]|st|nd|rd|th)?$/u;
const often = /^(?:aldrig|alltid|never|always)$/u;
/** What is set anew is an hour, a part of the day, or weekdays. */
const hours =
  /(?<!\S)(?:\p{L}+dagar(?:na)?|\p{L}+days|helg(?:en|er|erna)?|weekends?|(?:for|efter)middag(?:en|ar|arna)?|mo(?:rgon|rgnar)(?:en|na)?|mornings?|(?:after)?noons?|afternoons|evenings?|kvallar(?:na)?|(?:kl|klockan|vid|at) \S+)(?!\S)/u;
