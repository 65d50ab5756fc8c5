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
  return cleaned(data) as T;
}

function cleaned(data: unknown): unknown {
  if (typeof data === 'string') return cleanText(data);
  if (Array.isArray(data)) return data.map(cleaned);
  if (data === null || typeof data !== 'object' || Object.getPrototypeOf(data) !== Object.prototype)
    return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, cleaned(value)]));
}

/** At a word's end, with a sign that there is more; the whole stands in the view behind. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most - 2);
  const end = head.lastIndexOf(' ');
  return `${head.slice(0, end > most / 2 ? end : undefined).trimEnd()} …`;
}
