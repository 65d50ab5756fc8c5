import { wordsOf } from '../language/words.ts';
import { stem } from './stem.ts';
import { wordList } from './word-lists.ts';

/** One thing of the public sector that has several names. */
interface Concept {
  readonly id: string;
  readonly phrases: readonly (readonly string[])[];
  /** The words of its phrases as they are written. */
  readonly words: readonly string[];
  /** What it is a part of. */
  readonly within?: string | undefined;
}

const concepts: readonly Concept[] = wordList('public-sector').map((line) => {
  const [names, within] = line.split(' < ');
  const phrases = names!.split('|').map((phrase) => phrase.trim());
  const unique = new Map(phrases.map((phrase) => [wordsOf(phrase).map(stem).join(' '), phrase]));
  return {
    id: phrases[0]!,
    phrases: [...unique.keys()].map((one) => one.split(' ')),
    words: names!.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [],
    within: within?.trim(),
  };
});

const withinOf = new Map(concepts.map(({ id, within }) => [id, within]));

interface Phrase {
  readonly concept: string;
  readonly stems: readonly string[];
}

const byFirst = Map.groupBy(
  concepts.flatMap(({ id, phrases }) => phrases.map((stems): Phrase => ({ concept: id, stems }))),
  ({ stems }) => stems[0]!,
);

/** The words of the thesaurus as they are written there, of those things that are asked for. */
export function thesaurusWords(isMeant: (concept: string) => boolean = () => true): string[] {
  return concepts.filter(({ id }) => isMeant(id)).flatMap(({ words }) => words);
}

export interface Named {
  readonly concept: string;
  readonly from: number;
  /** Not included. */
  readonly to: number;
}

/** What is named among stems, longer names and shorter alike: `tomma lägenheter` is both itself and flats. */
export function conceptsIn(stems: readonly string[]): Named[] {
  return stems.flatMap((first, from) =>
    (byFirst.get(first) ?? [])
      .filter(({ stems: phrase }) => phrase.every((one, place) => stems[from + place] === one))
      .map(({ concept, stems: phrase }) => ({ concept, from, to: from + phrase.length })),
  );
}

/** What the thing is a part of, the nearest first. */
export function wholesOf(concept: string): string[] {
  const within = withinOf.get(concept);
  return within ? [within, ...wholesOf(within)] : [];
}
