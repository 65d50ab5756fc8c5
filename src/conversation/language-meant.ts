import { type Language, languages } from '../language/language.ts';
import { fold } from '../language/words.ts';
import { intents } from './catalog.ts';
import type { Understood } from './meaning.ts';

/** Words of both languages, whichever examples they stand in: "personal" is staff to a Swede. */
const ofBoth = new Set(
  'agenda data email export fast hand import index interim log order park person personal plus print problem start system taxi version'.split(
    ' ',
  ),
);

/** Words that only one of the languages has in the catalog's examples: `help` and `settings` are English by themselves. */
const own = (() => {
  const wordsIn = (language: Language) =>
    new Set(
      intents.flatMap(({ examples }) =>
        examples[language].flatMap((text) => fold(text).match(/\p{L}+/gu) ?? []),
      ),
    );
  const [swedish, english] = [wordsIn('sv'), wordsIn('en')];
  return {
    sv: new Set([...swedish].filter((word) => !english.has(word) && !ofBoth.has(word))),
    en: new Set([...english].filter((word) => !swedish.has(word) && !ofBoth.has(word))),
  };
})();

/** The language that a message is in, where that is clear; undefined where it is not, as of a name alone. */
export function languageMeant({
  language,
  words,
}: Pick<Understood, 'language' | 'words'>): Language | undefined {
  if (language) return language;
  const [swedish, english] = languages.map((one) => words.filter((word) => own[one].has(word)).length) as [
    number,
    number,
  ];
  if (swedish === english) return undefined;
  return swedish > english ? 'sv' : 'en';
}
