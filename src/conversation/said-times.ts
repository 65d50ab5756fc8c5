import { Temporal } from 'temporal-polyfill';
import type { Plan } from '../plan/plan-index.ts';
import type { Period } from '../plan/plan-schema.ts';
import { feastAt, feastWord } from './feasts.ts';
import { lastRound, nextRound, nextWord, roundWord } from './rounds-said.ts';
import {
  type Day,
  dayOf,
  lastWeekday,
  mondayOf,
  monthSpan,
  monthsOf,
  nextWeekday,
  oneDay,
  partNear,
  partOfYear,
  type Span,
  schoolYear,
  seasonSpan,
  spanOf,
  tillAugust,
  type Way,
  weekend,
  weekOf,
  wholeYear,
} from './spans.ts';
import { isYearInName } from './years-in-names.ts';

export type Read = (found: RegExpExecArray, today: Day, plan: Plan, way: Way) => Span | undefined;

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
const numbers: Readonly<Record<string, number>> = Object.fromEntries(
  'en ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio'
    .split('|')
    .flatMap((words, place) => words.split(' ').map((word) => [word, place + 1]))
    .concat(
      'a one|two|three|four|five'
        .split('|')
        .flatMap((words, place) => words.split(' ').map((word) => [word, place + 1])) as [string, number][],
    ),
);
const dayWords =
  'forsta|andra|tredje|fjarde|femte|sjatte|sjunde|attonde|nionde|tionde|elfte|tolfte|trettonde|fjortonde|femtonde|sextonde|sjuttonde|artonde|nittonde|tjugonde|tjugoforsta|tjugoandra|tjugotredje|tjugofjarde|tjugofemte|tjugosjatte|tjugosjunde|tjugoattonde|tjugonionde|trettionde|trettioforsta'.split(
    '|',
  );
const englishDays =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
/** A day of a month, in figures or as it is spoken; "the first may …" is no day. */
const dayWord = `(?:\\d{1,2}|${dayWords.join('|')}|(?:${englishDays.join('|')}) of)`;
const nth = '(?: ?[ae]|st|nd|rd|th)?';
const numberWord = `(?:\\d{1,2}|${Object.keys(numbers).join('|')})`;
const yearEnd = '(?: (?:ar )?(20\\d\\d)| (i fjol|forra aret|last year|i ar|this year))?';
const lastWord = '(?:forra|senaste|last|previous|foregaende)';
const ordinals: Readonly<Record<string, number>> = {
  forsta: 1,
  first: 1,
  andra: 2,
  second: 2,
  tredje: 3,
  third: 3,
  fjarde: 4,
  fourth: 4,
};
const ordinalWord = `(?:${Object.keys(ordinals).join('|')})`;
const partNames = 'kvartal(?:et)?|quarter|tertial(?:et)?|halvar(?:et)?';
const unitWord =
  '(dag|dagar|dagarna|days?|veckor|veckorna|vecka|weeks?|manader|manaderna|manad|months?|ar|aren|years?)';
const yearBefore =
  '(?:ar |aret |budgetaret |verksamhetsaret |year |fiscal year |for |in |i |av |of |under )?';
/** What counts a number, which then is a value and no year. */
const notCounted =
  '(?! (?:tkr|mkr|kr|kronor|st|gram|kg|ton|(?:arbets)?dagar|dygn|procent|kwh|mwh|personer|days|people))';

/** The turn of a year that is to come. */
const newYear = '(?:nyar|arsskiftet|new years?|turn of the year)';

/** What is told of what was: "what I said on Thursday". */
const didBefore = /\b(?:said|sent|wrote|did|was|were|had|told|gave|came|went)\b|\w[^\We]ed\b/u;

/** What was, before and after the words for it: "since midsummer", "from midsummer to now". */
export const since = /(?<!\S)(?:sedan|sen|since|alltsedan)(?: the| den)? $/u;
export const upToNow =
  /^ (?:(?:fram )?till(?: och med)?|(?:up )?to|until|och|and) (?:nu|now|i ?dag|today)(?!\S)/u;

