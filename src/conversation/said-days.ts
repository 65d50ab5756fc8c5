import { Temporal } from 'temporal-polyfill';
import type { SaidTime } from './said-times.ts';
import {
  type Day,
  dayOf,
  lastWeekday,
  mondayOf,
  monthSpan,
  nearYear,
  nextWeekday,
  oneDay,
  type Span,
  spanOf,
  type Way,
  weekOf,
} from './spans.ts';
import {
  dayNumber,
  dayWord,
  dayWords,
  lengthOf,
  linkWord,
  monthOf,
  monthWord,
  notCounted,
  nth,
  numberWord,
  toWord,
  weekdayOf,
  weekdayWord,
  yearEnd,
  yearOf,
} from './time-words.ts';
import { isToldDone } from './told-done.ts';

/** "December 5" is English: "oktober 12" tells a value. */
const monthBefore =
  '(?:january|jan|february|feb|march|april|apr|may|june|jun|july|jul|august|aug|september|sept|sep|october|oct|november|nov|december|dec)';
/** "The 8th grade" is no day. */
const notNamed =
  '(?! (?:graders?|grades?|floor|quarter|tertial|half|round|time|place|year|month|week|class|form|one|school|milestone|measure|indicator|assignment)(?!\\S))';

/** Days and weeks. */
export const days: readonly SaidTime[] = [
  [
    `(20\\d\\d) (\\d\\d) (\\d\\d)`,
    ([, year, month, day]) => oneDay(dayOf(Number(year), Number(month), Number(day))),
  ],
  [
    `(${monthBefore}) (\\d{1,2})${nth}(?: ${linkWord})?(?: the)? (\\d{1,2})${nth}(?! ${monthWord}| \\d)${notCounted}`,
    ({ 1: month, 2: from, 3: to, index, input }, today, _plan, way) => {
      // "21 dec 14 jan" is no day of December twice.
      if (/\d(?:st|nd|rd|th|[ae])? $/u.test(input.slice(0, index))) return undefined;
      return daysOf([Number(from), Number(to)], monthOf(month!), undefined, today, way);
    },
  ],
  [
    `(${monthBefore}) (\\d{1,2})${nth}(?: ${linkWord})? (${monthBefore}) (\\d{1,2})${nth}(?! ${monthWord}| \\d)`,
    ([, month, from, end, to], today, _plan, way) => {
      const start = dayOf(
        nearYear(monthOf(month!), Number(from), undefined, today, way),
        monthOf(month!),
        Number(from),
      );
      const last =
        start && dayOf(start.year + (monthOf(end!) < monthOf(month!) ? 1 : 0), monthOf(end!), Number(to));
      return spanOf(start, last);
    },
  ],
  [
    `(?:den )?(${dayWord})${nth}(?:(?: ${linkWord})?(?: the| den)? ${dayWord}${nth}){0,4}(?: ${linkWord})?(?: the| den)? (${dayWord})${nth}(?: of)? (${monthWord})${yearEnd}`,
    ([said, from, to, month, year, named], today, _plan, way) => {
      const [first, last] = [dayNumber(from!), dayNumber(to!)];
      if (first > last && !goesOn.test(said)) return undefined;
      return daysOf([first, last], monthOf(month!), yearOf(year, named, today), today, way);
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
    `(?:den|the) (${dayWord})${nth} (?:(?:i|in|of) )?(?:(nasta|next)|denna|den har|this|(forra|last)) (?:manad|manaden|month)`,
    ([, day, isNext, isLast], today) => {
      const month = today.add({ months: isNext ? 1 : isLast ? -1 : 0 });
      return oneDay(dayOf(month.year, month.month, dayNumber(day!)));
    },
  ],
  [
    `(${monthBefore}) (\\d{1,2})(?:st|nd|rd|th)?(?: (20\\d\\d))?(?! (?:${linkWord} )?\\d)${notCounted}`,
    ([, name, day, year], today, _plan, way) => {
      const month = monthOf(name!);
      return oneDay(
        dayOf(nearYear(month, Number(day), yearOf(year, undefined, today), today, way), month, Number(day)),
      );
    },
  ],
  [
    `(?:den|the) (\\d{1,2})${nth}(?:(?: ${linkWord})?(?: den| the)? \\d{1,2}${nth}){0,4}(?: ${linkWord})?(?: den| the)? (\\d{1,2})(?:[ae]|st|nd|rd|th)`,
    ({ 1: from, 2: to, index, input }, today, _plan, way) => {
      const start = dayNear(Number(from), today, way ?? doneBefore(input.slice(0, index)));
      return spanOf(start, start && dayNear(Number(to), start, 'ahead'));
    },
  ],
  [
    `(?:den |(?<=(?:till|tom) ))(\\d{1,2}) ?[ae]|den (\\d{1,2})${notCounted}|the (\\d{1,2})(?:st|nd|rd|th)${notNamed}|(?:den |(?<=(?:fran|till|tom|med|forran) ))(${dayWords.slice(4, 31).join('|')})`,
    ({ 1: a, 2: b, 3: c, 4: d, index, input }, today, _plan, way) =>
      oneDay(dayNear(dayNumber((a ?? b ?? c ?? d)!), today, way ?? doneBefore(input.slice(0, index)))),
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
    `(?:vecka|veckorna|veckor|v|vk|weeks?|wk) ?(\\d{1,2})(?: (?:${linkWord} )?(?:vecka |v ?|week )?\\d{1,2}){0,3} (?:${linkWord} )?(?:vecka |v ?|vk ?|week )?(\\d{1,2})${notCounted}`,
    ([, from, to], today, _plan, way) => {
      const first = weekOf(Number(from), today, way);
      // "V. 52–1".
      const last = first && weekOf(Number(to), first[0]);
      return first && last && Temporal.PlainDate.compare(first[0], last[0]) < 0
        ? [first[0], last[1]]
        : undefined;
    },
  ],
  [
    `(?:vecka|veckan|v|vk|week|wk) ?(\\d{1,2})`,
    ([, week], today, _plan, way) => weekOf(Number(week), today, way),
  ],
  [
    `(?:nasta|kommande|next|coming) (?:vecka|veckan|week)`,
    (_, today) => [mondayOf(today.add({ days: 7 })), mondayOf(today.add({ days: 7 })).add({ days: 6 })],
  ],
  [
    `(?:forra|last|previous) (?:veckan|veckans|vecka|weeks|week)`,
    (_, today) => [mondayOf(today.subtract({ days: 7 })), mondayOf(today).subtract({ days: 1 })],
  ],
  [
    `(?:den har|denna|this) (?:veckan|vecka|week) (?:och|and) (?:nasta|next)(?: (?:vecka|week))?`,
    (_, today) => [mondayOf(today), mondayOf(today).add({ days: 13 })],
  ],
  [
    `(?:under )?(?:hela|all|the whole|the entire) (?:den har |this )?(?:veckan|week)`,
    (_, today, _plan, way) => way && [mondayOf(today), mondayOf(today).add({ days: 6 })],
  ],
  [
    `(?:den har|denna|this) (?:veckan|vecka|week)|i veckan(?! som)|veckans`,
    ({ 0: said, index, input }, today, _plan, way) =>
      said === 'i veckan' && isRate(input.slice(0, index), way)
        ? undefined
        : [mondayOf(today), mondayOf(today).add({ days: 6 })],
  ],
  [
    `(?:pa |on )?(${weekdayWord})(?:en)? (?:om|in) (${numberWord}) (?:vecka|veckor|weeks?)(?: time)?`,
    ([, name, count], today) => oneDay(nextWeekday(weekdayOf(name!), today).add(lengthOf(count!, 'week'))),
  ],
  [
    `(?:a )?week (?:on|from) (${weekdayWord})|(?:on )?(${weekdayWord}) week`,
    ([, one, other], today) => oneDay(nextWeekday(weekdayOf((one ?? other)!), today).add({ weeks: 1 })),
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
      const isPast = way === 'behind' || (!way && all.startsWith('on ') && isToldDone(input.slice(0, index)));
      return oneDay((isPast && !isNext ? lastWeekday : nextWeekday)(weekdayOf(name!), today));
    },
  ],
  [
    `(?:om|in) (?:${numberWord} (?:till |to |eller |or )?)?(${numberWord}) (dag|dagar|days?|veckor|vecka|weeks?|manader|manad|months?)(?: time)?`,
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
    `(?:i |for )(${numberWord}) (halvar|half year|ar|years?)|(${numberWord}) (halvar|ar|years?) (?:framat|ahead)`,
    ([, count, unit, some, other], today) => [
      today,
      today.add(lengthOf((count ?? some)!, (unit ?? other)!)).subtract({ days: 1 }),
    ],
  ],
  [
    `(?:i |for |de )?(?:(${numberWord}) )?(dagar|days|veckor|weeks|vecka|week|manader|manad|months|month)(?: framat| bort| off| ahead)?(?! (?:fore|innan|before|efter|after|sedan|sen|ago|late|per|i rad|in a row|i veckan|a week))`,
    ([, count, unit], today) =>
      count ? [today, today.add(lengthOf(count, unit!)).subtract({ days: 1 })] : undefined,
  ],
];

