import { interimOf } from './rounds-said.ts';
import type { SaidTime } from './said-times.ts';
import {
  type Day,
  dayOf,
  mondayOf,
  monthSpan,
  monthsOf,
  nearYear,
  nextWeekday,
  oneDay,
  partNear,
  partOfYear,
  schoolYear,
  spanAround,
  spanOf,
  weekend,
  wholeYear,
} from './spans.ts';
import {
  lengthOf,
  monthOf,
  monthWord,
  numbers,
  numberWord,
  partNames,
  unitWord,
  yearEnd,
  yearOf,
} from './time-words.ts';

/** The turn of a year that is to come. */
const newYear = '(?:nyar|arsskiftet|new years?|turn of the year)';

/** What is told from now on back, and what has the words of days, months or years in it: to be looked for before those. */
export const stretches: readonly SaidTime[] = [
  [
    `(?:de |den |det |the )?(?:senaste|sista|past) (vecka|veckan|week|manad|manaden|man|month|aret|year)|(?:in|over|during) the last (week|month|year)`,
    ([, unit, english], today) => [today.subtract(lengthOf('1', (unit ?? english)!)), today],
  ],
  [
    `(?:det |the )?(?:senaste|sista|past) (?:halvaret|half year)`,
    (_, today) => [today.subtract({ months: 6 }), today],
  ],
  // Whoever counts from the summer counts from when others are back from it.
  [
    `(?:efter|sedan|sen|since|after) (?:the )?(?:sommaren|sommarn|sommarlovet|semestern|summer(?: holidays?| break)?)`,
    (_, today, _plan, way) => (way === 'ahead' ? undefined : [latest(8, today), today]),
  ],
  [
    `(?:forra|forrforra) (sommaren|sommarn|varen|hosten)`,
    ({ 0: said, 1: season }, today) => {
      const first = { s: 6, v: 3, h: 9 }[season![0]!]!;
      return monthsOf(today.year - (said.startsWith('forrforra') ? 2 : 1), first, first + 2);
    },
  ],
  [`last 12 months`, (_, today) => [today.subtract({ years: 1 }), today]],
  [`d(?:elar)? ?((?:19|20)\\d\\d)`, ([, year], _today, plan) => interimOf(Number(year), plan)],
  [`(?:hela aret|whole year|full year|entire year)(?! 20)`, (_, today) => wholeYear(today.year)],
  [`(?:innan|fore|before|by) (?:the )?(?:helgen|weekend)`, (_, today) => oneDay(nextWeekday(5, today))],
  [`(?:efter|after) (?:the )?(?:helgen|weekend)`, (_, today) => oneDay(nextWeekday(1, today))],
  [
    `(?:i |till |under |denna |den har )?(?:helgen|weekend)(?: som var)?|this weekend|(?:the )?weekend`,
    (found, today, _plan, way) => weekend(today, way === 'behind' || found[0].endsWith('som var')),
  ],
  [
    `(?:fran(?: och med)?|from|efter|after|vid|at|over) ${newYear}`,
    (_, today, _plan, way) => (way === 'ahead' ? oneDay(dayOf(today.year + 1, 1, 1)) : undefined),
  ],
  [
    `(?:till|tills|until|innan|fore|by|before|to) ${newYear}`,
    (_, today, _plan, way) => (way === 'ahead' ? oneDay(dayOf(today.year, 12, 31)) : undefined),
  ],
  [
    `ytd|(?:the )?year (?:to date|so far)|(?:aret )?(?:hittills|sa har langt) (?:under aret|i ar)|(?:i ar|aret) (?:hittills|sa har langt)|(?:so far|thus far) this year|this year (?:so|thus) far`,
    (_, today) => spanOf(dayOf(today.year, 1, 1), today),
  ],
  [
    `(?:i |in )?(?:the )?(?:mitten|middle|mid) (?:av |pa |i |of )?(${monthWord})`,
    ([, month], today, _plan, way) => {
      const number = monthOf(month!);
      const middle = dayOf(nearYear(number, 15, undefined, today, way), number, 15)!;
      return [mondayOf(middle), mondayOf(middle).add({ days: 4 })];
    },
  ],
  // Each of these says more than the year or the month that is a part of it.
  [
    `((?:19|20)\\d\\d) (q|kv|k|${partNames}|t|hy|h) ?([1-4])`,
    ([, year, part, nth]) => partOfYear(Number(year), part!, Number(nth)),
  ],
  [
    `(q|kv|k|t|hy|h) ?([1-4]) ((?:19|20)\\d\\d)`,
    ([, part, nth, year]) => partOfYear(Number(year), part!, Number(nth)),
  ],
  [
    `(${partNames}) ([1-4]|${Object.keys(numbers).join('|')})${yearEnd}`,
    ([, part, nth, year, named], today, _plan, way) =>
      partNear(part!, numbers[nth!] ?? Number(nth), yearOf(year, named, today), today, way),
  ],
  [
    `((?:19|20)\\d\\d) ?m?(0[1-9]|1[0-2])(?! \\d)`,
    ([, year, month]) => monthSpan(Number(year), Number(month)),
  ],
  [
    `(?:lasaret|lasar|skolaret|school year) (20\\d\\d)(?: (?:20)?(\\d\\d))?|(20\\d\\d) (?:20)?(\\d\\d)`,
    ([, from, to, plain, next]) => {
      const first = Number(from ?? plain);
      const last = to ?? next;
      return last && (first + 1) % 100 !== Number(last) ? undefined : schoolYear(first);
    },
  ],
  [
    `(forra|last|det har|detta|this|i ar)? ?(?:lasaret|skolaret|school year)`,
    ([, which], today) => {
      const current = today.month > 6 ? today.year : today.year - 1;
      return schoolYear(/^(?:forra|last)/u.test(which ?? '') ? current - 1 : current);
    },
  ],
  [
    `(?:varterminen|vartermin|varen|vt) ?(?:20)?(\\d\\d)|(?:spring term|spring) (?:of )?20(\\d\\d)`,
    ([, year, english]) => partOfYear(2000 + Number(year ?? english), 'h', 1),
  ],
  [
    `(?:hostterminen|hosttermin|hosten|ht) ?(?:20)?(\\d\\d)|(?:autumn term|autumn|fall) (?:of )?20(\\d\\d)`,
    ([, year, english]) => partOfYear(2000 + Number(year ?? english), 'h', 2),
  ],
  // The half of the year that it is now is no other time.
  [
    `under hosten|(?:during|in|over) the (?:autumn|fall)|i host|this autumn|this fall`,
    (_, today) => (today.month > 8 ? [monthSpan(today.year, 9)[0], today] : undefined),
  ],
  [`hosten`, (_, today) => (today.month > 6 ? undefined : partOfYear(today.year - 1, 'h', 2))],
  [`(?:sommaren|sommarn|summer) ?(?:of )?(20\\d\\d)`, ([, year]) => monthsOf(Number(year), 6, 8)],
  [
    `(forra |last )?(?:varterminen|spring term)`,
    ([, last], today) => partOfYear(last ? today.year - (today.month > 6 ? 0 : 1) : today.year, 'h', 1),
  ],
  [
    `(forra |last )?(?:hostterminen|autumn term)`,
    ([, last], today) => partOfYear(today.month > 6 && !last ? today.year : today.year - 1, 'h', 2),
  ],
  [
    `(?:arets |de )?(?:forsta )?(${numberWord}) (?:forsta )?(?:manaderna|manader)(?: av aret| i ar)|det? forsta (${numberWord}) manaderna|det? (${numberWord}) forsta manaderna|arets (?:forsta )?(${numberWord}) (?:forsta )?(?:manaderna|manader)|first (${numberWord}) months`,
    ([, ...said], today) => {
      const count = said.find(Boolean)!;
      return monthsOf(today.year, 1, Math.min(12, numbers[count] ?? Number(count)));
    },
  ],
  [
    `(?:for )?(${numberWord}) ${unitWord} (?:sedan|ago)`,
    ([, count, unit], today) => spanAround(today.subtract(lengthOf(count!, unit!)), unit!),
  ],
  [
    `(?:det? |the )?(?:(?:sista|last|final) (${numberWord})|(${numberWord}) sista) (?:manaderna|manader|months)(?: of| in| i| av)?(?: (20\\d\\d)| (i fjol|forra aret|last year))`,
    ([, first, second, year, named], today) => {
      const count = lengthOf((first ?? second)!, 'months').months;
      return count > 12 ? undefined : monthsOf(yearOf(year, named, today)!, 13 - count, 12);
    },
  ],
  [
    `(?:de |the )?(?:(?:senaste|sista|last|past) (${numberWord})|(${numberWord}) (?:senaste|sista)) ${unitWord}`,
    ([, count, other, unit], today) => {
      const length = lengthOf((count ?? other)!, unit!);
      // Years are whole ones, this with them.
      return length.years > 0
        ? [wholeYear(today.year - length.years + 1)[0], wholeYear(today.year)[1]]
        : [today.subtract(length), today];
    },
  ],
  [`forrforra (?:manaden|manad)|month before last`, (_, today) => monthSpan(today.year, today.month - 2)],
  [`forrforra veckan|week before last`, (_, today) => spanAround(today.subtract({ days: 14 }), 'vecka')],
];

/** The first of the latest such month. */
function latest(month: number, today: Day): Day {
  return monthSpan(today.month < month ? today.year - 1 : today.year, month)[0];
}
