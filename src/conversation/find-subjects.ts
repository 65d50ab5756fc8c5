import type { Plan } from '../plan/plan-index.ts';
import type { Subject } from '../questions/subject.ts';
import { askingPlaces, isOfAsking, messageWords } from './message-words.ts';
import { stem } from './stem.ts';
import {
  conceptFits,
  type Entry,
  type Fit,
  type SubjectIndex,
  subjectIndex,
  toldAlone,
  weak,
  weightOf,
} from './subject-index.ts';
import { conceptsIn, type Named } from './thesaurus.ts';
import { likeness } from './vocabulary.ts';

/** Kinds of subject that may be meant, and how much they are to be preferred; 1 is no preference. */
export type Wanted = Partial<Readonly<Record<Subject['type'], number>>>;

export interface Found {
  readonly subject: Subject;
  /** How much of what was said it explains, 0 to 1. */
  readonly coverage: number;
  /** How well it fits, 0 to 1; `score` is that with what is preferred. */
  readonly fit: number;
  readonly score: number;
  /** How much of a name of its own was said, 0 to 1. */
  readonly share: number;
  /** The words that it explains, by place. */
  readonly places: ReadonlySet<number>;
  /** Something in its name was said, and not only told of it. */
  readonly isNamed: boolean;
}

/** As many of a plan's thousands as are weighed: those that most of what was said fits. */
const maxWeighed = 100;
/** Among more words than these none is enough to find a subject by; nobody is kept busy with them. */
const maxWords = 60;
/** Longer than any word of either language. */
const longestWord = 60;
/** What fits nothing counts, but less: people say more than they ask. */
const unknownShare = 0.12;
const weakShare = 0.15;
/** A fit from here on is the same word. */
const same = 0.95;
/** A fit below this is no sign that a word is known. */
const fitsAtAll = 0.3;

/** A feature that entries have, by its number. */
interface HadFit extends Fit {
  readonly number: number;
}

interface AskedWord {
  readonly place: number;
  readonly word: string;
  readonly fits: readonly HadFit[];
  readonly worth: number;
  readonly isWeak: boolean;
}

interface Candidate {
  readonly entry: Entry;
  sum: number;
  strong: number;
  readonly places: Set<number>;
  readonly features: Set<string>;
  /** Words of its own name that were said as they stand there. */
  named: number;
  /** Something in its name was said, and not only told of it. */
  isNamed: boolean;
}

/**
 * What words may be about, the best first: through endings, compounds, other words for the same, and what something is
 * a part of. `words` are folded; those that only ask, and small ones, are `undefined`, so that what stands beside each
 * other is still known.
 */
export function rankSubjects(
  plan: Plan,
  words: readonly string[],
  wanted: Wanted,
  silent = new Set<number>(),
): Found[] {
  const index = subjectIndex(plan);
  const asked = askedOf(index, words, silent);
  const total = asked.reduce((sum, { worth }) => sum + worth, 0);
  if (total === 0) return [];
  const asksOf = new Set(asked.map(({ place }) => place));
  return gather(index, asked, wanted)
    .filter(({ strong, places }) => strong > 0 || places.size === asksOf.size)
    .map((one) => score(index, one, total, wanted))
    .sort((a, b) => b.score - a.score);
}

/** How much one thing is meant by words; undefined where it is not. */
export function foundAs(
  plan: Plan,
  words: readonly string[],
  { type, id }: Subject,
  silent?: Set<number>,
): Found | undefined {
  return rankSubjects(plan, words, { [type]: 1 }, silent).find(({ subject }) => subject.id === id);
}

/** What a text names, of the kinds that are wanted: several where it fits several alike. */
export function subjectsNamed(plan: Plan, text: string, wanted: Wanted): readonly Subject[] {
  const ranked = searchSubjects(plan, text, wanted);
  const [best] = ranked;
  if (!best || (best.coverage < 0.45 && best.share < 0.95)) return [];
  return ranked
    .filter(
      (one) =>
        one === best ||
        (best.share < 0.95 && one.coverage >= best.coverage * 0.98 && one.score >= best.score * 0.9),
    )
    .slice(0, maxMeant)
    .map(({ subject }) => subject);
}

/** Everything that fits a text at all, the best first: for a search, where the person chooses. */
export function searchSubjects(plan: Plan, text: string, wanted: Wanted): readonly Found[] {
  const { words } = messageWords(text, subjectIndex(plan));
  const silent = askingPlaces(words);
  return rankSubjects(plan, words, wanted, silent).filter(
    ({ coverage, share }) => coverage >= 0.12 || share > 0.9,
  );
}

