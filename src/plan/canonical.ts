/**
 * JSON that is the same for the same content: keys in code-point order; what is absent, undefined or null
 * and lists without entries are left out, since file formats differ in how they say "nothing".
 */
export function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part) => {
    if (part === null || (Array.isArray(part) && part.length === 0)) return undefined;
    if (typeof part !== 'object' || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
