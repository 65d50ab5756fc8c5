import type { Temporal } from 'temporal-polyfill';
import type { Language } from '../language/language.ts';
import { fold, languageAsked } from '../language/words.ts';
import type { Plan } from '../plan/plan-index.ts';
import type { Aspect } from '../plan/plan-schema.ts';
import type { Subject } from '../questions/subject.ts';
import { findIntent, intents } from './catalog.ts';
import { evidence, placeholder } from './evidence.ts';
import { type Found, isKnownThing, isNamedThing, rankSubjects, type Wanted } from './find-subjects.ts';
import type { Cue, Intent } from './intent.ts';
import { isAsking, type MessageWords, messageWords } from './message-words.ts';
import { findPeriod, type SaidPeriod } from './periods.ts';
import { stem } from './stem.ts';
import { stemsOf, subjectIndex, weak } from './subject-index.ts';
import { wordList } from './word-lists.ts';

/** What a message means, from its words, the plan and what was last spoken of: the same words always mean the same. */
export interface Understood {
  readonly intent: string;
  readonly subjects: readonly Subject[];
  readonly period: SaidPeriod | undefined;
  /** For `aspect`: which. */
  readonly aspect?: Aspect | undefined;
  /** 0 to 1. */
  readonly confidence: number;
  readonly outcome: 'answered' | 'asked-back' | 'declined';
  /** What to choose from, where it is asked back; what is near, where it is declined. */
  readonly choices: readonly Choice[];
  /** The language it is written in, where that is clear. */
  readonly language: Language | undefined;
  /** Its words as read. */
  readonly words: readonly string[];
}

export interface Choice {
  readonly intent: string;
  readonly subject?: Subject | undefined;
}

/** What was last spoken of with the same person in the same place. */
export interface Spoken {
  readonly intent: string;
  readonly subjects: readonly Subject[];
  readonly period?: SaidPeriod | undefined;
  readonly aspect?: Aspect | undefined;
}

export interface Reading {
  readonly plan: Plan;
  readonly today: Temporal.PlainDate;
  readonly before?: Spoken | undefined;
}

/** Sure enough to answer. */
const sure = 0.65;
/** Sure enough to ask whether it was that. */
const perhaps = 0.4;
const mostChoices = 4;

/** `text` as `readMessage` gives it, but with the question mark at its end, where there is one. */
export function understand(text: string, reading: Reading): Understood {
  const message = messageWords(text, subjectIndex(reading.plan));
  const shared = { language: languageAsked(text), words: message.words };
  const meant = meaningOf(message, reading);
  return { ...shared, ...meant };
}

type Meant = Omit<Understood, 'language' | 'words'>;

/** A message as all that follows reads it. */
interface Read extends Reading {
  readonly message: MessageWords;
  readonly period: SaidPeriod | undefined;
  /** Its words without those that say the time, folded. */
  readonly words: readonly string[];
  readonly text: string;
  readonly names: NamesOfPlan;
}

function meaningOf(message: MessageWords, reading: Reading): Meant {
  const names = namesOf(reading.plan);
  const { period, left } = timeOf(message.whole, reading);
  const read: Read = {
    ...reading,
    message,
    period,
    words: left.split(' ').filter(Boolean),
    text: message.text
      .split(' ')
      .map((word) => (names.organisation.has(stem(word)) ? 'kommunen' : word))
      .join(' '),
    names,
  };
  const scored = scoreIntents(read);
  const followed = reading.before && followUp(read, scored, reading.before);
  return followed ?? decide(read, scored);
}

/** The first time that is said, and what is left without any. */
function timeOf(whole: string, { plan, today }: Reading): { period: SaidPeriod | undefined; left: string } {
  return { period: findPeriod(whole, today, plan)?.period, left: timesAs(' ', whole, { plan, today }) };
}

/** The text with the same in place of each time that is said. */
function timesAs(sign: string, text: string, { plan, today }: Reading): string {
  let left = text;
  for (let found = findPeriod(left, today, plan), times = 0; found && times < mostTimes; times++) {
    left = left.replace(found.said, sign).replaceAll(/\s+/gu, ' ').trim();
    found = findPeriod(left, today, plan);
  }
  return left;
}

const mostTimes = 3;

