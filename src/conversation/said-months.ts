import { Temporal } from 'temporal-polyfill';
import { feastAt, feastWord } from './feasts.ts';
import { coversOf, interimOf, lastRound, nextRound, nextWord, roundWord } from './rounds-said.ts';
import type { SaidTime } from './said-times.ts';
import { dayOf, monthSpan, oneDay, partBack, partNear, seasonSpan, spanOf, wholeYear } from './spans.ts';
import {
  lastWord,
  linkWord,
  monthOf,
  monthWord,
  notCounted,
  numbers,
  numberWord,
  ordinals,
  ordinalWord,
  since,
  upToNow,
  yearBefore,
  yearEnd,
  yearOf,
} from './time-words.ts';
import { isYearInName } from './years-in-names.ts';

const mayAsMonth = /(?:in|for|during|from|since|until|till|by|of) may$|may (?:20|last)/u;
/** Beside another month; what was found before stands as dots. */
const monthAndMay = new RegExp(
  `· (?:${linkWord}|with) may(?: 20\\d\\d| (?:last|this) year| together|$)`,
  'u',
);
const mayAndMonth = new RegExp(`^may (?:${linkWord}|with) ${monthWord}(?!\\S)`, 'u');

/** Months, parts of the year, rounds, feasts and years. */
export const months: readonly SaidTime[] = [
  [`(?:nasta|kommande|next) (?:manad|month)`, (_, today) => monthSpan(today.year, today.month + 1)],
  [
    `(?:forra|last|previous|foregaende) (?:manaden|manad|man|month)`,
    (_, today) => monthSpan(today.year, today.month - 1),
  ],
  [`(?:den har|denna|this) (?:manaden|manad|month)`, (_, today) => monthSpan(today.year, today.month)],
  [
    `(20\\d\\d)(?: ${linkWord}| med| with)? (20\\d\\d)`,
    ([, from, to]) => spanOf(dayOf(Number(from), 1, 1), dayOf(Number(to), 12, 31)),
  ],
  [
    `(forsta|andra|first|second|1a|2a|1 a|2 a) (?:halvaret|halvar|half)(?: of)?(?: the year)?${yearEnd}|h([12])(?: (20\\d\\d))?`,
    ([, which, year, named, half, other], today, _plan, way) => {
      const one = /^(?:andra|second|2)/u.test(which ?? half!) ? 2 : 1;
      return partNear('h', one, yearOf(year ?? other, named, today), today, way);
    },
  ],
  [
    `(?:(${lastWord})|den har|det har|detta|denna|this|innevarande|current) (tertial(?:et)?|kvartal(?:et)?|quarter|halvar(?:et)?|half year)`,
    ([, last, part], today) => partBack(today, part!, last ? 1 : 0),
  ],
  [
    `(?:tertial(?:et)? |t)([123])${yearEnd}|(${ordinalWord}) tertial(?:et)?${yearEnd}`,
    ([, number, year, named, word, year2, named2], today, _plan, way) => {
      const one = number ? Number(number) : ordinals[word!]!;
      return partNear('t', one, yearOf(year ?? year2, named ?? named2, today), today, way);
    },
  ],
  [
    `(?:kvartal(?:et)? |quarter |q|kv )([1234])${yearEnd}|(${ordinalWord}) (?:kvartalet|kvartal|quarter)(?: of)?${yearEnd}`,
    ([, number, year, named, word, year2, named2], today, _plan, way) => {
      const one = number ? Number(number) : ordinals[word!]!;
      return partNear('q', one, yearOf(year ?? year2, named ?? named2, today), today, way);
    },
  ],
  // A part of the year that is numbered says more than a season.
  [`i somras|last summer`, (_, today) => seasonSpan(6, 8, today)],
  [
    `(?:this|during the|in the|over the) summer|(?:under|denna) sommar(?:en)?|(?:under )?sommarmanaderna|(?:in |over |during )?the summer months|sommarens`,
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
    ([, year, named], today, plan, way) =>
      interimOf(
        yearOf(year, named, today) ?? today.year - (way !== 'ahead' && today.month < 5 ? 1 : 0),
        plan,
      ),
  ],
  [
    `(?:helar|helarets?|full year|(helarsomgang\\w*|helarsrapport\\w*|arsredovisning\\w*|arsbokslut\\w*|bokslutet|annual report))${yearEnd}`,
    // What is told of a year is written at the beginning of the next.
    ([, report, year, named], today) =>
      wholeYear(yearOf(year, named, today) ?? today.year - (report && today.month < 5 ? 1 : 0)),
  ],
  [
    `(?:(?:for|in|i|during|under|per) )?(${monthWord})(?:s|s?(?:omgang|rapport|siffr|matning|utskick|fraga|svar|rund|prognos|utfall|vard|namnd|mote|tal|uppfolj|bokslut)\\w*)?(?: manads?)?${yearEnd}`,
    ({ 0: all, 1: month, 2: year, 3: named, index, input }, today, _plan, way) => {
      // "may" alone is what one may do, "mars" and "sep" are months all the same.
      if (
        month === 'may' &&
        !mayAsMonth.test(`${input.slice(0, index)}${all}`) &&
        !monthAndMay.test(input) &&
        !mayAndMonth.test(input.slice(index))
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
    `(?:forra arets?|i fjol|fjolarets?|fjol|(?<!(?:over|in|during|for|of|from) the )last years|last year|foregaende ar|aret innan|previous year|year before)`,
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
