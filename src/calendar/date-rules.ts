import { Temporal } from 'temporal-polyfill';
import type { Language } from '../language/language.ts';

/** The words used in date rules, in calendar order and as written in running text. */
const months: Record<Language, string> = {
  sv: 'januari februari mars april maj juni juli augusti september oktober november december',
  en: 'January February March April May June July August September October November December',
};
const weekdays: Record<Language, string> = {
  sv: 'måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen',
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday',
};
const ordinals: Record<Language, string> = {
  sv: 'första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde',
  en: 'first second third fourth fifth sixth seventh eighth ninth tenth',
};

type Said = Record<Language, (number: number) => string>;

export const monthName: Said = byNumber(months);
export const weekdayName: Said = byNumber(weekdays);
export const ordinalName: Said = byNumber(ordinals);

function byNumber(words: Record<Language, string>): Said {
  return {
    sv: (number) => words.sv.split(' ')[number - 1]!,
    en: (number) => words.en.split(' ')[number - 1]!,
  };
}

/** 1 to 12 for a lower-case month name in either language. */
export function monthOf(word: string): number | undefined {
  return placeOf(word, months);
}

/** 1 (Monday) to 7 (Sunday); accepts "fredag" as well as "fredagen". */
export function weekdayOf(word: string): number | undefined {
  return placeOf(word, weekdays) ?? placeOf(`${word}en`, weekdays);
}

/** 1 to 10 for "third", "3rd", "tredje", "3:e"; or `last`. */
export function ordinalOf(word: string): number | 'last' | undefined {
  if (word === 'last' || word === 'sista') return 'last';
  const number = Number(/^(\d{1,2})(?:st|nd|rd|th|:a|:e)$/.exec(word)?.[1]);
  return number >= 1 && number <= 10 ? number : placeOf(word, ordinals);
}

function placeOf(word: string, words: Record<Language, string>): number | undefined {
  const place = (text: string) => text.toLowerCase().split(' ').indexOf(word) + 1;
  return place(words.sv) || place(words.en) || undefined;
}

/** A fixed date, or a rule that gives a date each year or relative to another date. Plain data, so it can be stored. */
export type DateRule =
  /** Such as `2026-09-18`. */
  | { readonly type: 'date'; readonly date: string }
  /** "1 September". 29 February means the 28th in years that are not leap years. */
  | { readonly type: 'day-of-year'; readonly month: number; readonly day: number }
  /** "third Friday of September"; weekday 1 is Monday. */
  | { readonly type: 'weekday-of-month'; readonly nth: Nth; readonly weekday: number; readonly month: number }
  /** "first weekday of May", "end of January": counts working days only. */
  | { readonly type: 'working-day-of-month'; readonly nth: Nth; readonly month: number }
  /** "after Epiphany": the first working day after 6 January. */
  | { readonly type: 'after-epiphany' }
  /** "+14 days", "first weekday after": counts from the preceding date in the period. */
  | { readonly type: 'later'; readonly count: number; readonly unit: DayUnit }
  /** "3 working days before due". */
  | { readonly type: 'before-due'; readonly count: number; readonly unit: DayUnit };

export type Nth = number | 'last';
export type DayUnit = 'days' | 'working-days';

/**
 * `not-a-date`: looks like a date but does not exist, such as 2026-02-30. `not-every-month`: not every month has one,
 * such as a fifth Friday. `not-a-rule`: anything else that cannot be parsed.
 */
export type DateRuleFault = 'not-a-date' | 'not-every-month' | 'not-a-rule';

type Read = DateRule | { readonly fault: DateRuleFault };
type Words = Readonly<Record<string, string | undefined>>;

const nth = String.raw`(?:the |den )?(?<nth>[\p{L}\d:]+)`;
const month = String.raw`(?:of|in|i) (?<month>\p{L}+)`;
const workingDay = '(?:weekday|workday|working day|business day|vardag|arbetsdag)';
const count = String.raw`(?<count>\d{1,3}) (?:(?<working>${workingDay})|(?<week>week|veck)|day|dag)(?:s|ar|or|a)?`;
const epiphany = 'epiphany|tretton(?:de)?(?:dagen|dag jul|helgen)';
const due = '(?:the )?due(?: date| day)?|sista (?:svars)?dag(?:en)?';

/**
 * Every form a rule may take, English beside Swedish. A reader returns undefined if the words that matched are not a
 * date rule.
 */