/** What is to come, where what is wanted is to come; today is no time where how things are is asked. */
function periodFor(intent: string, { period, message, plan, today }: Read): SaidPeriod | undefined {
  if (toCome.has(intent)) return findPeriod(message.whole, today, plan, true)?.period;
  const isToday = period?.from === today.toString() && period.to === period.from;
  return isToday && now.has(intent) ? undefined : period;
}

const toCome = new Set(['preview-round', 'change-round', 'away', 'remind-later', 'settings']);
const now = new Set([
  'status',
  'indicator',
  'whole',
  'aspect',
  'deviations',
  'export',
  'help-wanted',
  'round',
]);

interface Scored {
  /** No sign showed it, only likeness to examples. */
  readonly onlyAlike?: boolean;
  readonly intent: Intent;
  readonly sure: number;
  /** The words that showed it. */
  readonly said: string;
}

function scoreIntents(read: Read): Scored[] {
  const { text, message, period, words, plan } = read;
  const texts = [...new Set([text, message.whole, withoutTime(text, words)])].map((one) =>
    one.slice(0, mostSaid),
  );
  const alike = evidence().of(signsOf(read), message.isQuestion);
  const unsaid = text
    .split(' ')
    .filter((word) => !isKnownThing(plan, word))
    .join(' ');
  return intents
    .flatMap((intent): Scored[] => {
      const cued = intent.cues.flatMap((one) =>
        (intent.id === 'small-talk' ? texts.slice(0, 2) : texts).flatMap(
          (each) => cueSaid(one, each, message.isQuestion) ?? [],
        ),
      );
      const cue = cued.toSorted((a, b) => b.sure - a.sure)[0];
      const share = alike.get(intent.id) ?? 0;
      if (!cue && share < 0.15) return [];
      if (!cue && intent.id === 'answer' && (message.isQuestion || share < 0.9)) return [];
      return [{ intent, onlyAlike: !cue, sure: togetherSure(cue?.sure, share), said: cue?.said ?? unsaid }];
    })
    .concat(onlyADay(period, words))
    .toSorted((a, b) => b.sure - a.sure);
}

/** Signs are looked for in so many letters: who wants something has said it by then, and no pattern is kept busy. */
const mostSaid = 400;

/** A sign and what examples say: each alone may be enough, and each speaks for or against the other. */
function togetherSure(cue: number | undefined, share: number): number {
  if (cue === undefined) return share * 0.82;
  return Math.min(0.99, cue * 0.95 + share * 0.05);
}

/** The message as examples are written: with a sign for what is of the plan, for roles and for times. */
function signsOf({ message, plan, today }: Read): string[] {
  const text = timesAs(` ${placeholder.time} `, message.text, { plan, today });
  return text.split(' ').map((word) => {
    if (word.startsWith('‹') || isAsking(word) || aspectWords.has(word)) return word;
    if (roleWord.test(word)) return placeholder.role;
    return isNamedThing(plan, word) ? placeholder.thing : word;
  });
}

const roleWord =
  /(?:chef|rektor|direktor|ordforande|ingenjor|strateg|utredare|forestandare)(?:en|n|er|erna|s|ens|orna|or|arna|ar)?$|^(?:manager|principal|director)s?$/u;

/** The text without the words that say a time. */
function withoutTime(text: string, words: readonly string[]): string {
  const left = new Set(words);
  return text
    .split(' ')
    .filter((word) => left.has(word) || word === 'kommunen')
    .join(' ');
}

function cueSaid(
  { sure, said, then, unless, told }: Cue,
  text: string,
  isQuestion: boolean,
): { sure: number; said: string } | undefined {
  const found = said.exec(text);
  if (!found || (told && isQuestion) || unless?.test(text)) return undefined;
  if (!then) return { sure, said: found[0] };
  const more = then.exec(text.slice(found.index + found[0].length));
  return more ? { sure, said: `${found[0]} ${more[0]}` } : undefined;
}

/** Nothing but a day to come: then it is when somebody wants to be reminded. */
function onlyADay(period: SaidPeriod | undefined, words: readonly string[]): Scored[] {
  if (!period || words.some((word) => !isAsking(word) && !dayParts.has(word))) return [];
  return [{ intent: findIntent('remind-later')!, sure: 0.65, said: words.join(' ') }];
}

const dayParts = new Set([
  'formiddag',
  'eftermiddag',
  'istallet',
  'kvall',
  'morgon',
  'afternoon',
  'morning',
  'instead',
  'jaja',
  'ja',
  'kl',
]);

/* What it is about. */

function plainStems(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);
}

