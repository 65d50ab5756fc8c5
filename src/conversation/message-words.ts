import { languages } from '../language/language.ts';
import { fold, slips } from '../language/words.ts';
import { intents } from './catalog.ts';
import { createLexicon, everydayWord, type Lexicon, soundOf } from './spelling.ts';
import { withFigures } from './spoken-numbers.ts';
import { stem } from './stem.ts';
import { type SubjectIndex, weak } from './subject-index.ts';
import { foldedWords, wordList } from './word-lists.ts';

/** A message in words: each as it is looked for, with how it was written. */
export interface MessageWords {
  /** Folded, slips set right. */
  readonly words: readonly string[];
  /** `words` joined by single spaces, without greetings, oaths and courtesies where more than those is said. */
  readonly text: string;
  /** Everything, courtesies too. */
  readonly whole: string;
  readonly isQuestion: boolean;
  /** What is written with a capital where no sentence begins, folded: a name. */
  readonly names: ReadonlySet<string>;
}

const asking = foldedWords('asking-words');

/** Words that ask, greet or fill. */
export function isAsking(word: string): boolean {
  return asking.has(word);
}

/** Words that ask, greet or fill, and those that are in many a name and distinguish none. */
export function meansNothing(word: string): boolean {
  return isAsking(word) || weak.has(stem(word));
}

/** The places of the words that only ask. */
export function askingPlaces(words: readonly string[]): Set<number> {
  return new Set(words.flatMap((word, place) => (isAsking(word) ? [place] : [])));
}

/** Right as it is written, and of the asking rather than of any thing: it only happens to look like a part of another. */
export function isOfAsking(word: string): boolean {
  return cueWords.has(word);
}

/** More than a message has room for: one letter of some scripts is unfolded into several words. */
const maxWords = 1000;

/** `text` as `readMessage` gives it, with the question mark at its end. */
export function messageWords(text: string, index: SubjectIndex): MessageWords {
  const known = cueWords;
  const isQuestion = text.includes('?');
  const written = wordsAsWritten(text);
  const words = together(
    written.flatMap((word) => setRight(word, index, known)),
    index,
    known,
  );
  const whole = words.join(' ');
  const isCry = /^(?:va|VA)$/u.test(text);
  const names = new Set(text.match(capital)?.map(fold));
  return { words, whole: isCry ? 'va' : whole, text: withoutCourtesy(whole), isQuestion, names };
}

const capital = /(?<=[\p{Ll}\p{N},] )\p{Lu}\p{Ll}{1,19}/gu;

