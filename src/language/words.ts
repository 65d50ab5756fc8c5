import type { Language } from './language.ts';

/** In small letters and without dots and rings, so that `aldreomsorg` is found by those without the keys. */
export function fold(text: string): string {
  return text.toLowerCase().normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll(/[’']/gu, '');
}

/** Folded words; a hyphen parts them, since people write `hr-chef` and `hr chef`. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Endings of both languages, folded, with how much of the word must be left; the longest first. */
const endings: readonly (readonly [ending: string, least: number])[] = [
  ['heterna', 4],
  ['ningar', 4],
  ['ernas', 4],
  ['arnas', 4],
  ['heten', 4],
  ['erna', 3],
  ['arna', 3],
  ['orna', 3],
  ['ande', 4],
  ['ning', 4],
  ['ing', 4],
  ['ens', 4],
  ['ets', 4],
  ['ies', 3],
  ['are', 4],
  ['ade', 4],
  ['ad', 5],
  ['en', 3],
  ['et', 3],
  ['er', 3],
  ['ar', 3],
  ['or', 3],
  ['na', 4],
  ['an', 4],
  ['a', 3],
  ['e', 4],
  ['s', 3],
  ['t', 4],
  ['n', 4],
  ['y', 4],
];

/** A folded word without its endings: all forms of a word come out alike, which is all that is asked of it. */
export function stem(word: string): string {
  const found = endings.find(
    ([ending, least]) => word.endsWith(ending) && word.length - ending.length >= least,
  );
  return found ? stem(word.slice(0, -found[0].length)) : word;
}

/** How many letters must be put in, taken out, replaced or swapped with the next; more than `max` counts as that. */
export function slips(from: string, to: string, max: number): number {
  if (Math.abs(from.length - to.length) > max) return max + 1;
  let [older, old]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, place) => place)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const straight = Math.min(old[j - 1]! + (same ? 0 : 1), old[j]! + 1, row[j - 1]! + 1);
      row.push(swapped ? Math.min(straight, older[j - 2]! + 1) : straight);
    }
    if (Math.min(...row) > max) return max + 1;
    [older, old] = [old, row];
  }
  return old[to.length]!;
}

const saysLanguage: Readonly<Record<Language, ReadonlySet<string>>> = {
  sv: new Set(
    wordsOf(
      'hur går det med för vad är och i på av vem vilka vilken vilket har jag mig mina ska om när som till var kan du det inte senaste läget behöver många',
    ),
  ),
  en: new Set(
    wordsOf(
      'how is the what of are and in who which have my for does do did about when with any there it has on was to many going',
    ),
  ),
};

/** The language a question is asked in, where its small words or letters say so. */
export function languageAsked(text: string): Language | undefined {
  const words = wordsOf(text);
  const count = (language: Language) => words.filter((word) => saysLanguage[language].has(word)).length;
  const [swedish, english] = [count('sv') + (/[åäö]/iu.test(text) ? 1 : 0), count('en')];
  if (swedish === english) return undefined;
  return swedish > english ? 'sv' : 'en';
}

/** With a capital at its beginning, as a sentence or a line of its own has. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