interface NamesOfPlan {
  /** The organisation's own name, as stems: whoever says it means the whole. */
  readonly organisation: ReadonlySet<string>;
  readonly departments: readonly { readonly id: string; readonly words: readonly string[] }[];
}

const names = new WeakMap<Plan, NamesOfPlan>();

function namesOf(plan: Plan): NamesOfPlan {
  const known = names.get(plan);
  if (known) return known;
  const { organisation, departments } = plan.content;
  const generic = new Set(['kommun', 'municipality', 'stad', 'region', 'kommunen'].map(stem));
  const own = stemsOf(`${organisation.name.sv} ${organisation.name.en}`).filter((one) => !generic.has(one));
  const made: NamesOfPlan = {
    organisation: new Set(own),
    departments: departments.map(({ id, name }) => ({
      id,
      words: [...new Set([name.sv, name.en].map((one) => plainStems(one).join(' ')))],
    })),
  };
  names.set(plan, made);
  return made;
}

const wantedBy: Readonly<Record<string, Wanted>> = {
  status: { assignment: 1.16, indicator: 1 },
  indicator: { indicator: 1.3, assignment: 0.8 },
  responsible: { assignment: 1.15, indicator: 0.95, role: 1 },
  decision: { assignment: 1.1, indicator: 0.8 },
  meaning: { term: 1.25, indicator: 1, assignment: 0.85 },
  'plan-changes': { assignment: 1.1, indicator: 1 },
  'help-wanted': { assignment: 1 },
  'my-answers': { assignment: 1 },
  deviations: { assignment: 1 },
  news: { assignment: 1.1, indicator: 1 },
  answer: { assignment: 1.05, indicator: 1.1 },
  follow: { assignment: 1.15, indicator: 0.95 },
  unfollow: { assignment: 1.15, indicator: 0.95 },
  export: { assignment: 1 },
  aspect: { assignment: 1.1 },
  'change-plan': { assignment: 1, indicator: 1.05, role: 1 },
  'remind-all': { role: 1.1, assignment: 0.6 },
  'send-log': { role: 1 },
  'preview-round': { role: 1 },
  'not-mine': { role: 1, assignment: 0.8 },
  refused: { role: 1, indicator: 0.9, assignment: 0.8 },
  unreached: { role: 1 },
  'show-plan': { role: 1, assignment: 0.9, indicator: 0.6 },
  'change-round': { assignment: 0.8 },
  'why-asked': { assignment: 0.9, indicator: 1 },
};

interface About {
  readonly meant: readonly Subject[];
  readonly near: readonly Subject[];
  /** How well what was said is explained, 0 to 1. */
  readonly fit: number;
  /** Words that ask for something and were not understood. */
  readonly strange: readonly string[];
  /** Several fit alike, and one was to be chosen. */
  readonly isOpen: boolean;
}

const nothing: About = { meant: [], near: [], fit: 0, strange: [], isOpen: false };

const and = new Set(['och', 'samt', 'and', 'eller', 'respektive', 'plus', 'or']);

/** What words are about; `without` the words of the asking itself. */
function aboutOf(read: Read, wanted: Wanted, without: string): About {
  const said = without.trim().split(' ');
  // A sign begins and ends with its own words; what stands between may be what is asked of.
  const cueing = new Set(
    said.filter((word, place) => place === 0 || place === said.length - 1 || !isKnownThing(read.plan, word)),
  );
  const silent = new Set<number>();
  read.words.forEach((word, place) => {
    if (isAsking(word) || cueing.has(word) || read.names.organisation.has(stem(word)) || isMunicipality(word))
      silent.add(place);
  });
  const departments = departmentsIn(read);
  if (departments.length > 0 && (wanted.assignment ?? 0) > 0)
    return { ...nothing, meant: departments, fit: 0.95 };
  const speaking = read.words.filter((_, place) => !silent.has(place) && !weak.has(stem(read.words[place]!)));
  const strange = speaking.filter((word) => !isKnownThing(read.plan, word));
  const found = rankSubjects(read.plan, read.words, wanted, silent).filter(({ subject }) =>
    isWanted(read, subject),
  );
  const [best] = found;
  if (!best) return { ...nothing, strange: speaking };
  const near = [
    ...new Set(found.filter(({ coverage }) => coverage >= 0.2).map(({ subject }) => subject)),
  ].slice(0, mostChoices);
  const parts = severalParts(read, wanted, silent, best);
  if (parts) return { meant: parts, near, fit: 0.9, strange, isOpen: false };
  const alike = found.filter((one) => one !== best && (isAlike(one, best) || isSameRole(read, one, best)));
  const fit = Math.min(1, Math.max(best.fit, surely(best, found, strange)));
  if (alike.length > 0) {
    const all = [best, ...alike].slice(0, mostChoices);
    if (saysSeveral(read) && (all.length <= 3 || best.subject.type === 'role'))
      return { meant: all.map(({ subject }) => subject), near, fit, strange, isOpen: false };
    return { meant: [best.subject], near: all.map(({ subject }) => subject), fit, strange, isOpen: true };
  }
  return {
    meant: best.isNamed && (best.coverage >= 0.33 || best.share >= 0.95) ? [best.subject] : [],
    near,
    fit,
    strange,
    isOpen: false,
  };
}

