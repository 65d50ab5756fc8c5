import { fold, wordsOf } from '../language/words.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Subject } from '../questions/subject.ts';
import { isLearnt, learntWeights } from './classifier.ts';
import { type Found, isKnownThing, isOnlyTerm, rankSubjects, type Wanted } from './find-subjects.ts';
import { maxChoices, type NamesOfPlan, type Read } from './meaning.ts';
import { isAsking, isOfAsking, meansNothing, withoutThanks } from './message-words.ts';
import { byQuantity } from './quantities.ts';
import { stem } from './stem.ts';
import { stemsOf, weak } from './subject-index.ts';
import { conceptsIn, wholesOf } from './thesaurus.ts';

function plainStems(text: string): string[] {
  return wordsOf(text).map(stem);
}

function isOrdinary(word: string): boolean {
  return isOfAsking(word) || meansNothing(word);
}

/** Other names, without those short ones that are words by themselves. */
function spokenNames(alsoCalled: readonly string[] = []): string[] {
  return alsoCalled.filter((one) => one.length > 2);
}

const names = new WeakMap<Plan, NamesOfPlan>();

export function namesOf(plan: Plan): NamesOfPlan {
  const known = names.get(plan);
  if (known) return known;
  const { organisation, departments } = plan.content;
  const generic = new Set(['kommun', 'municipality', 'stad', 'region', 'kommunen'].map(stem));
  const own = stemsOf(`${organisation.name.sv} ${organisation.name.en}`).filter((one) => !generic.has(one));
  const roles = plan.content.roles.map(({ id, name, alsoCalled = [] }) => ({
    id,
    said: [name.sv, name.en, ...alsoCalled].map(plainStems),
  }));
  const named = departments.map(({ id, name, alsoCalled }) => {
    const titles = [name.sv, name.en];
    // "Urban development" is short for its department; "service" and "social" are words of their own.
    const short = titles.flatMap((one) => {
      const kept = one.replace(ofKindInName, '');
      return kept === one || isOrdinary(fold(kept)) ? [] : [kept];
    });
    const spoken = spokenNames([...(alsoCalled ?? []), ...short]);
    return {
      id,
      words: [...new Set(titles.map((one) => plainStems(one).join(' ')))],
      spoken: spoken.map((one) => plainStems(one).join(' ')),
      kinds: new Set(
        [...titles, ...spoken]
          .flatMap(wordsOf)
          .map((one) => one.replace(ofKind, ''))
          .filter((one) => one.length > 3 && !isAsking(one))
          .flatMap(featuresIn),
      ),
    };
  });
  const made: NamesOfPlan = {
    roles,
    roleWords: new Set(roles.flatMap(({ said }) => said.filter(({ length }) => length === 1).flat())),
    departments: named,
    departmentWords: new Set(
      named.flatMap(({ words, spoken }) =>
        [...words, ...spoken].filter((one) => one !== '' && !one.includes(' ')),
      ),
    ),
    organisation: new Set(own),
  };
  names.set(plan, made);
  return made;
}

/** The roles that are named in full, by their places. */
export function rolesNamed({
  words,
  names: { roles },
}: Read): { readonly role: Subject; readonly places: ReadonlySet<number> }[] {
  const stems = words.map(stem);
  return roles.flatMap(({ id, said }) => {
    const places = said.flatMap((name) =>
      stems.flatMap((_, from) =>
        name.length > 0 && name.every((one, at) => stems[from + at] === one)
          ? name.map((__, at) => from + at)
          : [],
      ),
    );
    return places.length > 0 ? [{ role: { type: 'role', id } as const, places: new Set(places) }] : [];
  });
}

export interface About {
  readonly meant: readonly Subject[];
  readonly near: readonly Subject[];
  /** How well what was said is explained, 0 to 1. */
  readonly fit: number;
  /** Words that ask for something and were not understood. */
  readonly strange: readonly string[];
  /** Several fit alike, and one was to be chosen. */
  readonly isOpen: boolean;
  /** How far the best is before the next, 0 to 1. */
  readonly ahead: number;
  /** How far it is before the next that is neither a measure of it nor what it is a measure of. */
  readonly aheadOfOthers: number;
}