function wordsAsWritten(text: string): string[] {
  // An abbreviation in capitals is one also where a small word is spelt the same: VA is no "vad".
  const shouted = text === text.toUpperCase() && /\s/u.test(text);
  const found =
    withFigures(text)
      // "HME = ?" asks what it means.
      .replaceAll(/=\s*\?/gu, ' betyder ')
      .replaceAll(/(?<=\p{L})[’'](?=\p{L})/gu, '')
      .replaceAll('%', ' procent ')
      .replaceAll(/ [+&] /gu, ' och ')
      .replaceAll(/(?<=\d)\+/gu, ' och äldre ')
      // "25:e" is a day, and no "är".
      .replaceAll(/(?<=\d):(?=[ae](?!\p{L}))/giu, '')
      // "Mån–ons", and no month; "Q1–3".
      .replaceAll(shortDay, '$1dag')
      .replaceAll(shortMarch, 'mars')
      .replaceAll(/(?<![\p{L}\d])([qkth]\d) ?[-–] ?(\d)(?![\p{L}\d])/giu, '$1 till $2')
      .replaceAll(/(?<![\d/])(\d{1,2})\/(1[0-2]|0?[1-9])(?![\d/])/gu, dayAndMonth)
      .match(/e-(?=\p{L})|[\p{L}\p{N}]+/giu) ?? [];
  return found.slice(0, maxWords).map((word) => (word === 'VA' && !shouted ? 'va-' : word.toLowerCase()));
}

const toDay = '\\.?(?: ?[-–/] ?| till | t\\.?o\\.?m\\.? | och | o )';
const shortDay = new RegExp(
  `(?<!\\p{L})(lör|sön|mån(?=${toDay}(?:tis|ons|tors?|fre|lör|sön)|\\.? \\d{1,2}/\\d)|(?<=(?:tors?|fre|lör|sön|till)${toDay})mån)(?!\\p{L})`,
  'giu',
);

/** "Jan–mar", "3 mar", "Mar 2025", and not how somebody is. */
const shortMarch =
  /(?<=(?<!\p{L})(?:jan|feb|\d{1,2})\.? ?[-–]? ?)mar(?![\p{L}\d])|(?<!\p{L})mar(?=\.? ?(?:[-–] ?(?:apr|maj|may|ju[nl]|aug|sep|o[ck]t|nov|dec)|20\d\d))/giu;

/** "21/12" is a day. */
function dayAndMonth(said: string, day: string, month: string): string {
  return Number(day) > 31 || Number(day) === 0 ? said : `${Number(day)} ${months[Number(month) - 1]}`;
}

const months = 'januari februari mars april maj juni juli augusti september oktober november december'.split(
  ' ',
);

function setRight(written: string, index: SubjectIndex, known: Lexicon): string[] {
  // "E-tjänster" are no "är tjänster".
  if (written.endsWith('-')) return [written.slice(0, -1)];
  const meant = everydayWord(written);
  if (meant !== written) return meant.split(' ').map(fold);
  // Without its dots "ändra" is another word.
  const word = written.startsWith('ändr') ? fold(written).replace('a', 'ae') : fold(written);
  if (word.startsWith('aendr')) return [word];
  if (asking.has(word) || known.has(word) || index.lexicon.has(word) || /\d/u.test(word)) return [word];
  const sounding = known.sounding(written) ?? index.lexicon.sounding(written);
  if (sounding) return [fold(sounding)];
  if (known.hasForm(word) || index.lexicon.hasForm(word)) return [word];
  const [cue, thing] = [known.nearest(written), index.lexicon.nearest(written)];
  const near = cue && (!thing || apart(written, cue) <= apart(written, thing)) ? cue : thing;
  // A compound of the plan's own words is no slip, unless it is very nearly another word.
  if (near && (isSlip(written, near) || (!isCompound(word, index) && beginsAlike(word, fold(near)))))
    return [fold(near)];
  return [word];
}

function isSlip(written: string, near: string): boolean {
  return slips(fold(written), fold(near), 2) <= (written.length >= 11 ? 2 : 1);
}

/** Whoever slips twice has begun rightly: "ordentligt" is no slip for "offentligt". */
function beginsAlike(word: string, near: string): boolean {
  return soundOf(word).slice(0, 2) === soundOf(near).slice(0, 2);
}

function isCompound(word: string, index: SubjectIndex): boolean {
  return word.length >= 8 && index.fits(stem(word)).some(({ fit }) => fit >= 0.6);
}

function apart(one: string, other: string): number {
  let same = 0;
  while (same < one.length && one[same] === other[same]) same += 1;
  return Math.max(one.length, other.length) - same;
}

/** Words that were parted though they are one, as a telephone that listens writes them: `bygg lov`, `sjuk frånvaro`. */
function together(words: readonly string[], index: SubjectIndex, known: Lexicon): string[] {
  const joined: string[] = [];
  for (let place = 0; place < words.length; ) {
    const taken = [3, 2].find((count) => {
      const parts = words.slice(place, place + count);
      if (parts.length < count || parts.some((part) => part.length < 2)) return false;
      const one = parts.join('');
      if (one.length < 6) return false;
      if (index.lexicon.has(one) && !parts.some((part) => asking.has(part))) return true;
      const isPlain = parts.every((part) => asking.has(part) || known.has(part));
      return !isPlain && parts.every((part) => !asking.has(part)) && meantBy(one, index) !== undefined;
    });
    if (taken) joined.push(meantBy(words.slice(place, place + taken).join(''), index)!);
    else joined.push(words[place]!);
    place += taken ?? 1;
  }
  return joined;
}

function meantBy(one: string, { lexicon }: SubjectIndex): string | undefined {
  if (lexicon.has(one) || (one.length >= 8 && lexicon.hasForm(one))) return one;
  const found = lexicon.sounding(one) ?? (one.length >= 10 ? lexicon.nearest(one) : undefined);
  // What is much shorter than both words together is one of them, and the other was said too.
  return found && found.length >= one.length - 2 ? fold(found) : undefined;
}

const oaths =
  'fan|javla|javlar|jakla|jaklar|helvete|helvetes|i helvete|for fan|for helvete|satans|fasen|forbannat|forbannade|sjutton|tusan|jadra|jadrans|skit|damn|bloody|fucking|goddamn|the hell|the fuck|heck';
const thanking =
  '(?:stort |many )?(?:tack(?:ar)?|thanks|thank you|thx|please|pls|snalla|cheers)(?: (?:sa (?:mycket|hemskt mycket|jattemycket)|(?:very|so) much|a lot|pa forhand|in advance|snalla))?';
const polite =
  'ar (?:du|ni) snalla?|snalla|vanligen|please|tack|roder|ju|val|nog|egentligen|faktiskt|liksom|typ|hej|hejsan|hello|hi|kindly|var vanlig|var vanlig och|vanliga|thanks|thank you';
const polished = new RegExp(`(?<![\\p{L}\\p{N}])(?:${oaths}|${thanking}|${polite})(?![\\p{L}\\p{N}])`, 'gu');
const asks =
  /^(?:(?:kan|skulle|far|kunde) (?:du|ni|jag|man|vi) (?:kunna |mojligen |eventuellt )*(?!far|fa (?:en|ett))|jag (?:undrar|vill veta|skulle vilja veta|onskar veta|onskar|skulle vilja|vill garna veta)(?: om)? |(?:could|can|would|will) you (?:please )?(?=show|tell|give|summar|remind|export|follow|send|list|explain|write|switch|change|put|preview|postpone|keep)|i (?:would like to know|want to know|wonder)(?: if)? |(?:vet du|do you know)(?: om)? (?!om mig))/u;

const thanked = new RegExp(` ${thanking}$`, 'u');

/** "Bara omsorgen, tack": what is asked for ends before that. */
export function withoutThanks(text: string): string {
  return text.trimEnd().replace(thanked, '');
}

function withoutCourtesy(whole: string): string {
  const plain = whole.replaceAll(polished, ' ').replaceAll(/\s+/gu, ' ').trim();
  if (plain === '') return whole;
  return plain.replace(asks, '').trim() || plain;
}

/** Words that mean something of Roder's: right as they are written, and no slip for a thing of the plan's. */
const kinWords = createLexicon(
  wordList('kin').flatMap((line) => line.toLowerCase().match(/\p{L}{3,}/gu) ?? []),
);

/** The words that one asks in: what a slip in a small word is set right by. */
const cueWords = createLexicon(
  [
    // The words of the signs themselves.
    ...intents.flatMap(({ cues }) =>
      cues.flatMap(({ said }) => said.source.replaceAll(/\\./gu, ' ').match(/[a-z]{3,}/gu) ?? []),
    ),
    ...wordList('asking-words').flatMap((line) => line.split(' ')),
    ...wordList('aspect-words').flatMap((line) => line.split(' ').map((word) => word.replace(':', ''))),
    ...intents.flatMap(({ examples: said }) =>
      languages.flatMap((language) =>
        said[language].flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? []),
      ),
    ),
    ...wordList('cue-words').flatMap((line) => line.split(' ')),
  ],
  kinWords,
);
