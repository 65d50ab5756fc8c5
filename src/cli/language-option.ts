import { type Command, Option } from 'commander';
import { type Language, languages } from '../language/language.ts';

/** The language of a command's output. */
export interface Spoken {
  /** The language chosen for this command, else the terminal's. */
  readonly language: Language;
  /** The language chosen for this command; absent: texts about a plan are in the plan's own language. */
  readonly chosen?: Language | undefined;
}

/** The same, for texts about a plan: in the chosen language, else the plan's own. */
export function inPlansLanguage<S extends Spoken>(
  spoken: S,
  plan: { readonly language: Language } | undefined,
): S {
  return { ...spoken, language: spoken.chosen ?? plan?.language ?? spoken.language };
}

export function languageOption(about = "the language of what is said; else the plan's, or the terminal's") {
  return new Option('--language <language>', about).choices(languages);
}

/** Adds the same option to every command that prints texts and does not define the option itself. */
export function withLanguageOptions(program: Command): void {
  for (const command of program.commands) {
    if (command.commands.length > 0) withLanguageOptions(command);
    else if (!command.options.some(({ long }) => long === '--language')) command.addOption(languageOption());
  }
}

/** The language chosen anywhere in the arguments, whatever the command; an unknown language is refused later. */
export function languageChosen(words: readonly string[]): Language | undefined {
  const at = words.findIndex((word) => /^--language(?:=|$)/u.test(word));
  const given = words[at]?.split('=')[1] ?? words[at + 1];
  return at < 0 ? undefined : languages.find((one) => one === given);
}
