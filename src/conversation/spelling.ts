import { fold, slips } from '../language/words.ts';
import { stem } from './stem.ts';
import { wordList } from './word-lists.ts';

/** Words that may be meant by what is written almost like them. */
export interface Lexicon {
  has(word: string): boolean;
  /** Itself, or one that differs from it in its ending. */
  hasForm(word: string): boolean;
  /** The word that is meant by one that is not there; undefined where none is near enough. */
  nearest(written: string): string | undefined;
  /** The word that sounds the same. */
  sounding(written: string): string | undefined;
}

const everyday: ReadonlyMap<string, string> = new Map(
  wordList('everyday-spelling').flatMap((line) => {
    const [written, meant] = line.split(' = ');
    return written!.split(' ').map((one): [string, string] => [one, meant!]);
  }),
);

/** The word meant by a small word as people write it: `va` is `vad`, `e` is `är`. */
export function everydayWord(word: string): string {
  return everyday.get(word) ?? word;
}

/** How a word sounds, roughly, in Swedish: those who write by ear write it otherwise, and it sounds the same. */
export function soundOf(word: string): string {
  return word
    .toLowerCase()
    .replaceAll(/[éèä]/gu, 'e')
    .replaceAll('å', 'o')
    .replaceAll('ö', 'u')
    .replace(/^(?:hj|gj|lj|dj)/u, 'j')
    .replaceAll(/(?:stj|skj|sj|sch)/gu, 's')
    .replaceAll(/g(?=[eiy])/gu, 'j')
    .replaceAll('ck', 'k')
    .replaceAll(/c(?=[eiy])/gu, 's')
    .replaceAll('c', 'k')
    .replaceAll('q', 'k')
    .replaceAll('x', 'ks')
    .replaceAll('z', 's')
    .replaceAll('w', 'v')
    .replaceAll('ph', 'f')
    .replaceAll('dt', 't')
    .replaceAll(/(.)\1+/gu, '$1');
}

/**
 * `words` in small letters with their dots and rings; `others` are words that are right as they are written, and that
 * nothing else is taken for.
 */
export function createLexicon(words: Iterable<string>, others?: Lexicon): Lexicon {
  const known = new Set<string>();
  const stems = new Set<string>();
  const misspellable: string[] = [];
  for (const word of words) {
    const folded = fold(word);
    if (known.has(folded)) continue;
    known.add(folded);
    stems.add(stem(folded));
    if (word.length >= shortest) misspellable.push(word);
  }
  const found = new Map<string, string | undefined>();
  let heard: Sounds | undefined;

  // Made when the first word is misspelt: it takes longer than all the rest.
  function sounds(): Sounds {
    heard ??= soundsOf(misspellable);
    return heard;
  }

  function search(written: string): string | undefined {
    const { bySound, bySize } = sounds();
    const sound = soundOf(written);
    const same = bySound.get(sound);
    if (same) return same;
    const max = sound.length >= 9 ? 2 : sound.length >= 6 ? 1 : 0;
    let [best, by] = [max + 1, undefined as string | undefined];
    for (let more = -max; more <= max; more++) {
      for (const [other, word] of bySize.get(`${sound[0]}${sound.length + more}`) ?? []) {
        const apart = slips(sound, other, Math.min(max, best));
        if (apart < best) [best, by] = [apart, word];
      }
    }
    return by;
  }

  return {
    sounding: (written) => sounds().bySound.get(soundOf(written)),
    has: (word) => known.has(word) || others?.has(word) === true,
    hasForm: (word) =>
      known.has(word) || (stem(word).length > 3 && stems.has(stem(word))) || others?.hasForm(word) === true,
    nearest(written) {
      if (written.length < shortest || written.length > longest || /\d/u.test(written)) return undefined;
      if (!found.has(written) && found.size < maxKept) found.set(written, search(written));
      return found.has(written) ? found.get(written) : search(written);
    },
  };
}

const shortest = 4;
const longest = 60;
/** Slips looked up are kept, since people make the same; a bound, since anybody can write anything. */
const maxKept = 5000;

interface Sounds {
  readonly bySound: ReadonlyMap<string, string>;
  readonly bySize: ReadonlyMap<string, readonly [sound: string, word: string][]>;
}

function soundsOf(words: readonly string[]): Sounds {
  const bySound = new Map<string, string>();
  const bySize = new Map<string, [sound: string, word: string][]>();
  for (const word of words) {
    const sound = soundOf(word);
    if (bySound.has(sound)) continue;
    bySound.set(sound, word);
    const key = `${sound[0]}${sound.length}`;
    const alike = bySize.get(key);
    if (alike) alike.push([sound, word]);
    else bySize.set(key, [[sound, word]]);
  }
  return { bySound, bySize };
}