/** How sure a best fit is for standing alone: by its whole name, or far before the next. */
function surely(best: Found, found: readonly Found[], strange: readonly string[]): number {
  if (!best.isNamed || strange.length > 4) return 0;
  if (best.share >= 0.95) return 0.66;
  const next = found.find(({ subject }) => subject !== best.subject && subject.type === best.subject.type);
  const ahead = next ? 1 - next.score / best.score : 1;
  if (best.coverage >= 0.8 && ahead >= 0.12) return 0.68;
  return best.coverage >= 0.6 && ahead >= 0.3 ? 0.63 : 0;
}

/** A role is meant only where somebody is spoken of. */
function isWanted({ words }: Read, { type }: Subject): boolean {
  return type !== 'role' || words.some((word) => rolelike.test(word));
}

const rolelike =
  /chef|rektor|direktor|manager|head|director|principal|ansvarig|ordforande|ingenjor|strateg|utredare|analyst|officer|utvecklare|ledare|mas|vd|ledning|hr|forman|chair|engineer|leader|nurse|skoterska|roll|person/u;

/** The organisation as a whole. */
function isMunicipality(word: string): boolean {
  return /^(?:kommun(?:en|ens)?|municipality|municipalitys|organisationen|verksamheten|staden|town|city)$/u.test(
    word,
  );
}

function isAlike(one: Found, best: Found): boolean {
  if (one.subject.type !== best.subject.type || best.share >= 0.95) return false;
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
  if (found.some((one) => !one || one.coverage < 0.5)) return undefined;
  const subjects = new Map(found.map((one) => [`${one!.subject.type}:${one!.subject.id}`, one!.subject]));
  // One thing that explains both is that thing: "gator och parker".
  const least = Math.min(...found.map((one) => one!.score));
  if (best.coverage >= 0.8 && best.score >= least) return undefined;
  return subjects.size > 1 ? [...subjects.values()] : undefined;
}

function departmentsIn({ plan, names: { departments }, message }: Read): Subject[] {
  const said = plainStems(message.whole).join(' ');
  const meant = departments.filter(({ words }) => words.some((one) => ` ${said} `.includes(` ${one} `)));
  return meant.flatMap(({ id }) =>
    plan.assignments
      .filter(({ leadDepartment }) => leadDepartment === id)
      .map((assignment): Subject => ({ type: 'assignment', id: assignment.id })),
  );
}

/* Aspects. */

const aspectWords = new Map(
  wordList('aspect-words').flatMap((line) => {
    const [name, said] = line.split(': ');
    return said!.split(' ').map((word): [string, Aspect | 'all'] => [fold(word), name as Aspect | 'all']);
  }),
);

function aspectIn(words: readonly string[]): Aspect | 'all' | undefined {
  return words.map((word) => aspectWords.get(word)).find((one) => one !== undefined);
}

/** Everything that was said is which aspect it is about. */
function isOnlyAspect({ words, names }: Read): boolean {
  return words.every(
    (word) =>
      aspectWords.has(word) ||
      isAsking(word) ||
      isMunicipality(word) ||
      names.organisation.has(stem(word)) ||
      plainOfAspect.has(word),
  );
}

const plainOfAspect = new Set(
  'uppdragen alla over hela overlag arbetar arbete arbetet fragor fragan fragorna biten delen sidan laget perspektivet sett uppfoljningen enligt mar mart situationen egentligen stallt den det side doing affairs whole municipality aspect aspekten perspective part delar aspekterna langsiktigt langt hallbarhet hallbart lange slut budgeten'.split(
    ' ',
  ),
);

