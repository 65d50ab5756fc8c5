import { stem } from '../language/words.ts';
import type { Plan } from '../plan/plan-index.ts';
import { type Entry, type Fit, type Subject, type SubjectIndex, subjectIndex } from './subject-index.ts';

/** Kinds of subject that may be meant, and how much they are to be preferred; 1 is no preference. */
export type Wanted = Partial<Readonly<Record<Subject['type'], number>>>;

export interface FoundSubjects {
  /** What was meant; more than one where the words fit several alike, or speak of several. */
  readonly meant: readonly Subject[];
  /** What exists near the words, where nothing fits well enough. */
  readonly nearby: readonly Subject[];
}

/** This much of what the words say must fit. */
const enough = 0.45;
const somewhat = 0.12;
/** As good as the best, where both fit the same words. */
const asGood = 0.93;
/** Named beside the best, where other words fit it. */
const besides = 0.5;
const mostMeant = 5;
const mostNearby = 3;
/** A word that more entries have than this finds the best of them only. */
const mostSearched = 200;
/** Among more different words than these none is enough to find a subject by; nobody is kept busy with them. */
const mostWords = 100;
/** Longer than any word of either language. */
const longestWord = 60;
/** What fits nothing counts, but less: people say more than they ask. */
const unknownShare = 0.5;

interface Candidate {
  readonly entry: Entry;
  sum: number;
  readonly words: Set<string>;
  readonly stems: Set<string>;
}

interface Scored {
  readonly subject: Subject;
  readonly words: ReadonlySet<string>;
  readonly coverage: number;
  readonly score: number;
}

/** Everything that fits at all, the best first: for a search, where the person chooses. */
export function rankSubjects(plan: Plan, words: readonly string[], wanted: Wanted): readonly Subject[] {
  return rank(plan, words, wanted)
    .filter(({ coverage }) => coverage >= somewhat)
    .map(({ subject }) => subject);
}

/** What the words are about: through endings, slips of the keyboard, compounds and other words for the same. */
export function findSubjects(
  plan: Plan,
  words: readonly string[],
  wanted: Wanted,
  several = false,
): FoundSubjects {
  const scored = rank(plan, words, wanted);
  const [best] = scored;
  if (!best || best.coverage < enough) {
    const near = scored.filter(({ coverage }) => coverage >= somewhat).slice(0, mostNearby);
    return { meant: [], nearby: near.map(({ subject }) => subject) };
  }
  const meant = scored.filter((one) => one === best || isMeantToo(one, best, several)).slice(0, mostMeant);
  return { meant: meant.map(({ subject }) => subject), nearby: [] };
}

function rank(plan: Plan, words: readonly string[], wanted: Wanted): Scored[] {
  const index = subjectIndex(plan);
  const stems = new Set(words.filter(({ length }) => length <= longestWord).map(stem));
  const asked = [...stems].slice(0, mostWords).map((word) => ({ word, fits: index.find(word) }));
  const total = asked.reduce((sum, { fits }) => sum + worthOf(index, fits), 0);
  const candidates = [...gather(index, asked, wanted).values()];
  return candidates.map((one) => score(one, total, wanted)).sort((a, b) => b.score - a.score);
}

function worthOf(index: SubjectIndex, [best]: readonly Fit[]): number {
  return best ? index.worth(best.stem) : index.worth('') * unknownShare;
}

/** The rarest words first: what they find is then weighed by the common ones, which find nothing alone. */
function gather(
  index: SubjectIndex,
  asked: readonly { word: string; fits: readonly Fit[] }[],
  wanted: Wanted,
): ReadonlyMap<number, Candidate> {
  const found = new Map<number, Candidate>();
  const size = (fits: readonly Fit[]) => fits.reduce((sum, { entries }) => sum + entries.length, 0);
  for (const { word, fits } of asked.toSorted((a, b) => size(a.fits) - size(b.fits))) {
    const worth = worthOf(index, fits);
    const [places, hits] = [placesOf(fits, found), new Map<number, number>()];
    for (const place of places) {
      const entry = index.entries[place]!;
      if (!wanted[entry.subject.type]) continue;
      const candidate = found.get(place) ?? { entry, sum: 0, words: new Set(), stems: new Set() };
      const hit = bestFit(candidate, fits);
      if (hit === 0) continue;
      hits.set(place, hit * worth);
      candidate.words.add(word);
      found.set(place, candidate);
    }
    for (const [place, hit] of hits) found.get(place)!.sum += hit;
  }
  return found;
}

/** The best fits first, up to the bound; past it the word only adds to what others have found. */
function placesOf(fits: readonly Fit[], found: ReadonlyMap<number, Candidate>): Iterable<number> {
  const places = new Set<number>();
  for (const { entries } of fits) {
    for (const place of entries) {
      if (places.size >= mostSearched) return new Set([...places, ...found.keys()]);
      places.add(place);
    }
  }
  return places;
}

function bestFit({ entry, stems }: Candidate, fits: readonly Fit[]): number {
  let [best, by] = [0, ''];
  for (const { stem: name, fit } of fits) {
    const hit = fit * (entry.weights.get(name) ?? 0);
    if (hit > best) [best, by] = [hit, name];
  }
  if (best > 0) stems.add(by);
  return best;
}

function score({ entry, sum, words, stems }: Candidate, total: number, wanted: Wanted): Scored {
  const coverage = sum / total;
  const share = Math.max(
    ...entry.names.map((name) => name.filter((one) => stems.has(one)).length / (name.length || 1)),
  );
  const { subject } = entry;
  return { subject, words, coverage, score: coverage * (0.75 + 0.25 * share) * wanted[subject.type]! };
}

/** One of the same kind that fits as well, or, where several things are named, fits the other words. */
function isMeantToo(one: Scored, best: Scored, several: boolean): boolean {
  if (one.subject.type !== best.subject.type) return false;
  if ([...one.words].every((word) => best.words.has(word))) return one.score >= best.score * asGood;
  const others = [...best.words].every((word) => !one.words.has(word));
  return several && others && one.score >= best.score * besides;
}