/** What is said of a time, over folded words with single spaces; the first that fits is taken. */
export const ways: readonly (readonly [string, Read])[] = [
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
  [`d(?:elar)? ?(20\\d\\d)`, ([, year], _today, plan) => interimOf(Number(year), plan)],
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
    `(20\\d\\d) (q|kv|k|${partNames}|t|hy|h) ?([1-4])`,
    ([, year, part, nth]) => partOfYear(Number(year), part!, Number(nth)),
  ],
  [
    `(q|kv|k|t|hy|h) ?([1-4]) (20\\d\\d)`,
    ([, part, nth, year]) => partOfYear(Number(year), part!, Number(nth)),
  ],
  [
    `(${partNames}) ([1-4]|${Object.keys(numbers).join('|')})${yearEnd}`,
    ([, part, nth, year, named], today) =>
      partOfYear(yearOf(year, named, today) ?? today.year, part!, numbers[nth!] ?? Number(nth)),
  ],
  [`(20\\d\\d) ?m?(0[1-9]|1[0-2])(?! \\d)`, ([, year, month]) => monthSpan(Number(year), Number(month))],
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
    `(?:arets |de )?(?:forsta )?(${numberWord}) (?:forsta )?(?:manaderna|manader)(?: av aret| i ar)|arets (?:forsta )?(${numberWord}) (?:forsta )?(?:manaderna|manader)|first (${numberWord}) months`,
    ([, plain, own, english], today) => {
      const count = plain ?? own ?? english!;
      return monthsOf(today.year, 1, Math.min(12, numbers[count] ?? Number(count)));
    },
  ],
  [
    `(?:for )?(${numberWord}) ${unitWord} (?:sedan|ago)`,
    ([, count, unit], today) => around(today.subtract(lengthOf(count!, unit!)), unit!),
  ],
  [
    `(?:det? |the )?(?:(?:sista|last|final) (${numberWord})|(${numberWord}) sista) (?:manaderna|manader|months)(?: of| in| i| av)?(?: (20\\d\\d)| (i fjol|forra aret|last year))`,
    ([, first, second, year, named], today) => {
      const count = lengthOf((first ?? second)!, 'months').months;
      return count > 12 ? undefined : monthsOf(yearOf(year, named, today)!, 13 - count, 12);
    },
  ],
  [
    `(?:de |the )?(?:senaste|sista|last|past) (${numberWord}) ${unitWord}`,
    ([, count, unit], today) => {
      const length = lengthOf(count!, unit!);
      // Years are whole ones, this with them.
      return length.years > 0
        ? [wholeYear(today.year - length.years + 1)[0], wholeYear(today.year)[1]]
        : [today.subtract(length), today];
    },
  ],
  [`forrforra (?:manaden|manad)|month before last`, (_, today) => monthSpan(today.year, today.month - 2)],
  [`forrforra veckan|week before last`, (_, today) => around(today.subtract({ days: 14 }), 'vecka')],
  [
    `(20\\d\\d) (\\d\\d) (\\d\\d)`,
    ([, year, month, day]) => oneDay(dayOf(Number(year), Number(month), Number(day))),
  ],
  [
    `(${dayWord})${nth}(?: till| to| tom| until)?(?: the| den)? (${dayWord})${nth}(?: of)? (${monthWord})${yearEnd}`,
    ([, from, to, month, year, named], today, _plan, way) => {
      const number = monthOf(month!);
      const at = nearYear(number, dayNumber(from!), yearOf(year, named, today), today, way);
      return spanOf(dayOf(at, number, dayNumber(from!)), dayOf(at, number, dayNumber(to!)));
    },
  ],
  [
    `(?:den )?(?:sista|siste)(?: dagen)?(?: i)? (${monthWord})${yearEnd}|(?:the )?last (?:day )?of (${monthWord})${yearEnd}`,
    ([, sv, year, named, en, year2, named2], today, _plan, way) => {
      const month = monthOf((sv ?? en)!);
      const at = nearYear(month, 28, yearOf(year ?? year2, named ?? named2, today), today, way);
      return oneDay(monthSpan(at, month)[1]);
    },
  ],
  [
    `(?:den |the )?(${dayWord})${nth}(?: of)? (${monthWord})${yearEnd}`,
    ([, day, month, year, named], today, _plan, way) => {
      const at = nearYear(monthOf(month!), dayNumber(day!), yearOf(year, named, today), today, way);
      return oneDay(dayOf(at, monthOf(month!), dayNumber(day!)));
    },
  ],
  [
    `(${monthWord}) (\\d{1,2})(?:st|nd|rd|th)?(?! \\d)`,
    ([, month, day], today, _plan, way) =>
      oneDay(
        dayOf(nearYear(monthOf(month!), Number(day), undefined, today, way), monthOf(month!), Number(day)),
      ),
  ],
  [
    `(?:den |(?<=(?:till|tom) ))(\\d{1,2}) ?[ae]|den (\\d{1,2})${notCounted}|the (\\d{1,2})(?:st|nd|rd|th)|(?:den |(?<=(?:fran|till|tom|med|forran) ))(${dayWords.slice(4, 31).join('|')})`,
    ([, a, b, c, d], today, _plan, way) => {
      const day = dayNumber((a ?? b ?? c ?? d)!);
      // Not every month has a 30th or a 31st.
      const near = [-2, -1, 0, 1, 2].flatMap((months) => {
        const month = today.with({ day: 1 }).add({ months });
        return dayOf(month.year, month.month, day) ?? [];
      });
      return oneDay(
        way === 'behind'
          ? near.findLast((one) => Temporal.PlainDate.compare(one, today) <= 0)
          : near.find((one) => Temporal.PlainDate.compare(one, today) >= 0),
      );
    },
  ],
  [`i overmorgon|overmorgon|day after tomorrow`, (_, today) => oneDay(today.add({ days: 2 }))],
  [`i morgon|imorgon|tomorrow`, (_, today) => oneDay(today.add({ days: 1 }))],
  [`i ?forrgar|day before yesterday`, (_, today) => oneDay(today.subtract({ days: 2 }))],
  [`last night`, (_, today) => oneDay(today.subtract({ days: 1 }))],
  [`i gar|igar|yesterday`, (_, today) => oneDay(today.subtract({ days: 1 }))],
  [
    `i dag|idag|today|i ?morse|this morning|i eftermiddag|this afternoon|ikvall|i kvall|this evening|tonight`,
    (_, today) => oneDay(today),
  ],
  [`i (${weekdayWord})s`, ([, name], today) => oneDay(lastWeekday(weekdayOf(name!), today))],
  // Of yesterday one says so.
  [
    `last (${weekdayWord})`,
    ([, name], today) => oneDay(lastWeekday(weekdayOf(name!), today.subtract({ days: 1 }))),
  ],
  [`(?:sedan|since) (?:nyar|arsskiftet|new year)`, (_, today) => spanOf(dayOf(today.year, 1, 1), today)],
  [
    `(?:vecka|v|week) (\\d{1,2}) (?:till |och |to |and )?(?:vecka |v )?(\\d{1,2})`,
    ([, from, to], today) => {
      const [first, last] = [weekOf(Number(from), today), weekOf(Number(to), today)];
      return first && last ? [first[0], last[1]] : undefined;
    },
  ],
  [`(?:vecka|veckan|v|week) ?(\\d{1,2})`, ([, week], today) => weekOf(Number(week), today)],
  [
    `(?:nasta|kommande|next|coming) (?:vecka|veckan|week)`,
    (_, today) => [mondayOf(today.add({ days: 7 })), mondayOf(today.add({ days: 7 })).add({ days: 6 })],
  ],
  [
    `(?:forra|last|previous) (?:veckan|veckans|vecka|weeks|week)`,
    (_, today) => [mondayOf(today.subtract({ days: 7 })), mondayOf(today).subtract({ days: 1 })],
  ],
  [
    `(?:den har|denna|this) (?:veckan|vecka|week)|(?<!(?:timmar|timme|dagar|ganger|ggr|minuter) )i veckan(?! som)|veckans`,
    (_, today) => [mondayOf(today), mondayOf(today).add({ days: 6 })],
  ],
  [
    `(?:nasta|next) (${weekdayWord})(?:en|s)?`,
    ([, name], today) => oneDay(nextWeekday(weekdayOf(name!), today)),
  ],
  [
    `(en |a |an |nagon |per )?(?:hela |(pa |nu pa |innan |fore |by |before |till |until )|on |this |nu )?(${weekdayWord})(?:en|s)?`,
    ({ 0: all, 1: any, 2: isNext, 3: name, index, input }, today, _plan, way) => {
      // "På en lördag!" is no Saturday in particular.
      if (any) return undefined;
      const isPast =
        way === 'behind' || (!way && all.startsWith('on ') && didBefore.test(input.slice(0, index)));
      return oneDay((isPast && !isNext ? lastWeekday : nextWeekday)(weekdayOf(name!), today));
    },
  ],
  [
    `(?:om|in) (${numberWord}) (dag|dagar|days?|veckor|vecka|weeks?|manader|manad|months?)(?: time)?`,
    ([, count, unit], today) => oneDay(today.add(lengthOf(count!, unit!))),
  ],
  [`(?:om |in )(?:a fortnight|fjorton dagar|14 dagar)`, (_, today) => oneDay(today.add({ days: 14 }))],
  [`(?:nasta|kommande|next) (?:manad|month)`, (_, today) => monthSpan(today.year, today.month + 1)],
  [
    `(?:forra|last|previous|foregaende) (?:manaden|manad|man|month)`,
    (_, today) => monthSpan(today.year, today.month - 1),
  ],
  [`(?:den har|denna|this) (?:manaden|manad|month)`, (_, today) => monthSpan(today.year, today.month)],
  [
    `(20\\d\\d)(?: till| to| och| and| jamfort med| mot| vs| tom)? (20\\d\\d)`,
    ([, from, to]) => spanOf(dayOf(Number(from), 1, 1), dayOf(Number(to), 12, 31)),
  ],
  [
    `(forsta|andra|first|second|1a|2a|1 a|2 a) (?:halvaret|halvar|half)(?: of)?(?: the year)?${yearEnd}|h([12])(?: (20\\d\\d))?`,
    ([, which, year, named, half, other], today) => {
      const second = /^(?:andra|second|2)/u.test(which ?? half!);
      const at = yearOf(year ?? other, named, today) ?? today.year;
      return second ? spanOf(dayOf(at, 7, 1), dayOf(at, 12, 31)) : spanOf(dayOf(at, 1, 1), dayOf(at, 6, 30));
    },
  ],
  [
    `(?:(${lastWord})|den har|det har|detta|denna|this|innevarande|current) (tertial(?:et)?|kvartal(?:et)?|quarter|halvar(?:et)?|half year)`,
    ([, last, part], today) => partNear(today, part!, last ? 1 : 0),
  ],
  [
    `(?:tertial(?:et)? |t)([123])${yearEnd}|(${ordinalWord}) tertial(?:et)?${yearEnd}`,
    ([, number, year, named, word, year2, named2], today) => {
      const one = number ? Number(number) : ordinals[word!]!;
      return partOfYear(yearOf(year ?? year2, named ?? named2, today) ?? today.year, 't', one);
    },
  ],
  [
    `(?:kvartal(?:et)? |quarter |q|kv )([1234])${yearEnd}|(${ordinalWord}) (?:kvartalet|kvartal|quarter)(?: of)?${yearEnd}`,
    ([, number, year, named, word, year2, named2], today) => {
      const one = number ? Number(number) : ordinals[word!]!;
      return partOfYear(yearOf(year ?? year2, named ?? named2, today) ?? today.year, 'q', one);
    },
  ],
  // A part of the year that is numbered says more than a season.
  [`i somras|last summer`, (_, today) => seasonSpan(6, 8, today)],
  [
    `(?:this|during the|in the|over the) summer|(?:under|denna) sommar(?:en)?|sommarens`,
    (_, today, _plan, way) => (today.month < 6 ? undefined : seasonSpan(6, 8, today, way)),
  ],
  [
    `i varas|i var|(?:under )?varen|this spring|last spring|spring|varens`,
    (_, today, _plan, way) => seasonSpan(3, 5, today, way),
  ],
  [`i hostas|last autumn|last fall|hostens`, (_, today) => seasonSpan(9, 11, today)],
  [
    `i vintras|last winter`,
    (_, today) => [
      Temporal.PlainDate.from({ year: today.year - 1, month: 12, day: 1 }),
      monthSpan(today.year, 2)[1],
    ],
  ],
  // What is to come is told by days and rounds' names: a round that was, or is next, is no day for it.
  [
    `(forr)?(?:forra|foregaende|last|previous) ${roundWord}|${roundWord} (?:before (last)|(?:innan|fore|before)(?! [\\p{L}\\p{N}]))`,
    ([, twice, kind, other, before], today, plan, way) => {
      const back = twice || before ? 1 : 0;
      return way === 'ahead' ? undefined : coversOf(lastRound(plan, today, { kind: kind ?? other, back }));
    },
  ],
  [
    `${nextWord} ${roundWord}`,
    ([, kind], today, plan, way) => (way === 'ahead' ? undefined : coversOf(nextRound(plan, today, kind))),
  ],
  [
    `forra (?:delaret|delarsrapporten|delarsbokslutet)|last (?:years )?interim`,
    (_, today, plan) => interimOf(today.year - 1, plan),
  ],
  [
    `(?:delar(?! (?:pa|upp|ut|med|av|in))|delarets?|delars\\w*|halvarsrapporten|interim(?: report)?)${yearEnd}`,
    ([, year, named], today, plan) => interimOf(yearOf(year, named, today) ?? today.year, plan),
  ],
  [
    `(?:helar|helarets?|helarsomgang\\w*|helarsrapport\\w*|arsredovisning\\w*|arsbokslut\\w*|bokslutet|annual report|full year)${yearEnd}`,
    ([, year, named], today) => wholeYear(yearOf(year, named, today) ?? today.year),
  ],
  [
    `(?:(?:for|in|i|during|under|per) )?(${monthWord})(?:s|s?(?:omgang|rapport|siffr|matning|utskick|fraga|svar|rund|prognos|utfall|vard|namnd|mote|tal|uppfolj|bokslut)\\w*)?(?: manads?)?${yearEnd}`,
    ({ 0: all, 1: month, 2: year, 3: named, index, input }, today, _plan, way) => {
      // "may" alone is what one may do, "mars" and "sep" are months all the same.
      const before = `${input.slice(0, index)}${all}`;
      if (
        month === 'may' &&
        !/(?:in|for|during|from|since|until|till|by|of) may$|may (?:20|last)/u.test(before)
      )
        return undefined;
      // "Jul" alone is Christmas.
      if (month === 'jul' && !year) return undefined;
      const number = monthOf(month!);
      const last = number > today.month + 3 ? today.year - 1 : today.year;
      // What was just now is still spoken of: the round of October in November.
      const next = number < today.month - 3 ? today.year + 1 : today.year;
      return monthSpan(yearOf(year, named, today) ?? (way === 'ahead' ? next : last), number);
    },
  ],
  [
    `(?:(?:(efter|after)|(innan|fore|till|by|before|until|to)|vid|pa|i|over|under|at|on) (?:the )?)?(${feastWord})`,
    ({ 0: all, 1: after, 2: before, 3: name, index, input }, today, _plan, way) => {
      const isBehind = since.test(input.slice(0, index)) || upToNow.test(input.slice(index + all.length));
      const feast = feastAt(name!, today, way ?? (isBehind ? 'behind' : undefined));
      return after ? oneDay(feast?.[1].add({ days: 1 })) : before ? oneDay(feast?.[0]) : feast;
    },
  ],
  [
    `(?:forra arets?|i fjol|fjolarets?|fjol|last years?|foregaende ar|aret innan|previous year|year before)`,
    (_, today) => wholeYear(today.year - 1),
  ],
  [
    `forforra aret|i forfjol|for tva ar sedan|two years ago|year before last`,
    (_, today) => wholeYear(today.year - 2),
  ],
  [`(?:i ar|this year|innevarande ar)`, (_, today) => wholeYear(today.year)],
  [`(?:nasta ar|next year)`, (_, today) => wholeYear(today.year + 1)],
  [
    `${yearBefore}((?:19[5-9]|20[0-3])\\d)${notCounted}`,
    ({ 1: year, index, input }, _today, plan) =>
      isYearInName(plan, input.slice(0, index), year!) ? undefined : wholeYear(Number(year)),
  ],
  [
    `(?:tjugo ?tjugo|twenty ?twenty) ?(${numberWord})`,
    ([, number]) => wholeYear(2020 + (numbers[number!] ?? Number(number))),
  ],
];