/* What it comes to. */

function decide(read: Read, scored: readonly Scored[]): Meant {
  const period = periodFor('status', read);
  const which = aspectIn(read.words);
  const told = statement(read);
  if (told) return told;
  const strong = scored.filter(
    ({ intent, sure: one }) => one >= 0.8 && !['status', 'indicator'].includes(intent.id),
  );
  if (
    which &&
    isOnlyAspect(read) &&
    !strong.some(({ intent, sure: one }) => one >= 0.9 && intent.id !== 'aspect' && intent.id !== 'whole')
  )
    return answered('aspect', [], period, 0.9, which === 'all' ? undefined : which);
  const plain = asked(read, scored, which);
  for (const { intent, sure: one, said, onlyAlike } of scored) {
    if (intent.id === 'aspect') continue;
    const isPlain =
      plain.outcome === 'answered' && plain.confidence >= (intent.subject === 'none' ? 0.8 : 0.7);
    if (onlyAlike && isPlain) continue;
    if (intent.id === 'status' || intent.id === 'indicator') {
      if (plain.outcome === 'answered') return plain;
      continue;
    }
    const meant = settle(read, intent, one, said);
    if (meant) return meant;
  }
  return plain;
}

/** What an intent with its own signs comes to; undefined where what was said besides speaks against it. */
function settle(read: Read, intent: Intent, sureOf: number, said: string): Meant | undefined {
  const timed = intent.time ? periodFor(intent.id, read) : undefined;
  if (intent.id === 'unknown') return sureOf >= 0.8 ? declined(read, [], sureOf) : undefined;
  if (intent.subject === 'none') {
    if (intent.id === 'whole' && !isWhole(read, said)) return undefined;
    return sureOf >= sure ? answered(intent.id, [], timed, sureOf) : undefined;
  }
  const about = aboutOf(read, wantedBy[intent.id] ?? { assignment: 1 }, said);
  const isClear = about.meant.length > 0 && about.fit >= (strict.has(intent.id) ? 0.5 : 0.55);
  if (intent.id === 'meaning') return meaning(about, sureOf, timed);
  if (intent.subject === 'must' && !isClear) {
    if (about.near.length > 0 && about.fit >= 0.3 && sureOf >= 0.8)
      return askBack(intent.id, about.near, timed);
    return sureOf >= 0.8 ? declined(read, about.near, 0.2) : undefined;
  }
  if (strict.has(intent.id) && !isClear && about.strange.length > 1 && sureOf < 0.9) return undefined;
  if (sureOf < sure) return undefined;
  // What is new about one thing is its latest report, where no time is said to count from.
  if (intent.id === 'news' && isClear && !about.isOpen && !timed)
    return answered(kindOf(about.meant), about.meant, timed, sureOf);
  const isMeant = isClear && !(about.isOpen && harmless(intent.id));
  return answered(intent.id, isMeant ? about.meant : [], timed, sureOf);
}

/** Where an answer about the wrong thing would be an answer, and not a form to look at. */
const strict = new Set(['deviations', 'news', 'export']);

function harmless(id: string): boolean {
  return !['responsible', 'decision', 'meaning'].includes(id);
}

/** "Hur går det?" is about the whole only where nothing else is named. */
function isWhole(read: Read, said: string): boolean {
  const cueing = new Set(said.split(' '));
  const others = read.words.filter(
    (word) =>
      !isAsking(word) &&
      !cueing.has(word) &&
      !isMunicipality(word) &&
      !read.names.organisation.has(stem(word)) &&
      !weak.has(stem(word)) &&
      !wholeWords.has(word),
  );
  return (
    others.length === 0 ||
    (others.length <= 2 &&
      others.every((word) => !isKnownThing(read.plan, word)) &&
      /samman|summ|helhet|overblick|oversikt|samlad|overview|picture|korthet/u.test(said))
  );
}

const wholeWords = new Set(
  'allt allting alla hela helhet helheten stort overlag generellt dag dagslage overall everything whole general fullmaktige namnden kort minut bild samlad meningar uppdrag uppdragen assignments bra daligt fungerar funkar samtliga inre totalt sammantaget oss dagslaget direktoren ledningen motet mote ledningsgruppen ks kf styrelsen politikerna me for please'.split(
    ' ',
  ),
);

