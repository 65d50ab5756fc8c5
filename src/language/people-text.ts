import { type Language, translator } from './language.ts';
import { formatNumber } from './numbers.ts';

/** Line ends of other systems, and what programs paste where a line is broken: PowerPoint U+000B, the web U+2028. */
export const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/gu;

/** What no text is made of, and what Word, Excel and other readers of XML refuse a whole file for. */
const noCharacters = /(?![\t\n])\p{Cc}|[\ufffe\uffff]/gu;

/**
 * What people type and paste, as it is kept and as it leaves: its lines parted by line feeds, without control
 * characters but tabs. Takes time in proportion to the text.
 */
export function cleanText(text: string): string {
  return text.replaceAll(lineBreaks, '\n').replaceAll(noCharacters, '').toWellFormed();
}

/** The same of every text in plain data, whatever was kept before texts were cleaned; what is no data is left as it is. */
export function cleanData<T>(data: T): T {
  return withTexts(data, cleanText);
}

/** Plain data with each of its texts changed. */
export function withTexts<T>(data: T, change: (text: string) => string): T {
  const changed = (one: unknown): unknown => {
    if (typeof one === 'string') return change(one);
    if (Array.isArray(one)) return one.map(changed);
    if (one === null || typeof one !== 'object' || Object.getPrototypeOf(one) !== Object.prototype)
      return one;
    return Object.fromEntries(Object.entries(one).map(([key, value]) => [key, changed(value)]));
  };
  return changed(data) as T;
}

/** At a word's end, with a sign that there is more; the whole stands in the view behind. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, max - 2);
  const end = head.lastIndexOf(' ');
  return `${head.slice(0, end > max / 2 ? end : undefined).trimEnd()} …`;
}

/** What people type into a card: how much of it is taken, and what is said where something is amiss. */

/** A sentence beside an input: a text key and what goes into it. */
export interface Fault {
  readonly key: string;
  readonly values?: Readonly<Record<string, string | number>>;
  /** It is only asked about, once: said again, it is right. */
  readonly isQuestion?: true;
}

/** How long what is written may be, in characters: own words, and a word beside a choice or a value. */
export const maxCharacters = { words: 1000, comment: 300 } as const;

/** All that a card's inputs may hold together, in bytes of JSON: more could not be shown on the card again. */
export const maxInputBytes = 11_000;

export function oneOf<T extends string>(known: readonly T[], given: string | undefined): T | undefined {
  return known.find((one) => one === given);
}

/** The sentence, with its numbers as the language writes them. */
export function faultText(fault: Fault | undefined, language: Language): string {
  if (!fault) return '';
  const values = Object.entries(fault.values ?? {}).map(([name, value]) => [
    name,
    typeof value === 'number' ? formatNumber(value, language) : value,
  ]);
  return translator(language)(fault.key, Object.fromEntries(values));
}

export function tooLong(text: string, what: keyof typeof maxCharacters): Fault | undefined {
  const max = maxCharacters[what];
  return text.length > max
    ? { key: 'answer.fault.tooLong', values: { length: text.length, max } }
    : undefined;
}
