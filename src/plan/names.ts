import type { Localised } from '../language/language.ts';

/** A thing of the plan that people call by name. */
export interface Named {
  readonly name?: Localised | undefined;
  readonly title?: Localised | undefined;
  readonly alsoCalled?: readonly string[] | undefined;
}

/** Everything it is called: its name in both languages, then what the plan says that people say. */
export function namesFor({ name, title, alsoCalled = [] }: Named): string[] {
  const own = title ?? name;
  return [...new Set([...(own ? [own.sv, own.en] : []), ...alsoCalled])];
}

/** Whether one of its names is just that, in large or small letters. */
export function isCalled(thing: Named, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  return namesFor(thing).some((name) => name.toLowerCase() === wanted);
}
