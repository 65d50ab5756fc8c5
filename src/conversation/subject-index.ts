import type { Localised } from '../language/language.ts';
import { fold, wordsOf } from '../language/words.ts';
import type { Plan } from '../plan/plan-index.ts';
import { termNames, terms } from '../questions/glossary.ts';
import type { Subject } from '../questions/subject.ts';
import { createLexicon, type Lexicon } from './spelling.ts';
import { stem } from './stem.ts';
import { conceptsIn, thesaurusWords, wholesOf } from './thesaurus.ts';
import { createVocabulary, likeness } from './vocabulary.ts';
import { foldedWords } from './word-lists.ts';

export interface Entry {
  readonly subject: Subject;
  /** The numbers of its stems and concepts. Lists and no map: for ten thousand assignments maps held 40 MB more. */
  readonly features: readonly number[];
  /** How much each of them says of it: 1 in its name, less in what is told of it. */
  readonly weights: readonly number[];
  /** Its name as a whole and in parts, each as the features that make it; a full match of one is a full match. */
  readonly names: readonly (readonly string[])[];
  /** What comes first in its name: what is measured. */
  readonly head: readonly string[];
  /** The stems of its names that a concept stands for there. */
  readonly covers: readonly { readonly concept: string; readonly stems: readonly string[] }[];
}

/** A feature of the plan that a word may stand for: a stem, or a concept (`#äldreomsorg`). */
export interface Fit {
  readonly feature: string;
  /** 1 is the same word. */
  readonly fit: number;
}

/** The entries, by place, that have a feature, first those it names, and how much it says of each. */
export interface Posting {
  readonly places: readonly number[];
  readonly weights: readonly number[];
}

/** Everything in a plan that can be asked about, by what it is called. */
export interface SubjectIndex {
  readonly entries: readonly Entry[];
  readonly lexicon: Lexicon;
  having(feature: string): Posting;
  /** The number by which the entries have a feature; undefined where none has it. */
  numberOf(feature: string): number | undefined;
  /** How many features there are. */
  readonly size: number;
  /** What a stem may stand for, without the concepts that only its neighbours make it. */
  fits(stemmed: string): readonly Fit[];
  /** How much a feature says: rare ones more. */
  worth(feature: string): number;
}

const indexes = new WeakMap<Plan, SubjectIndex>();

/** Made once for each version of a plan. */
export function subjectIndex(plan: Plan): SubjectIndex {
  const known = indexes.get(plan);
  if (known) return known;
  const made = makeIndex(plan);
  indexes.set(plan, made);
  return made;
}

const told = { name: 1, local: 0.55, milestone: 0.5, definition: 0.45, aspect: 0.3 } as const;

export const toldAlone = 0.75;

/** Other names that the plan gives, in whichever form it gives them. */
export function otherNames(entry: object): string[] {
  const { alsoCalled = [] } = entry as { alsoCalled?: readonly (string | Partial<Localised>)[] };
  return alsoCalled.flatMap((one) =>
    typeof one === 'string' ? [one] : [one.sv, one.en].flatMap((name) => name ?? []),
  );
}

/** What only people there call it: a measure of it is asked for by that as well, "kön till Myrbacken". */
function localNames(assignment: object | undefined): string[] {
  return assignment ? otherNames(assignment).filter((one) => conceptsIn(stemsOf(one)).length === 0) : [];
}

/** Whoever works with the plan's file, or in Kolada, says a thing by its code: `m07`, `N07401`. */
function codes(...ids: readonly (string | undefined)[]): string[] {
  return ids.flatMap((id) => (id && /^\p{L}{1,3}\d+$/u.test(id) ? [id] : []));
}

/** How much a feature says of an entry; 0 where it has it not. */
export function weightOf({ features, weights }: Entry, feature: number): number {
  return weights[features.indexOf(feature)] ?? 0;
}

