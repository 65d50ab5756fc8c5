import { Temporal } from 'temporal-polyfill';
import { type Day, dayOf, mondayOf, oneDay, type Span, spanOf, type Way } from './spans.ts';

/** Days and weeks that have a name of their own, by what they are called, over folded words. */
const feasts: readonly (readonly [called: string, of: (year: number) => Span | undefined])[] = [
  [
    'mellandagarna|mellan jul(?:en)? och nyar(?:et)?|between (?:christmas|xmas) and (?:the )?new years?',
    (year) => spanOf(dayOf(year, 12, 27), dayOf(year, 12, 31)),
  ],
  ['nyarsdagen|new years day', on(1, 1)],
  ['trettondagen|trettondedagen|trettonhelgen|epiphany', on(1, 6)],
  ['tjugondag knut|tjugondagen', on(1, 13)],
  ['pask(?:en|as|lovet|helgen)?|easter', (year) => aroundEaster(year, -2, 1)],
  ['valborg|valborgsmassoafton', on(4, 30)],
  ['forsta maj', on(5, 1)],
  ['kristi himmelsfardsdag|ascension day', (year) => aroundEaster(year, 39, 39)],
  ['pingst(?:en)?|pentecost|whitsun', (year) => aroundEaster(year, 48, 49)],
  ['nationaldagen', on(6, 6)],
  ['midsommarafton|midsummer eve', (year) => oneDay(fridayFrom(year, 6, 19))],
  [
    'midsommar(?:en|helgen)?|midsummer',
    (year) => [fridayFrom(year, 6, 19), fridayFrom(year, 6, 19).add({ days: 1 })],
  ],
  [
    'hostlovet|hostlov|autumn (?:half term|holidays?|break)',
    (year) => {
      const monday = mondayOf(Temporal.PlainDate.from({ year, month: 1, day: 4 })).add({ weeks: 43 });
      return [monday, monday.add({ days: 6 })];
    },
  ],
  [
    'alla helgons dag|allhelgona(?:helgen)?|all saints',
    (year) => oneDay(fridayFrom(year, 10, 30).add({ days: 1 })),
  ],
  ['lucia(?:dagen)?', on(12, 13)],
  ['julafton|christmas eve', on(12, 24)],
  ['juldagen|christmas day', on(12, 25)],
  ['jul(?:en|as|helgen)?|christmas|xmas', (year) => spanOf(dayOf(year, 12, 24), dayOf(year, 12, 26))],
  ['nyarsafton|new years eve|hogmanay', on(12, 31)],
  ['(?:andra|2|2a|second) advent|advent (?:2|tva|two)', (year) => oneDay(advent(year, 2))],
  ['(?:tredje|3|3e|third) advent|advent (?:3|tre|three)', (year) => oneDay(advent(year, 3))],
  ['(?:fjarde|4|4e|fourth) advent|advent (?:4|fyra|four)', (year) => oneDay(advent(year, 4))],
  ['(?:(?:forsta|1|1a|first) )?advent(?: (?:1|ett|one|sunday))?', (year) => oneDay(advent(year, 1))],
];
const compiled = feasts.map(([called, of]) => [new RegExp(`^(?:${called})$`, 'u'), of] as const);

export const feastWord = feasts.map(([called]) => called).join('|');
/** Of the words that said a time: "till jul", "efter påsk". */
export const feastAtEnd = new RegExp(`(?<!\\S)(?:${feastWord})$`, 'u');

/**
 * The next of its name, or the latest; undefined where nothing says which, and it is no single day: "hur gick det i jul?"
 * is of no time that Roder has figures for.
 */
export function feastAt(called: string, today: Day, way: Way): Span | undefined {
  const of = compiled.find(([said]) => said.test(called))?.[1];
  const near = [-1, 0, 1].flatMap((years) => {
    const span = of?.(today.year + years);
    return span && (way !== undefined || span[0].equals(span[1])) ? [span] : [];
  });
  return way === 'behind'
    ? near.findLast(([from]) => Temporal.PlainDate.compare(from, today) <= 0)
    : near.find(([, to]) => Temporal.PlainDate.compare(to, today) >= 0);
}

function on(month: number, day: number): (year: number) => Span | undefined {
  return (year) => oneDay(dayOf(year, month, day));
}

function fridayFrom(year: number, month: number, day: number): Day {
  const from = Temporal.PlainDate.from({ year, month, day });
  return from.add({ days: (12 - from.dayOfWeek) % 7 });
}

function advent(year: number, nth: number): Day {
  const eve = Temporal.PlainDate.from({ year, month: 12, day: 24 });
  return eve.subtract({ days: eve.dayOfWeek % 7, weeks: 4 - nth });
}

/** Sunday of Easter by the Gregorian computus, as Meeus has it, and days from it. */
function aroundEaster(year: number, first: number, last: number): Span {
  const [golden, century] = [year % 19, Math.floor(year / 100)];
  const leaps = Math.floor(century / 4);
  const moon =
    (19 * golden + century - leaps - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) %
    30;
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - moon - (year % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451);
  const at = moon + sunday - 7 * late + 114;
  const easter = Temporal.PlainDate.from({ year, month: Math.floor(at / 31), day: (at % 31) + 1 });
  return [easter.add({ days: first }), easter.add({ days: last })];
}