const nothing: About = {
  meant: [],
  near: [],
  fit: 0,
  strange: [],
  isOpen: false,
  ahead: 0,
  aheadOfOthers: 0,
};

const and = new Set(['och', 'samt', 'and', 'eller', 'respektive', 'resp', 'plus', 'or']);

/** What words are about; `without` the words of the asking itself; `kind`: what it plainly is that is asked of. */
export function aboutOf(read: Read, wanted: Wanted, without: string, kind?: Subject['type']): About {
  const departments = (wanted.assignment ?? 0) > 0 ? departmentsIn(read) : [];
  if (departments.length > 0) return { ...nothing, meant: departments, fit: 0.95 };
  const said = without.trim().split(' ');
  // A sign begins and ends with its own words; what stands between may be what is asked of.
  const inNames = wordsInNames(read);
  const isThing = (word: string) => inNames.has(word) || isKnownThing(read.plan, word);
  const cueing = new Set(
    said.filter((word, place) => place === 0 || place === said.length - 1 || !isThing(word)),
  );
  const silent = new Set<number>();
  const { learnt = learntWeights() } = read;
  // What others say of all kinds of things is no part of what it is about.
  const isSaid = (word: string) => isLearnt(learnt, `w ${stem(word)}`) && !isThing(word);
  read.words.forEach((word, place) => {
    if (
      isAsking(word) ||
      cueing.has(word) ||
      read.names.organisation.has(stem(word)) ||
      isMunicipality(word) ||
      isNoThing.test(word) ||
      isSaid(word)
    )
      silent.add(place);
  });
  const speaking = read.words.filter((_, place) => !silent.has(place) && !weak.has(stem(read.words[place]!)));
  const strange = speaking.filter((word) => !isThing(word));
  const ranked = rankSubjects(read.plan, read.words, wanted, silent);
  const found = byQuantity(
    read.plan,
    read.message.text,
    ranked.filter(({ subject }) => isWanted(read, subject)),
  );
  const [best] = found;
  if (!best) return { ...nothing, strange: speaking };
  const near = [
    ...new Set(found.filter(({ coverage }) => coverage >= 0.2).map(({ subject }) => subject)),
  ].slice(0, maxChoices);
  // Where it is plain which kind is asked of, another kind is no rival, unless more of what was said is of it.
  const isRival = ({ subject, coverage }: Found) =>
    subject !== best.subject &&
    (best.subject.type !== kind || subject.type === kind || coverage > best.coverage * rivalFrom);
  const next = found.find(isRival);
  const ahead = next ? 1 - next.score / best.score : 1;
  const other = found.find(
    ({ subject }) => subject !== best.subject && !areOfAKind(read.plan, subject, best.subject),
  );
  const aheadOfOthers = other ? 1 - other.score / best.score : 1;
  const shared = { near, strange, ahead, aheadOfOthers };
  const parts = severalParts(read, wanted, silent, best);
  if (parts) return { ...shared, meant: parts, fit: 0.9, isOpen: false };
  const alike = found.filter((one) => one !== best && (isAlike(one, best) || isSameRole(read, one, best)));
  const sureness = Math.min(1, Math.max(best.fit, surely(best, found, strange)));
  // With another so near, it may as well be that.
  const isAllSaid = best.share >= 0.95 && strange.length === 0 && speaking.length <= 2;
  // An assignment and its measure are hardly rivals, where it is plain which of them is asked for: not by its very name.
  const isByName = next !== undefined && next.share >= 0.95 && next.coverage >= best.coverage;
  const mayBeAround =
    best.subject.type === 'assignment' ||
    ((wanted.indicator ?? 0) > (wanted.assignment ?? 0) && ahead >= (isByName ? clearlyNamed : 0.1));
  const isClear =
    sureness >= clearFit ||
    ahead >= clearAhead ||
    (mayBeAround && aheadOfOthers >= clearAhead) ||
    (sureness >= nearlyClear.fit && ahead >= nearlyClear.ahead) ||
    isAllSaid;
  const fit = isClear ? sureness : Math.min(sureness, doubtful);
  if (alike.length > 0) {
    const all = [best, ...alike].slice(0, maxChoices);
    if (saysSeveral(read) && (all.length <= 3 || best.subject.type === 'role'))
      return { ...shared, meant: all.map(({ subject }) => subject), fit, isOpen: false };
    return {
      ...shared,
      meant: [best.subject],
      near: all.map(({ subject }) => subject),
      fit,
      isOpen: true,
    };
  }
  return {
    ...shared,
    meant:
      best.isNamed && (best.coverage >= 0.33 || best.share >= 0.95 || (best.coverage >= 0.2 && ahead >= 0.4))
        ? [best.subject]
        : [],
    fit,
    isOpen: false,
  };
}

