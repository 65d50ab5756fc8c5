import { Temporal } from 'temporal-polyfill';
import type { SaidTime } from './said-times.ts';
import {
  type Day,
  dayOf,
  mondayOf,
  monthSpan,
  nearYear,
  nthWeekday,
  oneDay,
  partNear,
  partOfYear,
  type Span,
  spanAround,
  spanOf,
  type Way,
} from './spans.ts';
import {
  lengthOf,
  linkWord,
  monthOf,
  monthWord,
  notCounted,
  numberWord,
  ordinals,
  ordinalWord,
  partNames,
  weekdayOf,
  weekdayWord,
  whichNumber,
  whichWord,
  yearEnd,
  yearOf,
} from './time-words.ts';

/** Parts of what is longer, and several parts of a year: the second week of May, the end of the month, the first two quarters. */
export const parts: readonly SaidTime[] = [
  [
    `(?:pa |on )?(?:den |the )?(${whichWord}) (${weekdayWord})(?:en)? (?:i|in|of) (${monthWord})${yearEnd}`,
    ([, which, name, month, year, named], today, _plan, way) => {
      const within = monthNear(month!, yearOf(year, named, today), today, way);
      return oneDay(nthWeekday(whichNumber(which!), weekdayOf(name!), within));
    },
  ],
  // A week is of the month that its Thursday is of.
  [
    `(?:under |i |in )?(?:de |den |the )?(?:(${whichWord}) (?:veckan|vecka|week)|(${whichWord}) (${numberWord}) (?:veckorna|veckor|weeks)|(${numberWord}) (${whichWord}) (?:veckorna|veckor|weeks)) (?:i|in|of|av) (${monthWord})${yearEnd}`,
    ([, one, nth, count, some, nthAfter, month, year, named], today, _plan, way) => {
      const within = monthNear(month!, yearOf(year, named, today), today, way);
      const which = whichNumber((one ?? nth ?? nthAfter)!);
      const weeks = one ? 1 : lengthOf((count ?? some)!, 'week').weeks;
      const at = mondayOf(nthWeekday(which, 4, within));
      const from = which < 0 ? at.subtract({ weeks: weeks - 1 }) : at;
      return [from, from.add({ weeks }).subtract({ days: 1 })];
    },
  ],
  // Figures are of whole months: only what is to come is of the end of one.
  [
    `(?:i |in |at |vid |pa |kring |around )?(?:the )?(?:(borjan (?:av|pa|i)|inledningen av|beginning of|start of|early)|slutet (?:av|pa|i)|slut|utgangen av|end(?: of)?|late) (?:the )?(${monthWord}|manaden|month|nasta manad|next month)${yearEnd}`,
    ([, isFirst, month, year, named], today, _plan, way) => {
      if (way !== 'ahead') return undefined;
      const [from, to] = /man|mon/u.test(month!)
        ? monthSpan(today.year, today.month + (/na|next/u.test(month!) ? 1 : 0))
        : monthNear(month!, yearOf(year, named, today), today, way);
      return isFirst ? [from, from.add({ days: 9 })] : [to.with({ day: 21 }), to];
    },
  ],
  [
    `(?:i |in |at |vid |pa )?(?:the )?(?:(borjan av|beginning of|start of|early)|slutet av|end of|late) (?:the )?(nasta ar|next year|aret|ar|year)|arets slut|(?<=(?:until|till|by|before|to) (?:the )?)year end`,
    ([, isFirst, year], today, _plan, way) => {
      const at = today.year + (/na|next/u.test(year ?? '') ? 1 : 0);
      return way === 'ahead' ? monthSpan(at, isFirst ? 1 : 12) : undefined;
    },
  ],
  [
    `(?:i |in |at |pa )?(?:the )?(?:(borjan av|beginning of|start of|early)|(mitten (?:av|pa)|middle of|mid)|slutet av|end of|late) (?:the )?(nasta vecka|next week|veckan|week)`,
    ([, isFirst, isMiddle, week], today, _plan, way) => {
      if (way !== 'ahead') return undefined;
      const monday = mondayOf(today).add({ weeks: /na|next/u.test(week!) ? 1 : 0 });
      const [from, to] = isFirst ? [0, 1] : isMiddle ? [2, 2] : [3, 4];
      // On a Saturday the middle of the week is that of the next.
      const late = Temporal.PlainDate.compare(monday.add({ days: to }), today) < 0 ? 7 : 0;
      return [monday.add({ days: from + late }), monday.add({ days: to + late })];
    },
  ],
  [
    `manadsskiftet|(?:the )?(?:turn|end) of the month`,
    (_, today, _plan, way) => (way === 'ahead' ? oneDay(monthSpan(today.year, today.month)[1]) : undefined),
  ],
  [
    `(?:for )?(?:the )?(?:resten av|rest of) (?:the )?(dagen|veckan|manaden|aret|day|week|month|year)|(dagen|veckan|manaden|aret) ut`,
    ([, of, out], today, _plan, way) =>
      way === 'ahead' ? [today, spanAround(today, (of ?? out)!)[1]] : undefined,
  ],
  [
    `(?:veckan efter nasta|nastnasta vecka|(?:the )?week after next)`,
    (_, today) => spanAround(today.add({ days: 14 }), 'vecka'),
  ],
  // What is wanted of several is the whole, from the first to the last.
  [
    `(${partNames}|kvartalen|tertialen|halvaren|quarters|q|kv|k|t|hy|h) ?([1-4])(?: (?:${linkWord} )?[1-4]){0,2} ${linkWord} ([1-4])${notCounted}${yearEnd}`,
    ([, part, from, to, year, named], today, _plan, way) => {
      return fromPart(part!, Number(from), Number(to), yearOf(year, named, today), today, way);
    },
  ],
  [
    `(?:det |the )?(${ordinalWord}) ${linkWord} (?:det |the )?(${ordinalWord}) (${partNames})(?: of)?${yearEnd}`,
    ([, from, to, part, year, named], today, _plan, way) => {
      return fromPart(part!, ordinals[from!]!, ordinals[to!]!, yearOf(year, named, today), today, way);
    },
  ],
  [
    `(?:the |det? )?(?:(?:forsta|first) (${numberWord})|(${numberWord}) forsta) (kvartalen|tertialen|quarters)${yearEnd}`,
    ([, count, other, part, year, named], today, _plan, way) => {
      const last = lengthOf((count ?? other)!, 'month').months;
      return fromPart(part!, 1, last, yearOf(year, named, today), today, way);
    },
  ],
  [
    `(?:under |over |within |inom )?(?:det? |den |the )?(?:(?:narmaste|kommande|nasta|next|coming|following) (${numberWord})|(${numberWord}) (?:narmaste|kommande)) (dagarna|dagar|days|veckorna|veckor|weeks|manaderna|manader|months)`,
    ([, count, other, unit], today, _plan, way) =>
      way === 'ahead'
        ? [today, today.add(lengthOf((count ?? other)!, unit!)).subtract({ days: 1 })]
        : undefined,
  ],
  [
    `(20\\d\\d) 20\\d\\d (?:${linkWord} )?(20\\d\\d)`,
    ([, from, to]) => spanOf(dayOf(Number(from), 1, 1), dayOf(Number(to), 12, 31)),
  ],
];

/** The month of that name that is nearest. */
function monthNear(name: string, said: number | undefined, today: Day, way: Way): Span {
  const month = monthOf(name);
  return monthSpan(nearYear(month, 28, said, today, way), month);
}

/** From one part of a year to another of the same. */
function fromPart(
  name: string,
  from: number,
  to: number,
  said: number | undefined,
  today: Day,
  way: Way,
): Span | undefined {
  const last = partNear(name, to, said, today, way)?.[1];
  return spanOf(last && partOfYear(last.year, name, from)?.[0], last);
}
