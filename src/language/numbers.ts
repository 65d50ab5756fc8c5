import type { Language, Localised } from './language.ts';

/**
 * Numbers as people write them. Accepted in either language: a decimal comma or point, thousands parted by
 * ordinary, non-breaking or narrow spaces, a real or typed minus, and what it is a number of after it.
 */
const written = /^([-−–]?)(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?(\D*)$/u;

/** What a number may be made of; past this it is a slip of the keyboard. */
const maxDigits = 15;

export type ParsedNumber = { readonly value: number } | { readonly fault: 'not-a-number' | 'too-long' };

/**
 * A decimal number, or why it is none. Never NaN, never infinite, never silently rounded. After it may stand its
 * unit, where that is given, whole or begun (`92 dag`); another unit makes it no number.
 */
export function parseNumber(text: string, unit?: Localised): ParsedNumber {
  const [match, sign, size = '', decimals = '', rest = ''] = written.exec(text.trim()) ?? [];
  if (!match || !isUnit(rest, unit)) return { fault: 'not-a-number' };
  const whole = size.replace(/\D/gu, '');
  if (whole.length + decimals.length > maxDigits) return { fault: 'too-long' };
  const value = Number(`${whole}.${decimals || '0'}`);
  return { value: sign && value !== 0 ? -value : value };
}

const perCent = ['%', 'procent', 'per cent', 'percent'];

/** Whether an indicator's values are parts of a hundred. */
export function isShare(unit: Localised): boolean {
  return perCent.includes(unit.sv.toLowerCase()) || perCent.includes(unit.en.toLowerCase());
}

/** How units that are written short are said, as a whole word. */
const spoken: Readonly<Record<string, string>> = {
  gram: 'g',
  grams: 'g',
  kilo: 'kg',
  kilogram: 'kg',
  kronor: 'kr',
  minuter: 'min',
  minutes: 'min',
  timmar: 'tim',
  stycken: 'st',
  kilowattimmar: 'kwh',
};

/** "gram per portion" is g/portion. */
function plainUnit(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/ per /gu, '/')
    .split('/')
    .map((part) => spoken[part] ?? part)
    .join('/');
}

function isUnit(said: string, unit: Localised | undefined): boolean {
  const rest = plainUnit(said.trim().replace(/\.$/u, ''));
  if (rest === '') return true;
  if (!unit) return rest === '%';
  if (isShare(unit)) return perCent.includes(rest);
  // Never only its end: "kronor" after a number of "miljoner kronor" would be another number.
  return [unit.sv, unit.en].some((one) => plainUnit(one).startsWith(rest));
}

/** Made once: to make one takes a hundred times as long as to use it. */
const formats: Record<Language, Intl.NumberFormat> = {
  sv: new Intl.NumberFormat('sv-SE', { maximumFractionDigits: 6 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 }),
};

/**
 * A number by the language's rules: in Swedish a decimal comma, a non-breaking space between thousands and
 * before %, and a real minus sign. Without a unit: just the number.
 */
export function formatNumber(value: number, language: Language, unit?: string): string {
  const digits = formats[language].format(value).replace(/^[-−]/u, '−');
  return withUnit(digits, unit, language, '\u00a0');
}

/** `90%` in English and `90 %` in Swedish; of words, an ordinary space may part the lines. */
export function withUnit(text: string, unit: string | undefined, language: Language, space = ' '): string {
  if (!unit) return text;
  if (unit !== '%') return `${text}${space}${unit}`;
  return language === 'en' ? `${text}%` : `${text}\u00a0%`;
}
