import { type Command, Option } from 'commander';
import { type Language, languages } from '../language/language.ts';

/** What a command says things in. */
export interface Spoken {
  /** The one chosen for this command, else the terminal's. */
  readonly language: Language;
  /** Chosen for this command; absent: what is said of a plan is said in the plan's own language. */
  readonly chosen?: Language | undefined;
}

/** The same with what a plan is spoken of in: as chosen, else the plan's own language. */
export function inPlansLanguage<S extends Spoken>(
  spoken: S,
  plan: { readonly language: Language } | undefined,
): S {
  return { ...spoken, language: spoken.chosen ?? plan?.language ?? spoken.language };
}

export function languageOption(about = "the language of what is said; else the plan's, or the terminal's") {
  return new Option('--language <language>', about).choices(languages);
}

/** The same option on every command that says something and has none of its own. */
export function withLanguageOptions(program: Command): void {
  for (const command of program.commands) {
    if (command.commands.length > 0) withLanguageOptions(command);
    else if (!command.options.some(({ long }) => long === '--language')) command.addOption(languageOption());
  }
}

/** What the words of the command line choose, whichever command they are for; a language that there is not is refused later. */
export function languageChosen(words: readonly string[]): Language | undefined {
  const at = words.findIndex((word) => /^--language(?:=|$)/u.test(word));
  const given = words[at]?.split('=')[1] ?? words[at + 1];
  return at < 0 ? undefined : languages.find((one) => one === given);
}
