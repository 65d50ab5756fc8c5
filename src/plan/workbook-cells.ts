import { parseNumber } from '../language/numbers.ts';
import type { Column } from './workbook-sheets.ts';
import { choiceMeant, yesNoMeant } from './workbook-words.ts';

/** What a cell shows; of a formula, what it last came to. Never an empty text. */
export type CellContent = string | number | boolean | ShownNumber | ShownDate | CellFault;

/** A number that its format shows as more, or otherwise, than its digits. */
export interface ShownNumber {
  readonly number: number;
  /** `0584`, `17,1 mkr` */
  readonly text: string;
}

export interface ShownDate {
  /** Excel knows no time zones: its days and hours come as if they were UTC's. */
  readonly date: Date;
  readonly isDayShown: boolean;
  readonly isTimeShown: boolean;
  /** As far as it is shown: `2026`, `2026-09`, `2026-09-01`, `2026-09-01 08:00`, `08:00`. */
  readonly text: string;
}

/** Why a cell says nothing that could be read. */
export interface CellFault {
  readonly fault: 'cell-error' | 'formula-unsaved' | 'unseen-value';
  readonly found: string;
}

export function isFault(content: CellContent | undefined): content is CellFault {
  return typeof content === 'object' && 'fault' in content;
}

/**
 * A cell as the plan's schema wants it. What cannot be that comes through as it stands, and the schema says
 * what is wrong with it. Nothing is guessed: a number has all the decimals that Excel keeps, however many are
 * shown, and a date its day where only its month is shown.
 */
export function cellValueOf(content: Exclude<CellContent, CellFault>, column: Column): unknown {
  if (column.list) return listOf(textOf(content)).map((one) => choiceMeant(column, one) ?? one);
  switch (column.kind) {
    case 'number':
      return typeof content === 'string' ? numberOr(content) : bare(content);
    case 'yes-no':
      return typeof content === 'string' ? (yesNoMeant(content) ?? content) : bare(content);
    case 'time':
      return timeOf(content);
    case 'date':
    case 'date-or-rule':
      return dateOf(content);
    default: {
      const text = textOf(content);
      return choiceMeant(column, text) ?? text;
    }
  }
}

/** What is shown, in one form whichever way the cell is formatted. */
export function textOf(content: CellContent): string {
  if (typeof content !== 'object') return String(content).trim();
  return isFault(content) ? content.found : content.text.trim();
}

function bare(content: Exclude<CellContent, CellFault>): string | number | boolean {
  if (typeof content !== 'object') return content;
  return 'number' in content ? content.number : content.text;
}

function dateOf(content: Exclude<CellContent, CellFault>): string {
  if (typeof content !== 'object' || !('date' in content) || !content.isDayShown) return textOf(content);
  const [day, time] = content.date.toISOString().split('T') as [string, string];
  return content.isTimeShown && !time.startsWith('00:00:00') ? `${day} ${time.slice(0, 5)}` : day;
}

function numberOr(text: string): number | string {
  const parsed = parseNumber(text);
  return 'value' in parsed ? parsed.value : text;
}

/** A time of day is a part of a day in Excel, or what was typed; `8:00` is written `08:00`. */
function timeOf(content: Exclude<CellContent, CellFault>): string {
  if (typeof content === 'object' && 'date' in content && content.isTimeShown)
    return content.date.toISOString().slice(11, 16);
  if (typeof content === 'number' && content >= 0 && content < 1)
    return new Date(Math.round(content * 1440) * 60_000).toISOString().slice(11, 16);
  const text = textOf(content).replace('.', ':');
  return /^\d:\d\d(:00)?$/u.test(text) ? `0${text.slice(0, 4)}` : text.replace(/^(\d\d:\d\d):00$/u, '$1');
}

function listOf(text: string): string[] {
  return text
    .split(/[,;\n]/u)
    .map((one) => one.trim())
    .filter(Boolean);
}