const maxMeant = 5;

/** Whether a word is one that the plan or the thesaurus knows as a thing. */
export function isKnownThing(plan: Plan, word: string): boolean {
  const stemmed = stem(word);
  return (
    conceptsIn([stemmed]).length > 0 ||
    looksLike(subjectIndex(plan), word, stemmed).some(({ fit }) => fit >= 0.75)
  );
}

/** A word of ours, as "status", that names nothing of the plan's. */
export function isOnlyTerm(plan: Plan, word: string): boolean {
  const index = subjectIndex(plan);
  const { places, weights } = index.having(stem(word));
  const named = places.filter((_, at) => weights[at] === 1);
  return named.length > 0 && named.every((place) => index.entries[place]!.subject.type === 'term');
}

/** Whether a thing of the plan's has it in its name. */
export function namesAThing(index: SubjectIndex, stemmed: string): boolean {
  const { places, weights } = index.having(stemmed);
  return places.some((place, at) => weights[at] === 1 && index.entries[place]!.subject.type !== 'term');
}

function less({ feature, fit }: Fit, by: number): Fit {
  return { feature, fit: fit * by };
}

const besideWritten = 0.86;

/** Of a word that is right as it is, and of the asking, what is merely like it says nothing: "funkar" is no disability. */
function looksLike(index: SubjectIndex, word: string, stemmed: string): readonly Fit[] {
  const all = index.fits(stemmed);
  // Only what is known already is called by the end of its name: "larmen", "garaget".
  const fits = definiteEndings.some((ending) => word.endsWith(ending))
    ? all
    : all.map((one) => (one.fit === likeness.shortened ? { ...one, fit: likeness.ends } : one));
  if (!isOfAsking(word)) return fits;
  return fits.filter(({ fit }) => fit >= same || (stemmed.length > shortestPart && fit !== likeness.slip));
}

const definiteEndings = ['en', 'et', 'an', 'on', 'na'];

function askedOf(index: SubjectIndex, words: readonly string[], silent: ReadonlySet<number>): AskedWord[] {
  const stems = words.slice(0, maxWords).map((word) => (word.length <= longestWord ? stem(word) : ''));
  const concepts = conceptsIn(stems);
  return stems.flatMap((one, place) => {
    if (one === '') return [];
    const covering = concepts.filter(({ from, to }) => from <= place && place < to);
    if (silent.has(place) && !covering.some(({ from, to }) => hasSpoken(from, to, silent))) return [];
    // What something is called to the letter is that, before what else may be called so.
    const isWritten = !silent.has(place) && namesAThing(index, one);
    const isWeak = weak.has(one) && covering.every(({ from, to }) => to - from === 1);
    const fits = [
      // A word that the thesaurus knows is what that says, and none of the words that happen to end it.
      ...(silent.has(place)
        ? []
        : looksLike(index, words[place]!, one).filter(
            ({ fit }) => fit >= likeness.shortened || covering.length === 0,
          )),
      ...covering
        .flatMap((one) => fitsOf(index, one, covering))
        .map((fit) => (isWritten ? less(fit, besideWritten) : fit)),
      // A word that the plan itself has is that, and none of its parts.
      ...(covering.length === 0 && !silent.has(place) && index.numberOf(one) === undefined
        ? partFits(words[place]!)
        : []),
    ].flatMap((one): HadFit[] => {
      const number = index.numberOf(one.feature);
      return number === undefined ? [] : [{ ...one, number }];
    });
    const best = fits.reduce<Fit | undefined>((a, b) => (a && a.fit >= b.fit ? a : b), undefined);
    const full = best ? index.worth(best.feature) : index.worth('') * unknownShare;
    // A silent word counts only as a part of a longer name that holds a speaking one.
    const share = isWeak ? weakShare : silent.has(place) ? 0.1 : 1;
    return [{ place, word: words[place]!, fits, worth: full * share, isWeak: isWeak || silent.has(place) }];
  });
}

/** "Feel safe at school" is about the school's safety, and less about all safety, where the plan has both. */
function fitsOf(index: SubjectIndex, one: Named, covering: readonly Named[]): readonly Fit[] {
  const [itself, ...wholes] = conceptFits(one.concept, one.to - one.from);
  const around = isCalled(index, one.concept) ? wholes.map((fit) => less(fit, besideItself)) : wholes;
  const fits = [itself!, ...around];
  const isWithin = covering.some(
    ({ concept, from, to }) =>
      from <= one.from &&
      one.to <= to &&
      to - from > one.to - one.from &&
      index.having(`#${concept}`).places.length > 0,
  );
  return isWithin ? fits.map((fit) => less(fit, withinLonger)) : fits;
}