function meaning(about: About, sureOf: number, timed: SaidPeriod | undefined): Meant | undefined {
  if (sureOf < perhaps) return undefined;
  const subjects = about.meant.filter(
    ({ type }) => type === 'term' || type === 'indicator' || type === 'assignment',
  );
  if (subjects.length > 0 && about.fit >= 0.5)
    return answered('meaning', about.isOpen ? about.near.slice(0, 2) : subjects, timed, sureOf);
  if (sureOf < sure) return undefined;
  if (about.near.length > 0 && about.fit >= 0.35) return askBack('meaning', about.near, timed);
  return answered('meaning', [], timed, Math.min(sureOf, 0.65));
}

/** A question without any sign but its subject: how it goes, or what a measure says. */
function asked(read: Read, scored: readonly Scored[], which: Aspect | 'all' | undefined): Meant {
  const period = periodFor('status', read);
  const number = scored.some(({ intent, onlyAlike }) => intent.id === 'indicator' && !onlyAlike);
  const term = plainTerm(read);
  if (term) return answered('meaning', [term], undefined, 0.85);
  const goes = !number && scored.some(({ intent, sure: one }) => intent.id === 'status' && one >= 0.7);
  const wanted = number ? wantedBy.indicator! : goes ? { assignment: 1.4, indicator: 1 } : wantedBy.status!;
  const about = aboutOf(read, wanted, '');
  const lost = about.strange.length / Math.max(1, about.strange.length + 2);
  const confidence = Math.min(0.97, about.fit) - (about.meant.length > 0 ? lost * 0.12 : 0);
  if (about.meant.length === 0 || confidence < perhaps) {
    if (which && about.strange.length === 0)
      return answered('aspect', [], period, 0.7, which === 'all' ? undefined : which);
    return declined(read, about.near, Math.max(0.05, Math.min(0.3, confidence)));
  }
  if (which && about.meant[0]?.type === 'assignment' && !number && aspectBeside(read, about.meant[0].id))
    return answered('aspect', about.meant, period, confidence, which === 'all' ? undefined : which);
  const intent = about.meant.every(({ type }) => type === 'indicator') ? 'indicator' : 'status';
  if (about.isOpen || confidence < sure) return askBack(intent, about.near, period, confidence);
  return answered(intent, about.meant, period, confidence);
}

/** An aspect's word that is not a word of the assignment's own name: "ekonomin i skolan". */
function aspectBeside({ plan, words }: Read, id: string): boolean {
  const title = plan.assignment(id)?.title;
  const own = new Set(title ? stemsOf(`${title.sv} ${title.en}`) : []);
  return words.some((word) => aspectWords.has(word) && !own.has(stem(word)) && clearAspect.test(word));
}

const clearAspect =
  /^(?:ekonomi|miljo|klimat|socialt$|sociala$|hallbar|ekologisk|econom|financ|environment|climate|sustainab|ecolog)/u;

/** "Tertial??" asks what the word means, where it names nothing else. */
function plainTerm(read: Read): Subject | undefined {
  const words = read.message.words.filter(
    (word) => !isAsking(word) || /^(?:prognos|trend|mal|rapport|plan)/u.test(word),
  );
  const isAsked = /^(?:vad|what) (?:ar|is|are)\b/u.test(read.message.text);
  if (words.length === 0 || words.length > 3 || !(isAsked || read.message.isQuestion || words.length === 1))
    return undefined;
  const [best] = rankSubjects(read.plan, words, isAsked ? { term: 1, indicator: 0.99 } : { term: 1 });
  const rival = rankSubjects(read.plan, words, { assignment: 1, indicator: 1 })[0];
  if (isAsked)
    return best &&
      best.coverage > 0.9 &&
      best.score > 0.9 &&
      !/\b(?:laget|status|vardet|nivan)\b/u.test(read.message.text)
      ? best.subject
      : undefined;
  return best && best.score > 0.95 && (rival?.score ?? 0) < 0.8 ? best.subject : undefined;
}

/* What somebody tells instead of asking. */

const questionWords =
  /\b(?:hur|vad|vilka|vilken|vilket|varfor|vem|nar|var|what|how|why|which|who|when|where|is|are|jamfor|jamfort|och|visa|show|sedan|kan|borde|far|exportera|export|mal|malet|malvarde|malvardet|target|nytt|lagg|satt|paminn|paminna|folj|folja|remind|follow)\b/u;

