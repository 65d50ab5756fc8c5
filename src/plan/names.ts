import { type Language, type Localised, say, translator } from '../language/language.ts';
import type { Aspect, Assignment, Indicator } from './plan-schema.ts';

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

/** An indicator with what it is counted in, once: many official names end in theirs already. */
export function nameWithUnit({ name, unit }: Pick<Indicator, 'name' | 'unit'>, language: Language): string {
  const [called, counted] = [say(name, language), say(unit, language)];
  const plain = called.toLowerCase();
  const own = counted.toLowerCase();
  const isSaid = plain.includes(`(${own})`) || plain.endsWith(` ${own}`) || plain.endsWith(`,${own}`);
  return counted === '' || isSaid ? called : `${called} (${counted})`;
}

/** What an assignment means for an aspect, or that it does not touch it, and why. */
export function aspectMeaning({ aspects }: Assignment, aspect: Aspect, language: Language): string {
  const { notTouched, ...words } = aspects[aspect];
  const meaning = say(words, language);
  return notTouched ? translator(language)('aspect.notTouched', { why: meaning }) : meaning;
}
