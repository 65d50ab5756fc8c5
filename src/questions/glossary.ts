import { type Language, rawText } from '../language/language.ts';

/** The words of follow-up that people ask about; what each means is in `src/language`. */
export const terms = [
  'core',
  'political',
  'assignment',
  'indicator',
  'target',
  'guideValue',
  'baseline',
  'forecast',
  'round',
  'tertial',
  'interim',
  'annual',
  'report',
  'summary',
  'deviation',
  'onTrack',
  'noReport',
  'trend',
  'economic',
  'ecological',
  'social',
  'steering',
  'cost',
  'context',
  'support',
  'owner',
  'contributor',
  'deputy',
  'administrator',
  'leadership',
  'milestone',
  'draft',
  'plan',
  'kolada',
  'public-record',
] as const;

export type Term = (typeof terms)[number];

/** The word itself; other names for it stand after commas in `names`. */
export function termWord(term: Term, language: Language): string {
  return rawText(language, `glossary.${term}.word`)!;
}

export function termNames(term: Term, language: Language): string[] {
  return [termWord(term, language), ...(rawText(language, `glossary.${term}.names`) ?? '').split(',')].filter(
    (name) => name.trim() !== '',
  );
}

export function termMeaning(term: Term, language: Language): string {
  return rawText(language, `glossary.${term}.means`)!;
}