/** An assignment and a measure of it. */
function areOfAKind(plan: Plan, one: Subject, other: Subject): boolean {
  const [assignment, indicator] = one.type === 'assignment' ? [one, other] : [other, one];
  return (
    assignment.type === 'assignment' &&
    indicator.type === 'indicator' &&
    plan.indicatorsOf(assignment.id).some(({ id }) => id === indicator.id)
  );
}

/** Words that are a thing's name only together, as "sick leave". */
export function wordsInNames({ words }: Read): ReadonlySet<string> {
  const named = conceptsIn(words.map(stem)).filter(({ from, to }) => to - from > 1);
  return new Set(named.flatMap(({ from, to }) => words.slice(from, to).filter((word) => !isAsking(word))));
}

/** Words that never name anything in the plan: the plan itself, small words, how often, being ill, having been decided. */
const isNoThing =
  /^(?:plan|plans|planens?|styrplan|styrplanen|sist|samma|same|varje|varannan|every|each|manad(?:en|er|s|svis)?|manatligen|kvartal(?:et|svis)?|monthly|quarterly|yearly|arligen|since|until|before|after|during|between|lately|recently|never|always|aldrig|alltid|sjuk|sjukskriven|ill|klubba(?:de|des|t|ts)?|better|worse|battre|samre)$/u;

const rivalFrom = 1.1;
/** From here on it is what was said, whatever else is near. */
const clearFit = 0.8;
const clearAhead = 0.3;
const clearlyNamed = 0.15;
/** Somewhat less of both is as clear. */
const nearlyClear = { fit: 0.7, ahead: 0.2 };
/** Enough to ask whether it is that, and not to answer. */
const doubtful = 0.5;

/** How sure a best fit is for standing alone: by its whole name, or far before the next. */
function surely(best: Found, found: readonly Found[], strange: readonly string[]): number {
  if (!best.isNamed || strange.length > 4) return 0;
  if (best.share >= 0.95) return 0.66;
  const next = found.find(({ subject }) => subject !== best.subject && subject.type === best.subject.type);
  const ahead = next ? 1 - next.score / best.score : 1;
  if (best.coverage >= 0.8 && ahead >= 0.12) return 0.68;
  if (best.coverage >= 0.6 && ahead >= 0.3) return 0.63;
  return best.coverage >= 0.3 && ahead >= 0.4 ? 0.62 : 0;
}

/** A role is meant only where somebody is spoken of. */
function isWanted({ words }: Read, { type }: Subject): boolean {
  return type !== 'role' || words.some((word) => rolelike.test(word));
}

export const rolelike =
  /chef|rektor|direktor|manager|^heads?$|director|principal|ansvarig|ordforande|ingenjor|strateg(?!i)|utredare|analyst|officer|utvecklare|ledare|^(?:mas|vd|hr)$|ledning|forman|chair|engineer|leader|nurse|skoterska|^roll(?:en|er|erna)?$|^person(?!al)/u;

