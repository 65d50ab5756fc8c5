import type { Language } from '../language/language.ts';

/** Swedish where the terminal is (LC_ALL, LC_MESSAGES, LANG, the first that is set), else English. */
export function terminalLanguage({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  return /^sv/iu.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'sv' : 'en';
}