/** "Matsvinn 48 gram": a value of something, told. */
function statement(read: Read): Meant | undefined {
  const { message, words } = read;
  if (message.isQuestion || questionWords.test(message.text)) return undefined;
  const numbers = words.filter(
    (word, place) =>
      /^\d+$/u.test(word) &&
      !/^(?:ak|arskurs|klass|etapp|kl|v|vecka|rektor|year|grade|t|q|kvartal|tertial)$/u.test(
        words[place - 1] ?? '',
      ) &&
      !/^20\d\d$/u.test(word),
  );
  if (numbers.length === 0 || words.length > 20) return undefined;
  const without = words.filter((word) => !/^\d+$/u.test(word) && !units.has(word));
  const about = aboutOf(
    { ...read, words: without },
    { indicator: 1.15, assignment: 1 },
    'enligt plan gar ar som planerat',
  );
  if (about.meant.length === 0 || about.fit < 0.55) return undefined;
  return answered('answer', about.meant, undefined, 0.85);
}

const units = new Set(
  'gram g kg dagar dag d procent st kr kronor tkr mkr miljoner index dygn min minuter antal portion kwh days percent people personer grams'.split(
    ' ',
  ),
);

/* What goes on from before. */

/** What a message that goes on from the one before means; undefined where it stands by itself. */
function followUp(read: Read, scored: readonly Scored[], before: Spoken): Meant | undefined {
  const { words, period, message } = read;
  const text = message.text;
  const begins =
    /^(?:och|and|men|but|da|sa|what about|how about|hur ar det med|hur blir det med|okej och|jamfort|compared)\b|\b(?:da|then)$/u.test(
      text,
    );
  const which = aspectIn(words);
  const speaking = words.filter((word) => !isAsking(word) && !weak.has(stem(word)) && !dayParts.has(word));
  const best = scored[0];
  const about = before.subjects;
  const asksSubject = [
    'status',
    'indicator',
    'decision',
    'responsible',
    'deviations',
    'aspect',
    'help-wanted',
    'meaning',
    'news',
    'plan-changes',
    'follow',
    'unfollow',
    'export',
    'my-answers',
  ];

  if (
    /^(?:varfor|hur kommer det sig|why|how come|vad beror det pa|why is that|varfor det)(?: da| det| sa| is that| ar det sa)*$/u.test(
      text,
    ) &&
    about.length > 0
  )
    return answered('status', about, undefined, 0.85);
  if (
    speaking.length === 0 &&
    period &&
    (!best || best.sure < 0.85 || begins || best.intent.id === 'remind-later') &&
    reads.has(before.intent)
  )
    return answered(before.intent, about, period, 0.88, before.aspect);
  const money =
    about.length === 1 && about[0]!.type === 'assignment' ? moneyOf(read, about[0]!.id) : undefined;
  if (money) return answered('indicator', [money], period, 0.8);
  if (which && isOnlyAspect(read) && (begins || before.intent === 'aspect' || about.length > 0)) {
    const assignments =
      before.intent === 'aspect' ? about : about.filter(({ type }) => type === 'assignment');
    return answered('aspect', assignments, period, 0.85, which === 'all' ? undefined : which);
  }
  if (
    /^(?:vem|who) (?:har )?(?:svarade|svarat|answered|reported|skrev|said so|sa det)\b/u.test(text) &&
    about.length > 0
  )
    return answered('responsible', about, undefined, 0.85);
  if (about.length === 0) return undefined;
  const own = ownMeaning(read, before);
  if (own) return own;
  const named = aboutOf(read, wantedBy.status!, best?.said ?? '');
  if (named.meant.length > 0 && named.fit >= 0.6 && speaking.length > 0) return undefined;
  if (speaking.length > 0 && best && best.sure >= 0.9 && !asksSubject.includes(best.intent.id))
    return undefined;
  const isShort = words.length <= 6;
  // "visa diagram", "vem ansvarar?", "följ den", "målet då?": the same thing, asked otherwise.
  if (
    best &&
    asksSubject.includes(best.intent.id) &&
    best.sure >= 0.7 &&
    named.strange.length <= (points.test(text) ? 3 : 1)
  ) {
    const id = best.intent.id === 'deviations' && isShort ? 'status' : best.intent.id;
    const kind = id === 'status' || id === 'indicator' ? kindOf(about) : id;
    return answered(kind, fitting(read, kind, about), period, 0.82);
  }
  if (speaking.length === 0 && (begins || points.test(text)) && (!best || best.sure < 0.85))
    return answered(kindOf(about), about, period, 0.75);
  return undefined;
}

