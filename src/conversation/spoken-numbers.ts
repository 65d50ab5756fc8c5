/**
 * Numbers as they are said or dictated, in figures: "sjuttioåtta", "sixty-eight". Only those from thirteen to ninety-nine,
 * and "komma" or "point" between two figures: smaller ones are words of their own ("två av dem"), larger ones are written
 * in figures by whoever tells a value.
 */
export function withFigures(text: string): string {
  return text
    .replaceAll(year, (_, one?: string) => `20${figures('tjugo', one)}`)
    .replaceAll(spoken, (_said: string, teen?: string, ten?: string, one?: string) =>
      teen === undefined ? figures(ten!, one) : `${teens[teen.toLowerCase()]}`,
    )
    .replaceAll(decimal, (_, whole: string, one: string) => `${whole},${ones[one.toLowerCase()] ?? one}`)
    .replaceAll(half, (_, whole: string) => `${small[whole.toLowerCase()] ?? whole},5`);
}

function figures(ten: string, one = ''): string {
  const said = one.toLowerCase().replace(/^[-\s]+/u, '');
  return `${tens[ten.toLowerCase()]! + (ones[said] ?? 0)}`;
}

const teens: Readonly<Record<string, number>> = {
  tretton: 13,
  fjorton: 14,
  femton: 15,
  sexton: 16,
  sjutton: 17,
  arton: 18,
  nitton: 19,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const tens: Readonly<Record<string, number>> = {
  tjugo: 20,
  tjugi: 20,
  trettio: 30,
  tretti: 30,
  fyrtio: 40,
  förti: 40,
  femtio: 50,
  femti: 50,
  sextio: 60,
  sexti: 60,
  sjuttio: 70,
  sjutti: 70,
  åttio: 80,
  åtti: 80,
  nittio: 90,
  nitti: 90,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const ones: Readonly<Record<string, number>> = {
  en: 1,
  ett: 1,
  två: 2,
  tre: 3,
  fyra: 4,
  fem: 5,
  sex: 6,
  sju: 7,
  åtta: 8,
  nio: 9,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};
const swedishTens = 'tjugo|tjugi|trettio?|fyrtio|förti|femtio?|sextio?|sjuttio?|åttio?|nittio?';
const englishTens = 'twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';
const single = Object.keys(ones).join('|');
const decimal = new RegExp(`(\\d) (?:komma|point) (\\d|${single})(?![\\p{L}\\d])`, 'giu');
/** With a half any number is one: "tolv och en halv", "74½". */
const small: Readonly<Record<string, number>> = {
  ...ones,
  tio: 10,
  elva: 11,
  tolv: 12,
  ten: 10,
  eleven: 11,
  twelve: 12,
};
const half = new RegExp(
  `(?<![\\p{L}\\d.,])(\\d+|${Object.keys(small).join('|')})(?: och en halv[at]?(?!\\p{L})| and a half(?!\\p{L})| ?½| 1/2(?!\\d))`,
  'giu',
);
const year = new RegExp(
  `(?<!\\p{L})(?:tjugo|twenty)[- ]?(?:tjugo|twenty)((?:[- ]?(?:${single}))?)(?!\\p{L})`,
  'giu',
);
/** "Vad sjutton" counts nothing. */
const oath = '(?<!(?:vad|för|hur|vem|var|varför) )';
const spoken = new RegExp(
  `(?<!\\p{L})${oath}(?:(${Object.keys(teens).join('|')})|(${swedishTens}|${englishTens})((?:[- ]?(?:${single}))?))(?!\\p{L})`,
  'giu',
);
