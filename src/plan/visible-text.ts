import { lineBreaks } from '../language/people-text.ts';

/**
 * What people cannot see is no part of what they wrote: it comes along when text is copied from a page, a
 * document or another language's keyboard, and makes two ids that look alike differ. Every text of a plan
 * passes here, whichever file it came in: cells and titles of a workbook as they are read, the rest in
 * `checkPlan`.
 */
export function visibleText(text: string): string {
  if (plain.test(text)) return text;
  return text
    .toWellFormed()
    .replaceAll(lineBreaks, '\n')
    .replaceAll(hyphen, '-')
    .replaceAll(invisible, '')
    .normalize('NFC');
}

const plain = /^[\n\t -~]*$/u;
/** Those that Word puts where a line may not be broken, or may. */
const hyphen = /[\u2010\u2011]/gu;
/**
 * Control characters, soft hyphens, spaces without width, marks of direction, tags. A joiner is kept where it
 * has something to join: within an emoji, or before a letter of a script that is written with them.
 */
const invisible =
  /[\u200c\u200d](?![\p{Extended_Pictographic}\u2640\u2642]|(?!\p{Script=Latin})\p{L})|(?![\t\n\u200c\u200d])[\p{Cc}\p{Cf}]/gu;

/** No plan is nested deeper; what is deeper is left to the schema to refuse. */
const maxDepth = 20;

/** A copy of plain data with every text clean, keys too unless two would become one. */
export function visibleData(node: unknown): unknown {
  const copies = new Map<object, unknown>();
  const copyOf = (part: unknown, depth: number): unknown => {
    if (typeof part === 'string') return visibleText(part);
    if (!isPlain(part) || depth > maxDepth) return part;
    const known = copies.get(part);
    if (known) return known;
    if (Array.isArray(part)) {
      const list: unknown[] = [];
      copies.set(part, list);
      for (const one of part) list.push(copyOf(one, depth + 1));
      return list;
    }
    const entries: Record<string, unknown> = {};
    copies.set(part, entries);
    for (const [key, value] of Object.entries(part)) {
      const clean = visibleText(key);
      const name = Object.hasOwn(part, clean) || Object.hasOwn(entries, clean) ? key : clean;
      put(entries, name, copyOf(value, depth + 1));
    }
    return entries;
  };
  return copyOf(node, 0);
}

function isPlain(part: unknown): part is object {
  if (typeof part !== 'object' || part === null) return false;
  return Array.isArray(part) || [Object.prototype, null].includes(Object.getPrototypeOf(part));
}

function put(entries: Record<string, unknown>, name: string, value: unknown): void {
  // Assigned, this name would be the object's kind and no entry.
  if (name === '__proto__') Object.defineProperty(entries, name, { value, enumerable: true });
  else entries[name] = value;
}