/** The organisation as a whole. */
export function isMunicipality(word: string): boolean {
  return /^(?:kommun(?:en|ens)?|municipality|municipalitys|organisationen|verksamheten|staden|town|city)$/u.test(
    word,
  );
}

function isAlike(one: Found, best: Found): boolean {
  if (one.subject.type !== best.subject.type) return false;
  // Two measures may be called the same, each of its own assignment.
  const areNamed = best.subject.type === 'indicator' && one.share >= 0.95;
  if (best.share >= 0.95 && !areNamed) return false;
  const sameWords =
    one.places.size === best.places.size && [...one.places].every((place) => best.places.has(place));
  return sameWords && one.coverage >= best.coverage * 0.98 && one.score >= best.score * 0.9;
}

/** "Rektorerna" are all of them. */
function isSameRole({ words }: Read, one: Found, best: Found): boolean {
  if (best.subject.type !== 'role' || one.subject.type !== 'role') return false;
  return (
    words.some((word) => /(?:cheferna|rektorerna|direktorerna)$/u.test(word)) &&
    one.coverage >= best.coverage * 0.95
  );
}

function saysSeveral({ words }: Read): boolean {
  return words.some(
    (word) => and.has(word) || /(?:erna|arna|orna|serna)$|^(?:both|bada|bade|alla)$/u.test(word),
  );
}

/** Several things named beside each other, each of which is clear by itself. */
function severalParts(
  read: Read,
  wanted: Wanted,
  silent: ReadonlySet<number>,
  best: Found,
): Subject[] | undefined {
  const cuts = read.words.flatMap((word, place) => (and.has(word) ? [place] : []));
  if (cuts.length === 0) return undefined;
  const speaking = read.words.flatMap((word, place) =>
    silent.has(place) || weak.has(stem(word)) ? [] : [place],
  );
  if (speaking.length < 2) return undefined;
  const parts = [-1, ...cuts].map((from, part) => {
    const to = cuts[part] ?? read.words.length;
    const places = speaking.filter((place) => place > from && place < to);
    return { from: from + 1, to, places };
  });
  if (parts.some(({ places }) => places.length === 0)) return undefined;
  const rank = (words: readonly string[], quiet: ReadonlySet<number>) =>
    rankSubjects(read.plan, words, wanted, new Set(quiet)).find(({ subject }) => isWanted(read, subject));
  const first = parts[0]!;
  // "Nöjda med hemtjänsten och äldreboendet": what stands before the first thing is said of both.
  const shared = read.words.slice(first.from, first.places.at(-1)!);
  const found = parts.map(({ from, to }, part) => {
    const words = read.words.slice(from, to);
    const alone = rank(words, new Set([...silent].map((place) => place - from)));
    if (part === 0 || shared.length === 0) return alone;
    const quiet = [...silent].map((place) =>
      place < from ? place - first.from : place - from + shared.length,
    );
    const both = rank([...shared, ...words], new Set(quiet.filter((place) => place >= 0)));
    return both && both.coverage >= 0.8 && both.subject.type === 'indicator' ? both : alone;
  });
  if (found.some((one) => !one || (one.coverage < 0.7 && one.share < 0.95))) return undefined;
  const subjects = new Map(found.map((one) => [`${one!.subject.type}:${one!.subject.id}`, one!.subject]));
  // One thing that explains both is that thing: "gator och parker".
  const least = Math.min(...found.map((one) => one!.score));
  if (best.coverage >= 0.8 && best.score >= least) return undefined;
  // "Hemtjänsten, och de klagar att …" is no list, unless both are things of a kind.
  const isList = cuts.every((cut) => speaking.includes(cut - 1) && speaking.includes(cut + 1));
  const named = [...subjects.values()].filter(({ type }) => isList || type === best.subject.type);
  return named.length > 1 ? named : undefined;
}

