import { isMunicipality, rolelike } from './about.ts';
import { aspectOf } from './aspects.ts';
import type { Read } from './meaning.ts';
import { isAsking } from './message-words.ts';
import { isStrange } from './signs.ts';
import { stem } from './stem.ts';
import { conceptFits, subjectIndex, weak } from './subject-index.ts';
import { conceptsIn } from './thesaurus.ts';

/* What a message is of though the plan has nothing of it: "badhuset", where there is no swimming pool in the plan. */

/** The words for things that municipalities have and this plan has not, with their places. */
export function thingsLacking({ plan, words }: Pick<Read, 'plan' | 'words'>): ReadonlyMap<number, string> {
  const index = subjectIndex(plan);
  const stems = words.map(stem);
  return new Map(
    conceptsIn(stems).flatMap(({ concept, from, to }) => {
      const isThere = conceptFits(concept).some(({ feature }) => index.having(feature).places.length > 0);
      const isLike = stems.slice(from, to).some((one) => index.fits(one).some(({ fit }) => fit >= 0.75));
      return isThere || isLike
        ? []
        : words.slice(from, to).map((word, at): [number, string] => [from + at, word]);
    }),
  );
}

/** "Vad är nytt om badhuset?", "avvikelser badhuset": something is asked of a thing, and the plan has nothing of that. */
export function asksOfWhatIsLacking(read: Read, said = ''): boolean {
  const { words } = read;
  if (words.length > maxWords) return false;
  const things = thingsLacking(read);
  const asking = new Set(said.split(' '));
  const isThing = (place: number) =>
    things.has(place) && !asking.has(words[place]!) && aspectOf(words[place]!) === undefined;
  if (words.some((word, place) => isThing(place) && definite.test(word))) return true;
  const last = words.findLastIndex((word) => !isAsking(word) && !wants.test(word));
  if (last < 0 || !(isThing(last) || isUnheardOf(read, words[last]!))) return false;
  let first = last;
  while (isThing(first) && isThing(first - 1)) first -= 1;
  return leads.test(words.slice(0, first).findLast((word) => !article.test(word)) ?? '');
}

/** In a longer story what is named may be anything. */
const maxWords = 8;
const definite = /^.{3,}(?:et|en|an|na)$/u;
const leads = /^(?:om|kring|for|pa|i|inom|hos|med|about|on|of|at|in|with|does|has)$/u;
const article = /^(?:the|a|an|en|ett|den|det|our|vart|var|vara|nya|new)$/u;
const wants = /^(?:wants?|needs?)$/u;

/** No word of anything that is spoken of here. */
function isUnheardOf(read: Read, word: string): boolean {
  const isOrdinary =
    /\d/u.test(word) ||
    weak.has(stem(word)) ||
    aspectOf(word) !== undefined ||
    isMunicipality(word) ||
    read.names.departmentWords.has(stem(word)) ||
    rolelike.test(word);
  return !isOrdinary && isStrange(read, word);
}