/** How long something lasts: a time only where that is what is told, and else a number of days that something takes. */
export const lasting: readonly (readonly [string, Read])[] = [
  [
    `(${numberWord})(?: more)? (dag|dagar|days?|veckor|vecka|weeks?|manader|manad|months?)(?: till| more| longer)`,
    ([, count, unit], today) => oneDay(today.add(lengthOf(count!, unit!))),
  ],
  [
    `(?:i |for |de )?(?:(${numberWord}) )?(dagar|days|veckor|weeks|vecka|week|manader|manad|months|month)(?: framat| bort| off| ahead)?`,
    ([, count, unit], today) =>
      count ? [today, today.add(lengthOf(count, unit!)).subtract({ days: 1 })] : undefined,
  ],
];

/** The first of the latest such month. */
function latest(month: number, today: Day): Day {
  return monthSpan(today.month < month ? today.year - 1 : today.year, month)[0];
}

function monthOf(word: string): number {
  return months.findIndex((names) => names.split('|').includes(word)) + 1;
}

function weekdayOf(word: string): number {
  return weekdays.findIndex((names) => names.split('|').includes(word)) + 1;
}

function yearOf(year: string | undefined, named: string | undefined, today: Day): number | undefined {
  if (year) return Number(year);
  if (!named) return undefined;
  return /fjol|forra|last/u.test(named) ? today.year - 1 : today.year;
}

