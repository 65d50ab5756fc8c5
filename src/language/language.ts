import { readdirSync, readFileSync } from 'node:fs';
import i18next from 'i18next';
import { RoderError } from '../base/errors.ts';

/**
 * Texts live in the folders `sv` and `en` beside this file, one file a feature; `test/language` proves that
 * neither language has a key the other lacks. i18next does plurals (`key_one`, `key_other`) and `{{placeholders}}`.
 */
export const languages = ['sv', 'en'] as const;
export type Language = (typeof languages)[number];

/** Words of the plan, in each language. */
export type Localised = Readonly<Record<Language, string>>;

const i18n = i18next.createInstance();
i18n.init({
  lng: 'sv',
  fallbackLng: false,
  ns: ['texts', 'planFaults'],
  defaultNS: 'texts',
  initAsync: false,
  // Texts go into cards and JSON, never into HTML; cards are made inert where they are rendered.
  interpolation: { escapeValue: false },
  resources: Object.fromEntries(
    languages.map((language) => [
      language,
      { texts: readFolder(language), planFaults: readTexts(`plan-faults.${language}.json`) },
    ]),
  ),
});

export type Translate = (key: string, values?: Record<string, unknown>) => string;

/** The texts of one language. An unknown key is a fault of ours and throws `text-missing`. */
export function translator(language: Language): Translate {
  return translators[language];
}

const translators: Readonly<Record<Language, Translate>> = {
  sv: makeTranslator('sv'),
  en: makeTranslator('en'),
};

function makeTranslator(language: Language): Translate {
  const t = i18n.getFixedT(language);
  /** Texts that need no values, as they were found: to find one takes longer than all else that is done with it. */
  const fixed = new Map<string, string>();
  return (key, values) => {
    const known = values ? undefined : fixed.get(key);
    if (known) return known;
    const text = t(key, { ...values, defaultValue: '' });
    if (!text) throw new RoderError('text-missing', `There is no ${language} text with the key ${key}.`);
    if (!values) fixed.set(key, text);
    return text;
  };
}

/** The text as written, placeholders and all; undefined where there is none. */
export function rawText(language: Language, key: string): string | undefined {
  const found: unknown = i18n.getResource(language, 'texts', key);
  return typeof found === 'string' ? found : undefined;
}

/** The plan's own words in the reader's language. */
export function say(words: Localised, language: Language): string {
  return words[language];
}

/** `a, b och c`, as the language joins a list. */
export function joinWords(words: readonly string[], language: Language): string {
  return lists[language].format(words);
}

const lists = { sv: new Intl.ListFormat('sv-SE'), en: new Intl.ListFormat('en-GB') };

/** All files of a language are one tree of keys: a key says nothing of the file it is in. */
function readFolder(language: Language): Record<string, unknown> {
  const folder = new URL(`${language}/`, import.meta.url);
  return Object.assign({}, ...readdirSync(folder).map((file) => readTexts(`${language}/${file}`)));
}

function readTexts(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
}