/** "12 och 5 april" are no days in order. */
const goesOn = new RegExp(` (?:${toWord}) `, 'u');

/** From a day of a month until another, which may begin in the month before. */
function daysOf(
  [from, to]: readonly [number, number],
  month: number,
  said: number | undefined,
  today: Day,
  way: Way,
): Span | undefined {
  const last = dayOf(nearYear(month, from, said, today, way), month, to);
  const before = from > to ? last?.subtract({ months: 1 }) : last;
  return spanOf(before && dayOf(before.year, before.month, from), last);
}

/** The next such day of a month, or the latest; not every month has a 30th or a 31st. */
function dayNear(day: number, today: Day, way: Way): Day | undefined {
  const near = [-2, -1, 0, 1, 2].flatMap((months) => {
    const month = today.with({ day: 1 }).add({ months });
    return dayOf(month.year, month.month, day) ?? [];
  });
  return way === 'behind'
    ? near.findLast((one) => Temporal.PlainDate.compare(one, today) <= 0)
    : near.find((one) => Temporal.PlainDate.compare(one, today) >= 0);
}

function doneBefore(before: string): Way {
  return isToldDone(before) ? 'behind' : undefined;
}

/** "Twenty hours a week" is no week; whoever is away takes "övertidstimmar i veckan" in this one. */
function isRate(before: string, way: Way): boolean {
  return (way === 'ahead' ? counted : countedInWord).test(before);
}

const counted = /(?<!\S)(?:timmar|timme|dagar|ganger|gang|ggr|minuter) $/u;
const countedInWord = /(?:timmar|timme|dagar|ganger|gang|ggr|minuter) $/u;
