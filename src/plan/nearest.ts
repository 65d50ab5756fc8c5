import { slips } from '../language/words.ts';

/** Nothing in a plan is named with more letters than this. */
const maxLetters = 60;

/** The candidate most like a misspelt word (fewest letters to change); empty if there is none at all. */
export function nearest(word: string, candidates: Iterable<string>): string {
  let best = '';
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const changes = slips(word.slice(0, maxLetters).toLowerCase(), candidate.toLowerCase(), fewest);
    if (changes < fewest) [best, fewest] = [candidate, changes];
  }
  return best;
}