function* entriesOf(plan: Plan, numbers: Map<string, number>): Generator<Entry> {
  const once = eachOnce();
  const entry = (subject: Subject, names: readonly string[], more: readonly Told[]) =>
    entryOf(subject, { names, more, once, numbers });
  for (const assignment of plan.assignments) {
    const { id, title, milestones = [], aspects, decision } = assignment;
    const more = [
      ...milestones.map(({ name }) => [[name.sv, name.en], told.milestone] as const),
      ...Object.values(aspects).map((words) => [[words.sv, words.en], told.aspect] as const),
      [[decision], told.aspect] as const,
    ];
    const names = [title.sv, title.en, ...otherNames(assignment), ...codes(id)];
    yield entry({ type: 'assignment', id }, names, more);
  }
  for (const indicator of plan.content.indicators) {
    const { id, name, definition, assignments } = indicator;
    const more = [
      ...(definition ? [[[definition.sv, definition.en], told.definition] as const] : []),
      [assignments.flatMap((one) => localNames(plan.assignment(one))), told.local] as const,
    ];
    const names = [name.sv, name.en, ...otherNames(indicator), ...codes(id, indicator.kolada)];
    yield entry({ type: 'indicator', id }, names, more);
  }
  for (const role of plan.content.roles) {
    const names = [role.name.sv, role.name.en, role.id.replaceAll(/[-_]/gu, ' '), ...otherNames(role)];
    yield entry({ type: 'role', id: role.id }, [...names, ...names.map(parted)], []);
  }
  for (const id of terms)
    yield entry({ type: 'term', id }, [...termNames(id, 'sv'), ...termNames(id, 'en')], []);
}

/** "Ekonomichef" is a chief of finance, in other words too; and who is called "direktören" is the kommundirektör. */
function parted(name: string): string {
  return name
    .split(' ')
    .map((word) => {
      const ending = roleEndings.find((one) => word.toLowerCase().endsWith(one));
      const first = ending && word.slice(0, -ending.length);
      return first && first.length >= 3
        ? `${first.length > 3 ? first.replace(/s$/u, '') : first} ${ending}`
        : word;
    })
    .join(' ');
}

const roleEndings = ['chef', 'direktör', 'ansvarig', 'strateg', 'utvecklare', 'ingenjör', 'ledare'];

type Once = (words: readonly string[]) => string[];

/** The same string for equal ones, so that a word in a thousand names is held once. */
function eachOnce(): Once {
  const known = new Map<string, string>();
  return (words) =>
    words.map((word) => {
      const same = known.get(word);
      if (same !== undefined) return same;
      known.set(word, word);
      return word;
    });
}

type Told = readonly [texts: readonly string[], weight: number];

interface Naming {
  readonly names: readonly string[];
  readonly more: readonly Told[];
  readonly once: Once;
  /** Those of the features so far; new ones are added. */
  readonly numbers: Map<string, number>;
}

function entryOf(subject: Subject, { names, more, once, numbers }: Naming): Entry {
  const weights = new Map<string, number>();
  const add = (features: readonly string[], weight: number) => {
    for (const one of features) if (weight > (weights.get(one) ?? 0)) weights.set(one, weight);
  };
  const unique = [...new Set(names)];
  // A word of ours is what it is called, and no other word for something of the plan's.
  const namesIt = subject.type === 'term' ? stemsOf : featuresOf;
  for (const name of unique) add(namesIt(name), told.name);
  for (const [texts, weight] of more) for (const text of new Set(texts)) add(featuresOf(text), weight);
  const covers = unique.flatMap((name) => {
    const stems = once(wordsOf(name).map(stem));
    return conceptsIn(stems).map(({ concept, from, to }) => ({
      concept: `#${concept}`,
      stems: stems.slice(from, to),
    }));
  });
  const own = once([...weights.keys()]);
  for (const one of own) if (!numbers.has(one)) numbers.set(one, numbers.size);
  const parts = new Set(unique.flatMap((name) => [name, ...partsOf(name, subject.type)]));
  return {
    subject,
    features: own.map((one) => numbers.get(one)!),
    weights: [...weights.values()],
    covers,
    names: [...parts].map((part) => once(meaningOf(part))).filter((one) => one.length > 0),
    head: once(unique.flatMap((name) => wordsOf(meaningfulStart(name)).map(stem))),
  };
}

