import type { Temporal } from 'temporal-polyfill';
import { readDate } from '../calendar/date-rules.ts';
import type { Language } from '../language/language.ts';

/** The start of a local day; undefined if the text is not a date. */
export function dayStart(text: string, timeZone: string, addDays = 0): Temporal.Instant | undefined {
  return readDate(text)?.add({ days: addDays }).toZonedDateTime({ timeZone }).toInstant();
}

/** Swedish if the terminal's locale is (the first of LC_ALL, LC_MESSAGES and LANG that is set), else English. */
export function terminalLanguage({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  return /^sv/iu.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'sv' : 'en';
}

/** Aligned columns, each as wide as its widest cell; the last is not padded. */
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

/** Truncates, so that a person with many roles does not widen the whole table. */
export function clip(text: string): string {
  return text.length > maxCharacters ? `${text.slice(0, maxCharacters - 1).trimEnd()}…` : text;
}
