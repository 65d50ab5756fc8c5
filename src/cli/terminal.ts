import type { Temporal } from 'temporal-polyfill';
import { readDate } from '../calendar/date-rules.ts';
import type { Language } from '../language/language.ts';

/** When a local day begins; undefined for what is no date. */
export function dayStart(text: string, timeZone: string, addDays = 0): Temporal.Instant | undefined {
  return readDate(text)?.add({ days: addDays }).toZonedDateTime({ timeZone }).toInstant();
}

/** Swedish where the terminal is (LC_ALL, LC_MESSAGES, LANG, the first that is set), else English. */
export function terminalLanguage({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  return /^sv/iu.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'sv' : 'en';
}

/** Columns side by side, each as wide as its widest text; the last is not filled up. */
export function textTable(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, place) => Math.max(widest[place] ?? 0, cell.length)),
    [],
  );
  return rows.map((row) =>
    row
      .map((cell, place) => (place === row.length - 1 ? cell : cell.padEnd(widths[place]!)))
      .join('  ')
      .trimEnd(),
  );
}

const maxCharacters = 60;

/** A person with many roles does not make the whole table wide. */
export function clip(text: string): string {
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters - 1).trimEnd()}…` : text;
}
