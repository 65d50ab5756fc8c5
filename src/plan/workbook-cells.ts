import { parseNumber } from '../language/numbers.ts';
import type { Column } from './workbook-sheets.ts';
import { choiceMeant, yesNoMeant } from './workbook-words.ts';

/** What stands in a cell; of a formula, what it shows. `percent`: the cell shows 12 % where it holds 0.12. */
export type CellContent =
  | string
  | number
  | boolean
  | Date
  | { readonly percent: number }
  | { readonly error: string };

/**
 * A cell as the plan's schema wants it. What cannot be that comes through as it stands, and the schema says
 * what is wrong with it. Nothing is guessed: a number is what Excel keeps, not how the cell is formatted,
 * but for per cent, which people type as 12 and Excel keeps as 0.12.
 */
export function cellValueOf(content: Exclude<CellContent, { error: string }>, column: Column): unknown {
  const value = typeof content === 'object' && 'percent' in content ? hundredfold(content.percent) : content;
  if (column.list) return listOf(textOf(value)).map((one) => choiceMeant(column, one) ?? one);
  switch (column.kind) {
    case 'number':
      return typeof value === 'string' ? numberOr(value) : dateless(value);
    case 'yes-no':
      return typeof value === 'string' ? (yesNoMeant(value) ?? value) : dateless(value);
    case 'time':
      return timeOf(value);
    default: {
      const text = textOf(value);
      return choiceMeant(column, text) ?? text;
    }
  }
}

function textOf(value: string | number | boolean | Date): string {
  return value instanceof Date ? dateText(value) : String(value).trim();
}

/** Excel knows no time zones: its days and hours come as if they were UTC's. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '?';
  const [day, time] = date.toISOString().split('T') as [string, string];
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`;
}

function dateless(value: string | number | boolean | Date): string | number | boolean {
  return value instanceof Date ? dateText(value) : value;
}

function numberOr(text: string): number | string {
  const parsed = parseNumber(text);
  return 'value' in parsed ? parsed.value : text;
}

/** A time of day is a part of a day in Excel, or what was typed; `8:00` is written `08:00`. */
function timeOf(value: string | number | boolean | Date): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString().slice(11, 16);
  if (typeof value === 'number' && value >= 0 && value < 1)
    return new Date(Math.round(value * 1440) * 60_000).toISOString().slice(11, 16);
  const text = textOf(value).replace('.', ':');
  return /^\d:\d\d(:00)?$/u.test(text) ? `0${text.slice(0, 4)}` : text.replace(/^(\d\d:\d\d):00$/u, '$1');
}

/** Without what binary fractions add: 0.07 is 7, not 7.000000000000001. */
function hundredfold(part: number): number {
  return Number((part * 100).toPrecision(14));
}

function listOf(text: string): string[] {
  return text
    .split(/[,;\n]/u)
    .map((one) => one.trim())
    .filter(Boolean);
}