/** A title names several things beside each other; a measure says first what it measures. */
function partsOf(name: string, type: Subject['type']): string[] {
  if (type === 'assignment') return name.split(/[,;:–]| och | samt | and /u);
  // "Rektor, förskola" is not called "rektor": a role has no short name, as others may share it.
  return type === 'role' ? [] : name.split(/[,;:–(]/u).slice(0, 1);
}

function meaningfulStart(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  // "Children per full-time employee" are children, though the word says little.
  const per = words.findIndex((word) => fold(word) === 'per');
  const start = words
    .slice(0, per > 0 ? per : undefined)
    .findIndex((word) => !weak.has(stem(fold(word))) && !small.has(stem(fold(word))));
  return words.slice(Math.max(start, 0), Math.max(start, 0) + 1).join(' ');
}

/** Stems and concepts of a text. */
function featuresOf(text: string): string[] {
  const stems = wordsOf(text).map(stem);
  // "Besök på kommunens bibliotek" are visits to libraries.
  const plain = stems.filter((one) => !ofMunicipality.has(one));
  const concepts = [...conceptsIn(stems), ...(plain.length < stems.length ? conceptsIn(plain) : [])];
  // "Yrkes-sfi" is written as one word too.
  const joined = text
    .split(/[\s,;:()]+/u)
    .filter((one) => /^\p{L}\p{L}+-\p{L}/u.test(one))
    .map((one) => stem(fold(one.replaceAll('-', ''))));
  return [
    ...new Set([
      ...stems.filter((one) => !small.has(one)),
      ...joined,
      ...concepts.map(({ concept }) => `#${concept}`),
    ]),
  ];
}

/** The stems of a name that distinguish it; all where none does. */
function meaningOf(name: string): string[] {
  const stems = stemsOf(name);
  const strong = stems.filter((one) => !weak.has(one));
  return strong.length > 0 ? strong : stems;
}

/** What a municipality has is its own, whether its name for it says so or not. */
const ofMunicipality = new Set(wordsOf('kommunens kommunal kommunalt municipal municipality').map(stem));

/** Small words say nothing of a subject. */
const small = new Set(
  wordsOf(
    'och i på av för med till ett en den det som vid om är från the of and in for by to a an with our på incl inkl inklusive eller',
  ).map(stem),
);

/** Words that are in many a name and distinguish none. */
export const weak: ReadonlySet<string> = new Set([...foldedWords('weak-words')].map(stem));

export function stemsOf(text: string): string[] {
  return [...new Set(wordsOf(text).map(stem))].filter((one) => !small.has(one));
}

const nowhere: Posting = { places: [], weights: [] };

type Weighed = { readonly place: number; readonly weight: number };

function postingOf(having: readonly Weighed[]): Posting {
  const weighed = having.toSorted((a, b) => b.weight - a.weight);
  return { places: weighed.map(({ place }) => place), weights: weighed.map(({ weight }) => weight) };
}

/**
 * By each feature's number, the entries that have it. A function of its own: what it needs on the way, 40 MB of a plan of
 * 10,000 assignments, would else live as long as the index, whose functions would hold it.
 */
function postingsOf(entries: readonly Entry[], size: number): Posting[] {
  const having = Array.from({ length: size }, (): Weighed[] => []);
  entries.forEach(({ features, weights }, place) => {
    for (const [at, one] of features.entries()) having[one]!.push({ place, weight: weights[at]! });
  });
  // What is told of one thing alone, and names nothing else, tells that thing from all others.
  for (const [number, alone] of having.entries()) {
    const [only] = alone;
    if (alone.length !== 1 || only!.weight !== told.milestone) continue;
    const entry = entries[only!.place]!;
    const at = entry.features.indexOf(number);
    (entry.weights as number[])[at] = toldAlone;
    alone[0] = { place: only!.place, weight: toldAlone };
  }
  return having.map(postingOf);
}

function makeIndex(plan: Plan): SubjectIndex {
  const numbers = new Map<string, number>();
  const entries = [...entriesOf(plan, numbers)];
  const postings = postingsOf(entries, numbers.size);
  const vocabulary = createVocabulary([...numbers.keys()].filter((one) => !one.startsWith('#')));
  const worthOf = (count: number) => Math.log(1 + entries.length / count);
  const worths = postings.map(({ places }) => worthOf(places.length));
  const worthOfUnknown = worthOf(0.5);
  const kept = new Map<string, readonly Fit[]>();
  /** What names one thing, or is told of it where it names none. */
  const placesNamed = ({ feature }: Fit) => {
    const { places, weights } = postings[numbers.get(feature)!]!;
    return places.filter((_, at) => weights[at] === weights[0]);
  };
  // "Larmen" are the trygghetslarm, where nothing else in the plan ends so.
  const shortened = (one: string, found: readonly Fit[]): readonly Fit[] => {
    const ending = found.filter(({ feature }) => feature.endsWith(one));
    const isAlone = new Set(ending.flatMap(placesNamed)).size === 1;
    if (!isAlone || found[0]!.fit === likeness.begins) return found;
    return found.map((fit) =>
      ending.includes(fit) ? { ...fit, fit: Math.max(fit.fit, likeness.shortened) } : fit,
    );
  };
  return {
    entries,
    lexicon: createLexicon(
      spellings(plan, (concept) => conceptFits(concept).some(({ feature }) => numbers.has(feature))),
      publicSector,
    ),
    having: (feature) => postings[numbers.get(feature) ?? -1] ?? nowhere,
    numberOf: (feature) => numbers.get(feature),
    size: numbers.size,
    worth: (feature) => worths[numbers.get(feature) ?? -1] ?? worthOfUnknown,
    fits(one) {
      const known = kept.get(one);
      if (known) return known;
      const found = shortened(
        one,
        vocabulary.fits(one).map(([feature, fit]) => ({ feature, fit })),
      );
      if (kept.size < maxKept) kept.set(one, found);
      return found;
    },
  };
}

/** Words of municipal life: right as they are, also where the plan has nothing of it. */
const publicSector = createLexicon(thesaurusWords());

/** Words that may be meant by one that is nowhere: the plan's own, and those of the thesaurus for what the plan has. */
function* spellings(plan: Plan, has: (concept: string) => boolean): Generator<string> {
  const named = [
    ...plan.assignments.map((one) => [one.title, one] as const),
    ...plan.content.indicators.map((one) => [one.name, one] as const),
    ...plan.content.roles.map((one) => [one.name, one] as const),
  ];
  for (const [name, one] of named)
    for (const text of [name.sv, name.en, ...otherNames(one)])
      yield* text.toLowerCase().match(/\p{L}+/gu) ?? [];
  for (const { milestones = [] } of plan.assignments)
    for (const { name } of milestones)
      for (const text of [name.sv, name.en]) yield* text.toLowerCase().match(/\p{L}{6,}/gu) ?? [];
  const { organisation, departments } = plan.content;
  for (const one of [organisation, ...departments])
    for (const text of [one.name.sv, one.name.en, ...otherNames(one)])
      yield* text.toLowerCase().match(/\p{L}+/gu) ?? [];
  yield* thesaurusWords(has);
}

/** What a concept's being named says of entries: itself, and less of what it is a part of. */
export function conceptFits(concept: string, words = 1): readonly Fit[] {
  return [
    { feature: `#${concept}`, fit: 0.97 },
    ...wholesOf(concept).map((whole, far) => ({
      feature: `#${whole}`,
      fit: (words > 1 ? 0.45 : 0.7) - far * 0.1,
    })),
  ];
}

/** Words looked up are kept, since people ask of the same things; a bound, since anybody can write anything. */
const maxKept = 5000;
