import type { Localised } from '../language/language.ts';
import { stem, wordsOf } from '../language/words.ts';
import { namesFor } from '../plan/names.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Term, termNames, terms } from './glossary.ts';
import { createVocabulary } from './vocabulary.ts';

/** What a question can be about. */
export type Subject =
  | { readonly type: 'assignment' | 'indicator' | 'role'; readonly id: string }
  | { readonly type: 'term'; readonly id: Term };

export interface Entry {
  readonly subject: Subject;
  /** How much each of its stems says of it: 1 in its name, less in what is told of it. */
  readonly weights: ReadonlyMap<string, number>;
  /** The sum of what the words of its name say, per language and other name; the smallest is what a full match is. */
  readonly names: readonly (readonly string[])[];
}

/** Everything in a plan that can be asked about, by the stems of the words it is told in. */
export interface SubjectIndex {
  readonly entries: readonly Entry[];
  /** Entries (by place) that have the stem, and how well the word fits it; the best fits only. */
  find(stemmed: string): readonly Fit[];
  /** How much a stem says: rare ones more. */
  worth(stemmed: string): number;
}

/** A stem of the plan that a word may stand for. */
export interface Fit {
  readonly stem: string;
  /** 1 is the same word. */
  readonly fit: number;
  readonly entries: readonly number[];
}

const indexes = new WeakMap<Plan, SubjectIndex>();

/** Made once for each version of a plan. */
export function subjectIndex(plan: Plan): SubjectIndex {
  const known = indexes.get(plan);
  if (known) return known;
  const made = makeIndex([...entriesOf(plan)]);
  indexes.set(plan, made);
  return made;
}

const told = { name: 1, milestone: 0.5, definition: 0.4, aspect: 0.3 } as const;

function* entriesOf(plan: Plan): Generator<Entry> {
  for (const assignment of plan.assignments) {
    const { id, milestones = [], aspects } = assignment;
    const more = [
      ...milestones.map(({ name }) => [name, told.milestone] as const),
      ...Object.values(aspects).map((words) => [words, told.aspect] as const),
    ];
    yield entry({ type: 'assignment', id }, namesFor(assignment), more);
  }
  for (const indicator of plan.content.indicators) {
    const { id, definition } = indicator;
    const more = definition ? [[definition, told.definition] as const] : [];
    yield entry({ type: 'indicator', id }, namesFor(indicator), more);
  }
  for (const role of plan.content.roles) yield entry({ type: 'role', id: role.id }, namesFor(role), []);
  for (const id of terms)
    yield entry({ type: 'term', id }, [...termNames(id, 'sv'), ...termNames(id, 'en')], []);
}

function entry(
  subject: Subject,
  names: readonly string[],
  more: readonly (readonly [words: Localised, weight: number])[],
): Entry {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number) => {
    for (const one of stemsOf(text)) weights.set(one, Math.max(weight, weights.get(one) ?? 0));
  };
  for (const name of names) add(name, told.name);
  for (const [words, weight] of more) for (const text of [words.sv, words.en]) add(text, weight);
  return { subject, weights, names: names.map(stemsOf) };
}

/** Small words say nothing of a subject. */
const small = new Set(
  wordsOf(
    'och i på av för med till en ett den det som vid om the of and in for by to a an with our på incl',
  ).map(stem),
);

export function stemsOf(text: string): string[] {
  return [...new Set(wordsOf(text).map(stem))].filter((one) => !small.has(one));
}

function makeIndex(entries: readonly Entry[]): SubjectIndex {
  const postings = new Map<string, number[]>();
  entries.forEach(({ weights }, place) => {
    for (const one of weights.keys()) {
      const known = postings.get(one);
      if (known) known.push(place);
      else postings.set(one, [place]);
    }
  });
  // Those it names come first, so that a bound on how many are looked at leaves out only those it is told of.
  for (const [one, places] of postings)
    places.sort((a, b) => entries[b]!.weights.get(one)! - entries[a]!.weights.get(one)!);
  const vocabulary = createVocabulary([...postings.keys()]);
  const fits = new Map<string, readonly Fit[]>();
  return {
    entries,
    worth: (one) => Math.log(1 + entries.length / (postings.get(one)?.length ?? 0.5)),
    find(one) {
      const known = fits.get(one);
      if (known) return known;
      const found = vocabulary
        .fits(one)
        .map(([name, fit]) => ({ stem: name, fit, entries: postings.get(name)! }));
      if (fits.size < mostKept) fits.set(one, found);
      return found;
    },
  };
}

/** Words looked up are kept, since people ask of the same things; a bound, since anybody can write anything. */
const mostKept = 5000;