/** The assignments of the departments that are named. */
export function departmentsIn(read: Read): Subject[] {
  const { plan, names, message, words } = read;
  const said = plainStems(withoutThanks(message.whole)).join(' ');
  const stems = words.map(stem);
  const meant = names.departments.filter(
    ({ words: own, spoken }) =>
      own.some((one) => ` ${said} `.includes(` ${one} `)) ||
      // An everyday name is the department's only where it is all that is named.
      spoken.some((one) => {
        const run = one.split(' ');
        if (run.length >= wholeName && ` ${said} `.includes(` ${one} `) && !isTitle(plan, one)) return true;
        const from = stems.findIndex((_, place) => run.every((word, at) => stems[place + at] === word));
        const after = words.slice(from + run.length);
        return from >= 0 && !goesElsewhere(after) && isAllNamed(read, words.toSpliced(from, run.length));
      }),
  );
  const ids = meant.length > 0 ? meant.map(({ id }) => id) : departmentsByKind(read);
  return ids.flatMap((id) =>
    plan.assignments
      .filter(({ leadDepartment }) => leadDepartment === id)
      .map((assignment): Subject => ({ type: 'assignment', id: assignment.id })),
  );
}

/** "Barn och utbildning", said in full, is the department also beside other words. */
const wholeName = 3;

function isTitle({ assignments }: Plan, name: string): boolean {
  return assignments.some(({ title }) =>
    [title.sv, title.en].some((one) => plainStems(one).join(' ') === name),
  );
}

/** "Tekniska chefen", "vem på stadshuset kan jag fråga om roboten?" are of somebody, or something, else. */
function goesElsewhere(after: readonly string[]): boolean {
  const of = after.findIndex((word) => leadsOn.test(word));
  return rolelike.test(after[0] ?? '') || (of >= 0 && !after.slice(of).every(isAsking));
}

const leadsOn = /^(?:om|kring|i|pa|for|med|till|av|about|in|on|at|for|with|to|of)$/u;

/** What is said besides asks, and names nothing. */
function isAllNamed({ plan }: Read, others: readonly string[]): boolean {
  return others.every(
    (word) =>
      isAsking(word) ||
      cueStems.has(stem(word)) ||
      isNoThing.test(word) ||
      isOnlyTerm(plan, word) ||
      !isKnownThing(plan, word),
  );
}

/** "Skolförvaltningen", "the education department": by what it does, where its name says so in other words. */
function departmentsByKind(read: Read): string[] {
  const { words, names } = read;
  const place = words.findIndex((word) => ofKind.test(word));
  const word = words[place];
  if (!word) return [];
  const first = word.replace(ofKind, '') || words[place - 1] || '';
  const others = words.filter((one, at) => at !== place && one !== first);
  if (first.length < 3 || isAsking(first) || !isAllNamed(read, others)) return [];
  const kinds = featuresIn(first);
  const fitting = names.departments.filter(({ kinds: own }) => kinds.some((one) => own.has(one)));
  return fitting.length === 1 ? fitting.map(({ id }) => id) : [];
}

const ofKindInName = /(?:s?förvaltningen|skontoret|kontoret| department| services)$/iu;
const ofKind = /(?:forvaltning(?:en|ens)?|forv|kontoret|department|departments)$/u;

/** A word's stem, and what it is another word for. */
function featuresIn(word: string): string[] {
  const stems = [stem(word), stem(word.replace(/s$/u, ''))];
  return [
    ...stems,
    ...conceptsIn(stems).flatMap(({ concept }) => [
      `#${concept}`,
      ...wholesOf(concept).map((one) => `#${one}`),
    ]),
  ];
}

/** Words that ask of a department what is asked of everything. */
const cueStems = new Set(
  'avvikelser avviker problem nyheter nytt svarat uppdrag ekonomin inom hos off track red reported'
    .split(' ')
    .map(stem),
);
