import { format, getFormatDateInfo, getFormatFromId, type Token, tokenize } from 'numfmt';
import { parseNumber } from '../language/numbers.ts';
import type { CellContent } from './workbook-cells.ts';

/** What Excel shows of what a cell keeps, by the cell's number format. */
export interface CellFormat {
  /** `from1904`: the book counts its days from 1904, as Excel for Mac once did. */
  number(kept: number, from1904: boolean): CellContent;
  /** A date and time that the file writes out, as if it were UTC's. */
  date(date: Date): CellContent;
  text(kept: string): CellContent;
}

/** One of a format's parts: for numbers above, below and at zero, or by a condition of its own. */
interface Section {
  readonly code: string;
  readonly condition?: (value: number) => boolean;
  /** What 0.12 is multiplied by where 12 % is shown; a thousandth for every comma at the end. */
  readonly scale: number;
  readonly isGeneral: boolean;
  readonly isDate: boolean;
  /** Hours that go on after 24. */
  readonly isDuration: boolean;
  readonly isText: boolean;
}

/** The formats that have a number and no code in the file; others are General. */
export function builtInFormat(id: number): string {
  // These are dates in China and Japan, written as those countries write them.
  if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'yyyy-mm-dd';
  return getFormatFromId(id);
}

export function cellFormat(code: string): CellFormat {
  const sections = sectionsOf(code);
  const unseen = (found: string): CellContent => ({ fault: 'unseen-value', found });
  return {
    number(kept, from1904) {
      // Excel shows fifteen digits, and so it never shows what binary fractions add: 0.1 + 0.2 is 0.3.
      const value = Number(kept.toPrecision(15));
      const section = sections && sectionFor(sections, value);
      if (!section) return unseen(String(value));
      if (section.isDate) return dateShown(value, section, from1904);
      if (section.isGeneral) return value;
      const number = Number((value * section.scale).toPrecision(15));
      return numberShown(number, format(code, value, { locale: 'sv' }).trim()) ?? unseen(String(value));
    },
    date: (date) => dateParts(date, sections?.find(({ isDate }) => isDate)?.code ?? isoFormat(date)),
    text(kept) {
      if (!sections?.some(({ isText }) => isText) || kept.trim() === '') return kept;
      return format(code, kept).trim() || unseen(kept);
    },
  };
}

function isoFormat(date: Date): string {
  return date.getTime() % 86_400_000 === 0 ? 'yyyy-mm-dd' : 'yyyy-mm-dd hh:mm';
}

/** Undefined where the code is none that Excel would take. */
function sectionsOf(code: string): Section[] | undefined {
  try {
    const sections: Token[][] = [[]];
    for (const token of tokenize(code || 'General'))
      if (token.type === 'BREAK') sections.push([]);
      else sections.at(-1)!.push(token);
    // Checked by being used: the tokens of what cannot be a format may still be tokens.
    format(code || 'General', 1);
    return sections.map(sectionOf);
  } catch {
    return undefined;
  }
}

function sectionOf(tokens: readonly Token[], place: number): Section {
  const has = (...types: string[]) => tokens.some(({ type }) => types.includes(type));
  const count = (wanted: string) =>
    tokens.filter(({ type }) => type === wanted).reduce((sum, { raw }) => sum + raw.length, 0);
  const condition = tokens.find(({ type }) => type === 'CONDITION')?.raw;
  return {
    code: tokens.map(({ raw }) => raw).join(''),
    ...(condition && { condition: conditionOf(condition) }),
    scale: 100 ** count('PERCENT') / 1000 ** count('SCALE'),
    isGeneral:
      tokens.every(({ type }) => ['GENERAL', 'COLOR', 'CONDITION', 'TEXT'].includes(type)) &&
      has('GENERAL', 'TEXT'),
    isDate: has('DATETIME', 'DURATION', 'AMPM'),
    isDuration: has('DURATION'),
    isText: has('TEXT') || place === 3,
  };
}

/** `[<=100]` */
function conditionOf(raw: string): (value: number) => boolean {
  const [, sign, bound] = /^\[(<=|>=|<>|<|>|=)([^\]]+)\]$/u.exec(raw) ?? [];
  const to = Number(bound);
  return (value) =>
    ({
      '<': value < to,
      '>': value > to,
      '<=': value <= to,
      '>=': value >= to,
      '=': value === to,
      '<>': value !== to,
    })[sign as '<'];
}

/** The section that a number is shown by; undefined where it is shown as ####. */
function sectionFor(sections: readonly Section[], value: number): Section | undefined {
  const [first, second, third] = sections.filter(({ isText }, place) => place === 0 || !isText);
  if (!first || !second) return first?.condition?.(value) === false ? undefined : first;
  if (first.condition ? first.condition(value) : third ? value > 0 : value >= 0) return first;
  // After a condition, the second is for everything else.
  if (second.condition ? second.condition(value) : value < 0 || first.condition) return second;
  return third;
}

/** Undefined where no digit is shown, nor words that stand for the number. */
function numberShown(number: number, shown: string): CellContent | undefined {
  if (shown === '') return undefined;
  if (!/\d/u.test(shown)) return /\p{L}/u.test(shown) ? shown : undefined;
  const parsed = parseNumber(shown);
  // Spaces between thousands and decimals are for the eye; noughts at the front are not.
  const isSame = 'value' in parsed && parsed.value === number && !/^0\d/u.test(shown);
  return isSame ? number : { number, text: shown };
}

/** The last day that Excel knows is in the year 9999. */
const daysEnd = 2_958_466;
const [daysTo1904, daysTo1970] = [1462, 25_569];

function dateShown(serial: number, section: Section, from1904: boolean): CellContent {
  if (section.isDuration && serial >= 0) return format(section.code, serial);
  const days = from1904 ? serial + daysTo1904 : serial;
  if (serial < 0 || days >= daysEnd) return { fault: 'cell-error', found: '########' };
  const { day } = getFormatDateInfo(section.code);
  // Days that only Excel has: the first is what a link to an empty cell comes to.
  if (!from1904 && day && days < 1) return '1900-01-00';
  if (!from1904 && day && Math.floor(days) === 60) return '1900-02-29';
  const since1970 = (days < 60 ? days + 1 : days) - daysTo1970;
  return dateParts(new Date(Math.round(since1970 * 86_400) * 1000), section.code);
}

function dateParts(date: Date, code: string): CellContent {
  const { year, month, day, hours } = getFormatDateInfo(code);
  const iso = date.toISOString();
  const parts = year ? iso.slice(0, day ? 10 : month ? 7 : 4) : day || month ? iso.slice(0, 10) : '';
  const text = [parts, hours ? iso.slice(11, 16) : ''].filter(Boolean).join(' ');
  const isTimeShown = Boolean(hours);
  return { date, isDayShown: parts !== '', isTimeShown, text: text || iso.slice(0, 10) };
}
