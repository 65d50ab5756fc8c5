import { fold } from '../language/words.ts';
import type { Aspect } from '../plan/plan-schema.ts';
import { isMunicipality } from './about.ts';
import type { Read } from './meaning.ts';
import { isAsking } from './message-words.ts';
import { stem } from './stem.ts';
import { wordList } from './word-lists.ts';

export const aspectWords = new Map(
  wordList('aspect-words').flatMap((line) => {
    const [name, said] = line.split(': ');
    return said!.split(' ').map((word): [string, Aspect | 'all'] => [fold(word), name as Aspect | 'all']);
  }),
);

export function aspectIn(words: readonly string[]): Aspect | 'all' | undefined {
  return words.map(aspectOf).find((one) => one !== undefined);
}

/** Also "ekonomidelen", "människoperspektivet". */
export function aspectOf(word: string): Aspect | 'all' | undefined {
  const of = sided.exec(word)?.[1] ?? word;
  return aspectWords.get(of) ?? aspectWords.get(`${of}r`);
}

const sided = /^(.{4,12})(?:delen|dimensionen|perspektivet|sidan|biten|benet)$/u;

/** Everything that was said is which aspect it is about. */
export function isOnlyAspect({ words, names }: Read): boolean {
  return words.every(
    (word) =>
      aspectOf(word) !== undefined ||
      isAsking(word) ||
      isMunicipality(word) ||
      names.organisation.has(stem(word)) ||
      plainOfAspect.has(word),
  );
}

const plainOfAspect = new Set(
  'uppdragen alla over hela overlag arbetar arbete arbetet fragor fragan fragorna biten delen sidan laget perspektivet sett uppfoljningen enligt mar mart situationen egentligen stallt den det side doing affairs whole municipality aspect aspekten perspective part delar aspekterna langsiktigt langt hallbarhet hallbart lange slut budgeten samma sak dito same thing vag ratt hall bra daligt battre samre totalt ligger'.split(
    ' ',
  ),
);