const points = /\b(?:den|det|detta|dessa|de|dem|it|that|this|they|them)\b/u;
/** Intents whose answer may be asked anew for another time. */
const reads = new Set([
  'status',
  'indicator',
  'whole',
  'aspect',
  'deviations',
  'news',
  'round',
  'help-wanted',
  'plan-changes',
  'my-answers',
  'export',
]);

function kindOf(subjects: readonly Subject[]): string {
  return subjects.every(({ type }) => type === 'indicator') ? 'indicator' : 'status';
}

/** What the intent can be about: of a measure, the assignment it belongs to. */
function fitting({ plan }: Read, intent: string, subjects: readonly Subject[]): readonly Subject[] {
  if (intent !== 'decision') return subjects;
  return subjects.map((one): Subject => {
    const home = one.type === 'indicator' ? plan.indicator(one.id)?.assignments[0] : undefined;
    return home ? { type: 'assignment', id: home } : one;
  });
}

/** Words that mean something among what the thing before has: its measures, or the measures beside it. */
function ownMeaning(read: Read, before: Spoken): Meant | undefined {
  const { plan, words, period } = read;
  const [first] = before.subjects;
  if (!first || before.subjects.length > 1 || read.words.length > 14) return undefined;
  const found = rankSubjects(plan, words, { indicator: 1 }, quietIn(words));
  if (found.length === 0) return undefined;
  if (first.type === 'assignment') {
    const money = moneyOf(read, first.id);
    if (money) return answered('indicator', [money], period, 0.8);
    const own = new Set(plan.indicatorsOf(first.id).map(({ id }) => id));
    const best = found.find(({ subject }) => own.has(subject.id));
    const other = rankSubjects(plan, words, { assignment: 1.12, indicator: 1 }, quietIn(words))[0];
    const isOther =
      other &&
      !own.has(other.subject.id) &&
      other.subject.id !== first.id &&
      other.score > (best?.score ?? 0) * 1.15;
    if (best && best.coverage >= 0.35 && !isOther) return answered('indicator', [best.subject], period, 0.8);
  }
  if (first.type === 'indicator') {
    const kind = headOf(plan, first.id);
    const sibling = found.find(
      ({ subject, coverage }) =>
        subject.id !== first.id && coverage >= 0.5 && headOf(plan, subject.id) === kind,
    );
    if (sibling) return answered('indicator', [sibling.subject], period, 0.8);
  }
  return undefined;
}

/** "Hur mycket pengar …?" of an assignment that has one measure of money. */
function moneyOf({ plan, message }: Read, id: string): Subject | undefined {
  if (
    !/\b(?:hur mycket pengar|hur mycket (?:har )?(?:det )?kosta\w*|how much money|vad har (?:det |den )?kosta\w*)\b/u.test(
      message.text,
    )
  )
    return undefined;
  const measures = plan.homeIndicatorsOf(id).filter(({ aspects }) => aspects.includes('economic'));
  return measures.length === 1 ? { type: 'indicator', id: measures[0]!.id } : undefined;
}

function quietIn(words: readonly string[]): Set<number> {
  return new Set(words.flatMap((word, place) => (isAsking(word) ? [place] : [])));
}

function headOf(plan: Plan, id: string): string {
  return stemsOf(plan.indicator(id)?.name.sv ?? '')[0] ?? '';
}

/* Outcomes. */

function answered(
  intent: string,
  subjects: readonly Subject[],
  period: SaidPeriod | undefined,
  confidence: number,
  aspect?: Aspect,
): Meant {
  return { intent, subjects, period, aspect, confidence, outcome: 'answered', choices: [] };
}

function askBack(
  intent: string,
  near: readonly Subject[],
  period: SaidPeriod | undefined,
  confidence = 0.5,
): Meant {
  const choices = near.slice(0, mostChoices).map((subject): Choice => ({ intent, subject }));
  return {
    intent,
    subjects: [],
    period,
    confidence: Math.min(confidence, 0.59),
    outcome: 'asked-back',
    choices,
  };
}

function declined({ period }: Pick<Read, 'period'>, near: readonly Subject[], confidence: number): Meant {
  const choices = near.slice(0, mostChoices).map((subject): Choice => ({ intent: 'status', subject }));
  return { intent: 'unknown', subjects: [], period, confidence, outcome: 'declined', choices };
}