/** A measure of the plan is called just that: then what it is a part of is hardly meant. */
function isCalled(index: SubjectIndex, concept: string): boolean {
  const { places, weights } = index.having(`#${concept}`);
  return places.some((place, at) => {
    const { subject, covers, head } = index.entries[place]!;
    return (
      weights[at] === 1 &&
      subject.type === 'indicator' &&
      covers.some((one) => one.concept === `#${concept}` && one.stems.includes(head[0]!))
    );
  });
}

const besideItself = 0.7;

/** What a name within a longer name fits. */
const withinLonger = 0.8;

/** Shorter than this a part of a compound says nothing. */
const shortestPart = 4;

/** What a compound that nobody knows is made of: `hamnutvecklingen` is about the harbour. */
function partFits(word: string): Fit[] {
  if (word.length < shortestPart + 3 || word.length > longestWord) return [];
  for (let length = word.length - 3; length >= shortestPart; length--) {
    const first = conceptsOfPart(word.slice(0, length));
    if (first.length > 0) return first.map(({ feature, fit }) => ({ feature, fit: fit * 0.85 }));
  }
  for (let from = 3; word.length - from >= shortestPart + 2; from++) {
    const last = conceptsOfPart(word.slice(from));
    if (last.length > 0) return last.map(({ feature, fit }) => ({ feature, fit: fit * 0.65 }));
  }
  return [];
}

function conceptsOfPart(part: string): readonly Fit[] {
  return conceptsIn([stem(part)]).flatMap(({ concept }) => conceptFits(concept));
}

function hasSpoken(from: number, to: number, silent: ReadonlySet<number>): boolean {
  for (let place = from; place < to; place++) if (!silent.has(place)) return true;
  // A name of several words is one though each of them says little.
  return to - from > 1;
}

/** Those that most of what was said fits, each weighed by all of it. */
function gather(index: SubjectIndex, asked: readonly AskedWord[], wanted: Wanted): readonly Candidate[] {
  return likeliest(index, asked, wanted).flatMap((place) => weigh(index.entries[place]!, asked) ?? []);
}

/**
 * By place; of those that fit alike, first what has the rarest word, or the very word that was said, and what is named by
 * it. Words in thousands of names are looked up too, since they may be all that is said of one, but only as long as what
 * is not yet found may fit better than the last of those that are kept.
 */
function likeliest(index: SubjectIndex, asked: readonly AskedWord[], wanted: Wanted): readonly number[] {
  const size = ({ fits }: AskedWord) =>
    fits.reduce((sum, { feature }) => sum + index.having(feature).places.length, 0);
  const words = asked
    .toSorted((a, b) => size(a) - size(b))
    .map(({ fits, worth }) => ({ fits: fits.toSorted((a, b) => b.fit - a.fit), worth }));
  const looked = words.flatMap(({ fits }, word) =>
    fits.map((one, nth) => ({ ...one, word, next: fits[nth + 1]?.fit ?? 0 })),
  );
  const sumOf = summing(index, words);
  const seen = new Uint8Array(index.entries.length);
  let found: Likely[] = [];
  let least = 0;
  for (const { feature, fit, word, next } of looked) {
    const { places, weights } = index.having(feature);
    for (let at = 0; at < places.length; at++) {
      const place = places[at]!;
      if (seen[place]) continue;
      if (least > 0 && mostOf(words, word, Math.max(fit * weights[at]!, next)) <= least)
        return placesOf(found);
      seen[place] = 1;
      const entry = index.entries[place]!;
      const sum = wanted[entry.subject.type] ? sumOf(entry) : 0;
      if (sum <= least) continue;
      found.push({ place, sum });
      if (found.length % maxWeighed === 0) [found, least] = kept(found);
    }
  }
  return placesOf(found);
}

interface Likely {
  readonly place: number;
  readonly sum: number;
}

type SaidWord = Pick<AskedWord, 'fits' | 'worth'>;

