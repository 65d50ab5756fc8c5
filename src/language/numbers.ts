import type { Language } from '../plan/plan-schema.ts';

/**
 * Numbers as people write them. Accepted in either language: a decimal comma or point, thousands parted by
 * ordinary, non-breaking or narrow spaces, a real or typed minus, and the unit's % after it.
 */
const written = /^[-−–]?(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?[ \u00a0\u202f]?%?$/u;

/** What a number may be made of; past this it is a slip of the keyboard. */
const mostDigits = 15;

export type ParsedNumber = { readonly value: number } | { readonly fault: 'not-a-number' | 'too-long' };

/** A decimal number, or why it is none. Never NaN, never infinite, never silently rounded. */
export function parseNumber(text: string): ParsedNumber {
  const match = written.exec(text.trim());
  if (!match) return { fault: 'not-a-number' };
  const whole = match[1]!.replace(/\D/gu, '');
  const decimals = match[2] ?? '';
  if (whole.length + decimals.length > mostDigits) return { fault: 'too-long' };
  const size = Number(`${whole}.${decimals || '0'}`);
  const negative = /^[-−–]/u.test(text.trim()) && size !== 0;
  return { value: negative ? -size : size };
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
  if (!unit) return digits;
  if (unit === '%' && language === 'en') return `${digits}%`;
  return `${digits}\u00a0${unit}`;
}
