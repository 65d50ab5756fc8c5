/**
 * A folded word without its endings, by the rules of the Snowball stemmer for Swedish, with the few of English that it
 * lacks: all forms of a word come out alike, and others do not. Linear time.
 */
export function stem(word: string): string {
  if (word.length < 4 || /\d/u.test(word)) return word;
  const from = regionOf(word);
  return withoutArticle(lastStep(middleStep(firstStep(word, from), from), from), from);
}

const vowels = new Set('aeiouy');
const mayEndInS = new Set('bcdfghjklmnoprtvy');

/** Where endings may begin: after the first consonant that follows a vowel, and not among the first three letters. */
function regionOf(word: string): number {
  let place = 0;
  while (place < word.length && !vowels.has(word[place]!)) place += 1;
  while (place < word.length && vowels.has(word[place]!)) place += 1;
  return Math.max(3, place + 1);
}

/** The longest first. */
const endings: readonly string[] =
  'heternas heterna hetens andens arnas ernas ornas arens anden andet andes heten heter arna erna orna ande arne aste aren ades erns ade are ern ens ans ets het ast ad en an ar er or as es at et na ing a e'.split(
    ' ',
  );

function firstStep(word: string, from: number): string {
  // "Care" is no car, and "times" are a time.
  if (word.length === 5 && word.endsWith('es')) return word.slice(0, -1);
  const least = word.length === 4 && word.endsWith('e') ? 4 : from;
  const found = endings.find((ending) => word.endsWith(ending) && word.length - ending.length >= least);
  const cut = found ? word.slice(0, -found.length) : word;
  if (found) return cut;
  const before = word.at(-2);
  return word.endsWith('s') && word.length - 1 >= from && mayEndInS.has(before!) ? word.slice(0, -1) : word;
}

function middleStep(word: string, from: number): string {
  return /(?:dd|gd|nn|dt|gt|kt|tt)$/u.test(word) && word.length - 2 >= from ? word.slice(0, -1) : word;
}

/** `ekonomin`, `miljon`, `sjukfranvaron`: an article after a vowel; words that end so by themselves lose it in all forms. */
function withoutArticle(word: string, from: number): string {
  return /[iou]n$/u.test(word) && word.length - 1 >= from && word.length >= 5 ? word.slice(0, -1) : word;
}

function lastStep(word: string, from: number): string {
  const found = ['lig', 'els', 'ig'].find(
    (ending) => word.endsWith(ending) && word.length - ending.length >= from,
  );
  return found ? word.slice(0, -found.length) : word;
}