const forms: readonly (readonly [pattern: string, read: (words: Words) => Read | undefined])[] = [
  [String.raw`(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)`, (words) => date(words, Number(words.month))],
  [
    String.raw`(?:the |den )?(?<day>\d{1,2})(?:st|nd|rd|th|:a|:e)? (?:of )?(?<month>\p{L}+)(?: (?<year>\d{4}))?`,
    dayOfYear,
  ],
  [String.raw`${nth} (?<weekday>\p{L}+) ${month}`, weekdayOfMonth],
  [`${nth} (?:${workingDay}|day|dag)(?:en)? ${month}`, workingDayOfMonth],
  [
    String.raw`(?:the |i )?(?:end of|last of|slutet (?:av|på|i)|sista) (?<month>\p{L}+)`,
    (words) => workingDayOfMonth({ ...words, nth: 'last' }),
  ],
  [
    `(?:(?:the )?(?:first|första) ${workingDay}(?:en)? )?(?:after|efter) (?:${epiphany})`,
    () => ({ type: 'after-epiphany' }),
  ],
  [
    `(?:the |den )?(?:first|första) ${workingDay}(?:en)? (?:after|efter(?:åt)?|of (?:the )?next month|i nästa månad)`,
    () => ({ type: 'later', count: 1, unit: 'working-days' }),
  ],
  [String.raw`\+ ?${count}`, (words) => ({ type: 'later', ...counted(words) })],
  [`${count} (?:later|senare)`, (words) => ({ type: 'later', ...counted(words) })],
  [`${count} (?:before|före|innan) (?:${due})`, (words) => ({ type: 'before-due', ...counted(words) })],
];
const patterns = forms.map(([pattern, read]) => [new RegExp(`^(?:${pattern})$`, 'u'), read] as const);

/** Parses a date (`2026-09-18`) or a date rule in English or Swedish; `forms` lists what is accepted. */
export function parseDateRule(text: string): Read {
  const plain = text.normalize('NFC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
  for (const [pattern, read] of patterns) {
    const found = pattern.exec(plain);
    const rule = found && read(found.groups ?? {});
    if (rule) return rule;
  }
  return { fault: 'not-a-rule' };
}

function dayOfYear(words: Words): Read | undefined {
  const month = monthOf(words.month!);
  if (!month) return undefined;
  if (words.year) return date(words, month);
  const leapYear = 2024;
  const day = Number(words.day);
  return isDate(leapYear, month, day) ? { type: 'day-of-year', month, day } : { fault: 'not-a-date' };
}

function date({ year, day }: Words, month: number): Read {
  if (!isDate(Number(year), month, Number(day))) return { fault: 'not-a-date' };
  return { type: 'date', date: new Temporal.PlainDate(Number(year), month, Number(day)).toString() };
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12) return false;
  return day >= 1 && day <= new Temporal.PlainYearMonth(year, month).daysInMonth;
}

function weekdayOfMonth(words: Words): Read | undefined {
  const [nth, weekday, month] = [ordinalOf(words.nth!), weekdayOf(words.weekday!), monthOf(words.month!)];
  if (!nth || !weekday || !month) return undefined;
  if (nth !== 'last' && nth > 4) return { fault: 'not-every-month' };
  return { type: 'weekday-of-month', nth, weekday, month };
}

function workingDayOfMonth(words: Words): Read | undefined {
  const [nth, month] = [ordinalOf(words.nth!), monthOf(words.month!)];
  return nth && month ? { type: 'working-day-of-month', nth, month } : undefined;
}

function counted(words: Words): { count: number; unit: DayUnit } {
  const count = Number(words.count) * (words.week ? 7 : 1);
  return { count, unit: words.working ? 'working-days' : 'days' };
}

/** The rule in running text, for "varför nu?" (why now?). `parseDateRule` parses it back to the same rule. */
export function describeDateRule(rule: DateRule, language: Language): string {
  const said = phrases[language];
  switch (rule.type) {
    case 'date': {
      const { day, month, year } = Temporal.PlainDate.from(rule.date);
      return `${day} ${monthName[language](month)} ${year}`;
    }
    case 'day-of-year':
      return `${rule.day} ${monthName[language](rule.month)}`;
    case 'weekday-of-month':
      return inMonth(rule, weekdayName[language](rule.weekday), language);
    case 'working-day-of-month':
      return inMonth(rule, said.workingDay, language);
    case 'after-epiphany':
      return said.afterEpiphany;
    case 'later':
      return `${countOf(rule, language)} ${said.later}`;
    case 'before-due':
      return `${countOf(rule, language)} ${said.beforeDue}`;
  }
}

const phrases = {
  sv: {
    last: 'sista',
    of: 'i',
    workingDay: 'arbetsdagen',
    units: { days: ['dag', 'dagar'], 'working-days': ['arbetsdag', 'arbetsdagar'] },
    afterEpiphany: 'första arbetsdagen efter trettondagen',
    later: 'senare',
    beforeDue: 'före sista svarsdagen',
  },
  en: {
    last: 'last',
    of: 'of',
    workingDay: 'working day',
    units: { days: ['day', 'days'], 'working-days': ['working day', 'working days'] },
    afterEpiphany: 'first working day after Epiphany',
    later: 'later',
    beforeDue: 'before the due day',
  },
} as const;

function inMonth({ nth, month }: { nth: Nth; month: number }, day: string, language: Language): string {
  const { last, of } = phrases[language];
  const which = nth === 'last' ? last : ordinalName[language](nth);
  return `${which} ${day} ${of} ${monthName[language](month)}`;
}

function countOf({ count, unit }: { count: number; unit: DayUnit }, language: Language): string {
  const [one, many] = phrases[language].units[unit];
  return `${count} ${count === 1 ? one : many}`;
}

/** Parses the value of an Input.Date; undefined for anything else. */
export function readDate(text: string | undefined): Temporal.PlainDate | undefined {
  if (!text || !/^\d{4}-\d\d-\d\d$/u.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return undefined;
  }
}
