import { Temporal } from 'temporal-polyfill';
import { monthName, monthOf } from './date-rules.ts';

/**
 * A range of days that a value covers. The key is canonical, however people write the period: `2026-08`, `2026-Q1`,
 * `2026-T2`, `2026-H1`, `2026`; other whole months `2026-01--2026-08`, other days `2026-10-01--2026-11-15`, a single
 * day `2026-12-31`. Order periods by their dates, never by their keys.
 */
export interface DatedPeriod {
  readonly key: string;
  /** First and last day, `YYYY-MM-DD`, both inclusive. */
  readonly from: string;
  readonly to: string;
}

/** Code letter for each way of dividing a year, by months per part. */
const codes: Readonly<Record<number, string>> = { 3: 'Q', 4: 'T', 6: 'H' };

/** The period for a range of days; `to` must not be before `from`. */
export function periodOfDays(from: string, to: string): DatedPeriod {
  return { key: keyOf(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)), from, to };
}

function keyOf(from: Temporal.PlainDate, to: Temporal.PlainDate): string {
  const isWhole = from.day === 1 && to.day === to.daysInMonth;
  if (!isWhole) return from.equals(to) ? `${from}` : `${from}--${to}`;
  const [first, last] = [from.toPlainYearMonth(), to.toPlainYearMonth()];
  if (first.equals(last)) return `${first}`;
  const months = first.until(last, { largestUnit: 'months' }).months + 1;
  const isPart = from.year === to.year && to.month % months === 0;
  if (isPart && months === 12) return `${from.year}`;
  return isPart && codes[months] ? `${from.year}-${codes[months]}${to.month / months}` : `${first}--${last}`;
}

/** A range of whole months, possibly across two years. */
function monthsFrom(year: number, month: number, toYear: number, toMonth: number): DatedPeriod | undefined {
  const first = new Temporal.PlainYearMonth(year, month);
  const last = new Temporal.PlainYearMonth(toYear, toMonth);
  if (Temporal.PlainYearMonth.compare(first, last) > 0) return undefined;
  const to = last.toPlainDate({ day: last.daysInMonth });
  return periodOfDays(`${first.toPlainDate({ day: 1 })}`, `${to}`);
}

/** The nth part of a year, such as the second quarter: months 3, nth 2. */
function partOf(year: number, months: number, nth: number): DatedPeriod | undefined {
  if (nth < 1 || nth * months > 12) return undefined;
  return monthsFrom(year, (nth - 1) * months + 1, year, nth * months);
}

/** The part of the calendar year (of 1, 3, 4, 6 or 12 months) that contains a day. */
export function partAround(day: string, months: number): DatedPeriod {
  const { year, month } = Temporal.PlainDate.from(day);
  return partOf(year, months, Math.ceil(month / months))!;
}

/** From 1 January of the year in which the period ends, to its end: for cumulative values. */
export function yearToDate({ to }: Pick<DatedPeriod, 'to'>): DatedPeriod {
  return periodOfDays(`${to.slice(0, 4)}-01-01`, to);
}

/** The same days one year earlier. */
export function yearBefore({ from, to }: DatedPeriod): DatedPeriod {
  const first = Temporal.PlainDate.from(from).subtract({ years: 1 });
  const last = Temporal.PlainDate.from(to);
  const before = last.subtract({ years: 1 });
  // The last day of February maps to the last day of February.
  const end = last.day === last.daysInMonth ? before.with({ day: before.daysInMonth }) : before;
  return periodOfDays(`${first}`, `${end}`);
}

/** How many months a period spans; undefined unless it consists of whole months. */
export function monthsIn({ from, to }: DatedPeriod): number | undefined {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  if (first.day !== 1 || last.day !== last.daysInMonth) return undefined;
  return first.toPlainYearMonth().until(last.toPlainYearMonth(), { largestUnit: 'months' }).months + 1;
}

/** Sorts by last day. Of two periods that end together the longer sorts later: a year comes after its December. */
export function byDates(a: Pick<DatedPeriod, 'from' | 'to'>, b: Pick<DatedPeriod, 'from' | 'to'>): number {
  return a.to.localeCompare(b.to) || b.from.localeCompare(a.from);
}

type Words = Readonly<Record<string, string | undefined>>;

const year = String.raw`(?<year>(?:19|20)\d\d)`;
const ordinal =
  '(?<nth>första|andra|tredje|fjärde|first|second|third|fourth|[1-4](?::?[ae]|st|nd|rd|th)?)(?:te)?';
const names = String.raw`(?<first>\p{L}{3,9})`;
const ordinalWords = [
  ['första', 'first'],
  ['andra', 'second'],
  ['tredje', 'third'],
  ['fjärde', 'fourth'],
];

/** The spellings for part of a year, by months per part. */
const partNames: readonly (readonly [months: number, code: string, name: string])[] = [
  [3, 'q|k|kv', 'kvartal(?:et)?|quarter'],
  [4, 't', 'tertial(?:et)?|tertiary|third'],
  [6, 'h|hy', 'halvår(?:et)?|half(?:-?year)?'],
];

const partForms = partNames.flatMap(([months, code, name]) => {
  const read = (words: Words) => partOf(Number(words.year), months, ordinalOf(words.nth!));
  const short = `(?:${code}|${name})`;
  return [
    [`${short} ?(?<nth>[1-4])[ -/]?${year}`, read],
    [`${year}[ -/]?${short} ?(?<nth>[1-4])`, read],
    [`${ordinal} (?:${name})(?: of)? ${year}`, read],
  ] as const;
});

