import type { Language } from '../language/language.ts';

/** The words of date rules, in order from the first, as they are written in running text. */
const months: Record<Language, string> = {
  sv: 'januari februari mars april maj juni juli augusti september oktober november december',
  en: 'January February March April May June July August September October November December',
};
const weekdays: Record<Language, string> = {
  sv: 'måndagen tisdagen onsdagen torsdagen fredagen lördagen söndagen',
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday',
};
const ordinals: Record<Language, string> = {
  sv: 'första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde',
  en: 'first second third fourth fifth sixth seventh eighth ninth tenth',
};

type Said = Record<Language, (number: number) => string>;

export const monthName: Said = byNumber(months);
export const weekdayName: Said = byNumber(weekdays);
export const ordinalName: Said = byNumber(ordinals);

function byNumber(words: Record<Language, string>): Said {
  return {
    sv: (number) => words.sv.split(' ')[number - 1]!,
    en: (number) => words.en.split(' ')[number - 1]!,
  };
}

/** 1 to 12 for a month's name in either language, in small letters. */
export function monthOf(word: string): number | undefined {
  return placeOf(word, months);
}

/** 1, Monday, to 7; "fredag" as well as "fredagen". */
export function weekdayOf(word: string): number | undefined {
  return placeOf(word, weekdays) ?? placeOf(`${word}en`, weekdays);
}

/** 1 to 10 for "third", "3rd", "tredje", "3:e"; or `last`. */
export function ordinalOf(word: string): number | 'last' | undefined {
  if (word === 'last' || word === 'sista') return 'last';
  const number = Number(/^(\d{1,2})(?:st|nd|rd|th|:a|:e)$/.exec(word)?.[1]);
  return number >= 1 && number <= 10 ? number : placeOf(word, ordinals);
}

function placeOf(word: string, words: Record<Language, string>): number | undefined {
  const place = (text: string) => text.toLowerCase().split(' ').indexOf(word) + 1;
  return place(words.sv) || place(words.en) || undefined;
}