/** A day without its year is the next one of that name, unless it was within the last half year. */
function nearYear(month: number, day: number, said: number | undefined, today: Day, way?: Way): number {
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
  return month < today.month - 6 ? today.year + 1 : today.year;
}

const justBeen = 60;

/** Of a day of a month in figures or in words. */
function dayNumber(said: string): number {
  return dayWords.indexOf(said) + 1 || englishDays.indexOf(said.replace(' of', '')) + 1 || Number(said);
}

/** The day, or the week, month or year that it lies in. */
function around(day: Day, unit: string): Span {
  if (/^(?:dag|day)/u.test(unit)) return [day, day];
  if (/^(?:veck|week)/u.test(unit)) return [mondayOf(day), mondayOf(day).add({ days: 6 })];
  return /^(?:ar|year)/u.test(unit) ? wholeYear(day.year) : monthSpan(day.year, day.month);
}

/** As the plan has it, else until August. */
function interimOf(year: number, plan: Plan): Span {
  const own = plan.content.periods.find(
    ({ kind, covers }) => kind === 'interim' && covers.to.startsWith(`${year}-`),
  );
  return coversOf(own) ?? tillAugust(year);
}

function coversOf(found: Pick<Period, 'covers'> | undefined): Span | undefined {
  return found && [Temporal.PlainDate.from(found.covers.from), Temporal.PlainDate.from(found.covers.to)];
}

function lengthOf(count: string, unit: string): Temporal.Duration {
  const number = numbers[count] ?? Number(count);
  if (/^(?:dag|day)/u.test(unit)) return Temporal.Duration.from({ days: number });
  if (/^(?:ar|year)/u.test(unit)) return Temporal.Duration.from({ years: number });
  return Temporal.Duration.from(/^(?:veck|week)/u.test(unit) ? { weeks: number } : { months: number });
}