/** Every way to write a period, in lower case; most specific first. */
const forms: readonly (readonly [pattern: string, read: (words: Words) => DatedPeriod | undefined])[] = [
  [year, wholeYear],
  [`(?:helår(?:et)?|hela|året|år|full year|the year|whole of) ${year}`, wholeYear],
  [`${year}(?:-h| helår)`, wholeYear],
  [String.raw`${year}-m?(?<month>\d\d?)`, (words) => oneMonth(Number(words.year), Number(words.month))],
  [`${names}\\.? ${year}`, namedMonth],
  [`${year} ${names}\\.?`, namedMonth],
  ...partForms,
  [`(?:våren|vårterminen|vt|spring(?: term)?) ${year}`, (words) => partOf(Number(words.year), 6, 1)],
  [`(?:hösten|höstterminen|ht|autumn(?: term)?) ${year}`, (words) => partOf(Number(words.year), 6, 2)],
  [`(?:delår(?:et)?|delårsrapport(?:en)?|interim) ${year}`, interim],
  [`${year}-d`, interim],
  [`${names}\\.? ?- ?(?<last>\\p{L}{3,9})\\.? ${year}`, namedMonths],
  [`${names}\\.? ${year} ?- ?(?<last>\\p{L}{3,9})\\.? (?<to>(?:19|20)\\d\\d)`, namedMonths],
  [
    String.raw`(?:läsåret |school year )?${year}/(?<to>(?:20)?\d\d)`,
    ({ year: from, to }) => schoolYear(Number(from), Number(to)),
  ],
  [
    String.raw`${year} ?- ?(?<to>(?:19|20)\d\d)`,
    (words) => monthsFrom(Number(words.year), 1, Number(words.to), 12),
  ],
  [
    String.raw`(?<from>\d{4}-\d\d)(?:--|/| - )(?<to>\d{4}-\d\d)`,
    (words) => days(`${words.from}-01`, endOfMonth(words.to!)),
  ],
  [
    String.raw`(?<from>\d{4}-\d\d-\d\d)(?:--|/| - )(?<to>\d{4}-\d\d-\d\d)`,
    (words) => days(words.from!, words.to!),
  ],
  [String.raw`(?<from>\d{4}-\d\d-\d\d)`, (words) => days(words.from!, words.from!)],
];
const patterns = forms.map(([pattern, read]) => [new RegExp(`^(?:${pattern})$`, 'u'), read] as const);

/** What labels say: a plan's are read again for each card and view. */
const known = new Map<string, DatedPeriod | undefined>();
const maxKnown = 2000;

/**
 * Parses a period label as people write it in Swedish or English: `2026-08`, "augusti 2026", "Kv 1 2026", "april–juni
 * 2026", "första halvåret 2026", "våren 2025", "läsåret 2024/25", "Delår 2026". Undefined: not a known form.
 */
export function readPeriod(label: string): DatedPeriod | undefined {
  if (!known.has(label)) {
    if (known.size >= maxKnown) known.clear();
    known.set(label, parse(label));
  }
  return known.get(label);
}

function parse(label: string): DatedPeriod | undefined {
  const plain = label
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[–—−]/gu, '-')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  for (const [pattern, read] of patterns) {
    const found = pattern.exec(plain);
    const period = found && read(found.groups ?? {});
    if (period) return period;
  }
  return undefined;
}

function wholeYear(words: Words): DatedPeriod | undefined {
  return partOf(Number(words.year), 12, 1);
}

/** By law an interim report covers half to two thirds of the year; nearly all municipalities use eight months. */
function interim(words: Words): DatedPeriod | undefined {
  return monthsFrom(Number(words.year), 1, Number(words.year), 8);
}

function oneMonth(of: number, month: number): DatedPeriod | undefined {
  return month >= 1 && month <= 12 ? monthsFrom(of, month, of, month) : undefined;
}

function namedMonth(words: Words): DatedPeriod | undefined {
  const month = monthCalled(words.first!);
  return month ? oneMonth(Number(words.year), month) : undefined;
}

function namedMonths(words: Words): DatedPeriod | undefined {
  const [first, last] = [monthCalled(words.first!), monthCalled(words.last!)];
  return first && last
    ? monthsFrom(Number(words.year), first, Number(words.to ?? words.year), last)
    : undefined;
}

/** Matches the full name or a prefix of at least three letters, in either language. */
function monthCalled(word: string): number | undefined {
  const whole = monthOf(word);
  if (whole) return whole;
  const numbers = Array.from({ length: 12 }, (_, place) => place + 1);
  return numbers.find((number) =>
    [monthName.sv(number), monthName.en(number)].some((name) => name.toLowerCase().startsWith(word)),
  );
}

function schoolYear(from: number, to: number): DatedPeriod | undefined {
  return to % 100 === (from + 1) % 100 ? monthsFrom(from, 7, from + 1, 6) : undefined;
}

function ordinalOf(word: string): number {
  const place = ordinalWords.findIndex((same) => same.includes(word)) + 1;
  return place || Number.parseInt(word, 10);
}

function endOfMonth(month: string): string {
  const found = /^\d{4}-(0[1-9]|1[0-2])$/u.test(month) ? Temporal.PlainYearMonth.from(month) : undefined;
  return found ? `${found.toPlainDate({ day: found.daysInMonth })}` : '';
}

function days(from: string, to: string): DatedPeriod | undefined {
  return isDate(from) && isDate(to) && from <= to ? periodOfDays(from, to) : undefined;
}

function isDate(text: string): boolean {
  try {
    return Boolean(Temporal.PlainDate.from(text));
  } catch {
    return false;
  }
}
