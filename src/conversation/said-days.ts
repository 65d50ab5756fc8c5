import { Temporal } from 'temporal-polyfill';
import type { SaidTime } from './said-times.ts';
import {
  dayOf,
  lastWeekday,
  mondayOf,
  monthSpan,
  nearYear,
  nextWeekday,
  oneDay,
  spanOf,
  weekOf,
} from './spans.ts';
import {
  dayNumber,
  dayWord,
  dayWords,
  lengthOf,
  monthOf,
  monthWord,
  notCounted,
  nth,
  numberWord,
  weekdayOf,
  weekdayWord,
  yearEnd,
  yearOf,
} from './time-words.ts';

/** What is told of what was: "what I said on Thursday". */
const didBefore = /\b(?:said|sent|wrote|did|was|were|had|told|gave|came|went)\b|\w[^\We]ed\b/u;

/** Days and weeks. */
export const days: readonly SaidTime[] = [
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
];

/** How long something lasts: a time only where that is what is told, and else a number of days that something takes. */
export const lasting: readonly SaidTime[] = [
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
