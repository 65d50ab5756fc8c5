import { Temporal } from 'temporal-polyfill';
import type { Day } from './spans.ts';

const months: readonly string[] = [
  'januari|january|jan',
  'februari|february|feb',
  'mars|march',
  'april|apr',
  'maj|may',
  'juni|june|jun',
  'juli|july|jul',
  'augusti|august|aug',
  'september|sept|sep',
  'oktober|october|okt|oct',
  'november|nov',
  'december|dec',
];
export const monthWord = `(?:${months.join('|')})`;
const weekdays: readonly string[] = [
  'mandag|monday|mon',
  'tisdag|tuesday|tue|tues|tis',
  'onsdag|wednesday|wed|ons|onsda',
  'torsdag|thursday|thu|thurs|torsda',
  'fredag|friday|fri|fre|freda',
  'lordag|saturday',
  'sondag|sunday',
];
export const weekdayWord = `(?:${weekdays.join('|')})`;
export const numbers: Readonly<Record<string, number>> = Object.fromEntries(
  'en ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv'
    .split('|')
    .flatMap((words, place) => words.split(' ').map((word) => [word, place + 1]))
    .concat(
      'a one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'
        .split('|')
        .flatMap((words, place) => words.split(' ').map((word) => [word, place + 1])) as [string, number][],
    ),
);
export const dayWords =
  'forsta|andra|tredje|fjarde|femte|sjatte|sjunde|attonde|nionde|tionde|elfte|tolfte|trettonde|fjortonde|femtonde|sextonde|sjuttonde|artonde|nittonde|tjugonde|tjugoforsta|tjugoandra|tjugotredje|tjugofjarde|tjugofemte|tjugosjatte|tjugosjunde|tjugoattonde|tjugonionde|trettionde|trettioforsta'.split(
    '|',
  );
const englishDays =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
/** A day of a month, in figures or as it is spoken; "the first may …" is no day. */
export const dayWord = `(?:\\d{1,2}|${dayWords.join('|')}|(?:${englishDays.join('|')}) of)`;
export const nth = '(?: ?[ae]|st|nd|rd|th)?';
export const numberWord = `(?:\\d{1,2}|${Object.keys(numbers).join('|')})`;
export const yearEnd = '(?: (?:ar )?((?:19|20)\\d\\d)| (i fjol|forra aret|last year|i ar|this year))?';
export const lastWord = '(?:forra|senaste|last|previous|foregaende)';
export const ordinals: Readonly<Record<string, number>> = {
  forsta: 1,
  first: 1,
  andra: 2,
  second: 2,
  tredje: 3,
  third: 3,
  fjarde: 4,
  fourth: 4,
};
export const ordinalWord = `(?:${Object.keys(ordinals).join('|')})`;
const which: Readonly<Record<string, number>> = { ...ordinals, sista: -1, siste: -1, last: -1 };
export const whichWord = `(?:${Object.keys(which).join('|')})`;
export const partNames = 'kvartal(?:et)?|quarter|tertial(?:et)?|halvar(?:et)?';
export const unitWord =
  '(dag|dagar|dagarna|days?|veckor|veckorna|vecka|weeks?|manader|manaderna|manad|months?|ar|aren|years?)';
export const yearBefore =
  '(?:ar |aret |budgetaret |verksamhetsaret |year |fiscal year |for |in |i |av |of |under )?';
/** What counts a number, which then is a value and no year. */
export const notCounted =
  '(?! (?:tkr|mkr|kr|kronor|st|gram|kg|ton|(?:arbets)?dagar|dygn|procent|percent|kwh|mwh|personer|elever|barn|besok|days|people|persons|pupils|students|children|visits))';

/** Between the two ends of a time, between several times, and between two that are compared. */
export const toWord =
  'till(?: och med)?|tom|t o m|fram till(?: och med)?|(?:up )?to|(?:up )?until|til|thru|through';
export const andWord = 'och|o|and|samt|plus|resp(?:ektive)?';
export const versusWord =
  'mot|vs|versus|kontra|against|(?:i )?(?:jamforelse|jamfort|jmf) (?:med|mot)|jmf|(?:as )?compared (?:to|with)';
export const linkWord = `(?:${toWord}|${andWord}|${versusWord})`;
export const fromWord = '(?:fran|from|fr)(?: och med)?|starting';

/** What was, before and after the words for it: "since midsummer", "from midsummer to now". */
export const since = /(?<!\S)(?:sedan|sen|since|alltsedan)(?: the| den)? $/u;
export const upToNow =
  /^ (?:(?:fram )?till(?: och med)?|(?:up )?to|until|och|and) (?:nu|now|i ?dag|today)(?!\S)/u;

export function monthOf(word: string): number {
  return months.findIndex((names) => names.split('|').includes(word)) + 1;
}

export function weekdayOf(word: string): number {
  return weekdays.findIndex((names) => names.split('|').includes(word)) + 1;
}

/** Of a day of a month in figures or in words. */
export function dayNumber(said: string): number {
  return dayWords.indexOf(said) + 1 || englishDays.indexOf(said.replace(' of', '')) + 1 || Number(said);
}

/** Of the first to the fourth, and -1 of the last. */
export function whichNumber(said: string): number {
  return which[said]!;
}

export function yearOf(year: string | undefined, named: string | undefined, today: Day): number | undefined {
  if (year) return Number(year);
  if (!named) return undefined;
  return /fjol|forra|last/u.test(named) ? today.year - 1 : today.year;
}

export function lengthOf(count: string, unit: string): Temporal.Duration {
  const number = numbers[count] ?? Number(count);
  if (/^half|^halv/u.test(unit)) return Temporal.Duration.from({ months: 6 * number });
  if (/^(?:dag|day)/u.test(unit)) return Temporal.Duration.from({ days: number });
  if (/^(?:ar|year)/u.test(unit)) return Temporal.Duration.from({ years: number });
  return Temporal.Duration.from(/^(?:veck|week)/u.test(unit) ? { weeks: number } : { months: number });
}