/** How much of what was said an entry has: of each word what fits it best. */
function summing({ size }: SubjectIndex, words: readonly SaidWord[]): (entry: Entry) => number {
  const said = Map.groupBy(
    words.flatMap(({ fits }, word) => fits.map(({ number, fit }) => ({ number, fit, word }))),
    ({ number }) => number,
  );
  // An entry has many features of which few were said: most are passed over without looking them up.
  const isSaid = new Uint8Array(size);
  for (const number of said.keys()) isSaid[number] = 1;
  const best = new Float64Array(words.length);
  return ({ features, weights }) => {
    best.fill(0);
    for (let at = 0; at < features.length; at++) {
      if (!isSaid[features[at]!]) continue;
      for (const { word, fit } of said.get(features[at]!)!)
        best[word] = Math.max(best[word]!, fit * weights[at]!);
    }
    return words.reduce((sum, { worth }, word) => sum + best[word]! * worth, 0);
  };
}

/** The most that an entry can have which has none of the words before this one, and no more than `fit` of it. */
function mostOf(words: readonly SaidWord[], from: number, fit: number): number {
  let most = fit * words[from]!.worth;
  for (let word = from + 1; word < words.length; word++)
    most += (words[word]!.fits[0]?.fit ?? 0) * words[word]!.worth;
  return most;
}

/** Those that are kept, in the order in which they were found, and how much the least of them has. */
function kept(found: readonly Likely[]): [Likely[], number] {
  const sums = found.map(({ sum }) => sum).toSorted((a, b) => b - a);
  const least = sums[maxWeighed - 1]!;
  let alike = maxWeighed - sums.indexOf(least);
  return [found.filter(({ sum }) => sum > least || (sum === least && alike-- > 0)), least];
}

function placesOf(found: readonly Likely[]): readonly number[] {
  return (found.length > maxWeighed ? kept(found)[0] : found).map(({ place }) => place);
}

function weigh(entry: Entry, asked: readonly AskedWord[]): Candidate | undefined {
  const candidate: Candidate = {
    entry,
    sum: 0,
    strong: 0,
    places: new Set(),
    features: new Set(),
    named: 0,
    isNamed: false,
  };
  for (const { place, word, fits, worth, isWeak } of asked) {
    let [best, much, own]: [HadFit | undefined, number, number] = [undefined, 0, 0];
    for (const one of fits) {
      const weight = weightOf(entry, one.number);
      if (one.fit * weight > much) [best, much, own] = [one, one.fit * weight, weight];
    }
    if (!best || much < fitsAtAll * 0.5) continue;
    candidate.sum += much * worth;
    if (!isWeak) candidate.strong += much * worth;
    candidate.places.add(place);
    candidate.features.add(best.feature);
    const isName =
      own === 1
        ? !isWeak
        : own === toldAlone &&
          best.fit >= likeness.shortened &&
          !isWeak &&
          !isOfAsking(word) &&
          !decides.test(word);
    if (isName && !best.feature.startsWith('#')) candidate.named += 1;
    if (isName) candidate.isNamed = true;
  }
  return candidate.places.size > 0 ? candidate : undefined;
}

/** Who decides of all things is no sign of one. */
const decides =
  /^(?:(?:kommun)?fullmaktiges?|namnden|namnd|styrelsen|kommunstyrelsen|utskottet|council|board|committee)$/u;

function score(
  index: SubjectIndex,
  { entry, sum, places, features, named: said, isNamed }: Candidate,
  total: number,
  wanted: Wanted,
): Found {
  const coverage = Math.min(1, sum / total);
  const named = new Set(features);
  for (const { concept, stems } of entry.covers)
    if (features.has(concept)) for (const covered of stems) named.add(covered);
  const share = entry.names.reduce((most, name) => Math.max(most, shareSaid(index, name, named)), 0);
  const headed = entry.subject.type !== 'indicator' || entry.head.some((one) => named.has(one));
  const { subject } = entry;
  return {
    subject,
    places,
    coverage,
    share,
    isNamed,
    fit: coverage * (0.8 + 0.2 * share) * (headed ? 1 : 0.9),
    // An official name, written out, is that and nothing that one of its words would be.
    score:
      (1 + Math.max(0, said - 2) * 0.06) *
      coverage ** 1.3 *
      (0.8 + 0.2 * share) *
      (headed ? 1 : 0.88) *
      wanted[subject.type]!,
  };
}

/** How much of a name was said, 0 to 1. One pass: a word in thousands of names makes hundreds of candidates. */
function shareSaid(index: SubjectIndex, name: readonly string[], named: ReadonlySet<string>): number {
  let [said, all] = [0, 0];
  for (const one of name) {
    const worth = index.worth(one);
    all += worth;
    if (named.has(one)) said += worth;
  }
  return said / (all || 1);
}
