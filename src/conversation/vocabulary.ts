import { slips } from '../language/words.ts';

/** The stems a plan is told in, and which of them a word may stand for. */
export interface Vocabulary {
  /** The best first, 1 being the same word; empty when nothing is near. */
  fits(stemmed: string): (readonly [stem: string, fit: number])[];
}

export const likeness = { same: 1, shortened: 0.85, slip: 0.8, begins: 0.75, ends: 0.6 } as const;
const shortestPart = 4;
/** More words than this that share a beginning say nothing. */
const maxAlike = 40;

export function createVocabulary(all: readonly string[]): Vocabulary {
  const known = new Set(all);
  const forwards = sortedList(all);
  const backwards = sortedList(all.map(reversed));
  const bySize = Map.groupBy(all, (one) => `${one[0]}${one.length}`);
  const beginning = (part: string) => forwards.startingWith(part);
  const ending = (part: string) => backwards.startingWith(reversed(part)).map(reversed);

  /** Parts of a compound, either way: `hamn` in `hamnområde`, `skola` in `grundskola`, `heltid` in `heltidsnorm`. */
  function parts(word: string): [string, number][] {
    if (word.length < shortestPart) return [];
    const within = (cut: (length: number) => string) =>
      Array.from({ length: word.length - shortestPart }, (_, left) => cut(shortestPart + left)).filter(
        (one) => known.has(one),
      );
    return [
      ...beginning(word).map((one): [string, number] => [one, likeness.begins]),
      ...within((length) => word.slice(0, length)).map((one): [string, number] => [one, likeness.begins]),
      ...ending(word).map((one): [string, number] => [one, likeness.ends]),
      ...within((length) => word.slice(-length)).map((one): [string, number] => [one, likeness.ends]),
    ];
  }

  function misspelt(word: string): [string, number][] {
    const max = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
    if (max === 0) return [];
    const sizes = Array.from({ length: 2 * max + 1 }, (_, more) => word.length - max + more);
    const near = sizes.flatMap((size) => bySize.get(`${word[0]}${size}`) ?? []);
    return near.filter((one) => slips(word, one, max) <= max).map((one) => [one, likeness.slip]);
  }

  return {
    fits(word) {
      const same: [string, number][] = known.has(word) ? [[word, likeness.same]] : [];
      const near = [...same, ...parts(word)];
      return best(near.length > 0 ? near : misspelt(word));
    },
  };
}

function best(found: readonly (readonly [string, number])[]): (readonly [string, number])[] {
  const fits = new Map<string, number>();
  for (const [one, fit] of found) fits.set(one, Math.max(fit, fits.get(one) ?? 0));
  return [...fits].toSorted((a, b) => b[1] - a[1]).slice(0, maxAlike);
}

function reversed(word: string): string {
  return [...word].toReversed().join('');
}

function sortedList(all: readonly string[]) {
  const sorted = all.toSorted();
  return {
    startingWith(part: string): string[] {
      const start = firstAtLeast(sorted, part);
      const end = firstAtLeast(sorted, `${part}\uffff`);
      return sorted.slice(start, Math.min(end, start + maxAlike));
    },
  };
}

function firstAtLeast(sorted: readonly string[], wanted: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
