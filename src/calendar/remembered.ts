const maxKept = 1000;
const maxLetters = 60;

/**
 * A pure function of short texts that remembers what it has found: an organisation has a few dozen periods, and each
 * card asks about them again and again. What it returns is shared and must not be changed.
 */
export function remembered<A extends readonly (string | number)[], R>(
  find: (...given: A) => R,
): (...given: A) => R {
  const kept = new Map<string, R>();
  return (...given) => {
    const key = given.join('\n');
    if (kept.has(key)) return kept.get(key) as R;
    const found = find(...given);
    if (key.length > maxLetters) return found;
    if (kept.size >= maxKept) kept.clear();
    kept.set(key, found);
    return found;
  };
}
