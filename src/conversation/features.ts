import type { Plan } from '../plan/plan-index.ts';
import { aspectWords } from './aspects.ts';
import { intents } from './catalog.ts';
import { rankSubjects } from './find-subjects.ts';
import type { Cue } from './intent.ts';
import type { Read } from './meaning.ts';
import { askingPlaces, isAsking } from './message-words.ts';
import { stem } from './stem.ts';
import { conceptFits, subjectIndex, weak } from './subject-index.ts';
import { conceptsIn } from './thesaurus.ts';
import { timesAs } from './times.ts';
import { wordList } from './word-lists.ts';

/** Something of the plan, a role, a time, a number: what stands in their place, so that no subject's word shows an intent. */
export const placeholder = { thing: '‹x›', role: '‹r›', time: '‹t›', number: '‹n›', other: '‹u›' } as const;

/** What shows what is wanted, and how much: words, pairs of them, pieces of them, what kinds of word there are. */
export type Features = ReadonlyMap<string, number>;

const maxWords = 40;
const share = {
  word: 1,
  pair: 0.8,
  skip: 0.5,
  piece: 0.28,
  kin: 0.9,
  kinds: 0.5,
  kind: 0.5,
  cue: 1,
} as const;
/** More pairs than of these say no more. */
const maxKinds = 10;

/** Words that mean alike where something is wanted of Roder: a line is one meaning. */
const kin: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, string[]>();
  for (const line of wordList('kin')) {
    const [name, words] = line.split(': ');
    for (const word of words!.split(' ')) {
      const one = stem(word);
      const known = found.get(one) ?? [];
      if (!known.includes(name!)) found.set(one, [...known, name!]);
    }
  }
  return found;
})();

/** Whether a word is one of those that mean alike. */
export function hasKin(word: string): boolean {
  return kin.has(stem(word));
}

export function featuresOf(read: Read): Features {
  const words = signsOf(read).slice(0, maxWords);
  const found = new Map<string, number>();
  const add = (feature: string, weight: number) =>
    found.set(feature, Math.max(found.get(feature) ?? 0, weight));
  const stems = words
    .map((word) => (word.startsWith('‹') ? word : stem(word)))
    .filter((one, place, all) => one !== all[place - 1]);
  const kinds = stems.map((one) => (one.startsWith('‹') ? one : (kin.get(one)?.[0] ?? '')));
  stems.forEach((one, place) => {
    add(`w ${one}`, share.word);
    add(`p ${stems[place - 1] ?? '^'} ${one}`, share.pair);
    if (place > 1) add(`s ${stems[place - 2]} ${one}`, share.skip);
    for (const name of kin.get(one) ?? []) add(`k ${name}`, share.kin);
    const [before, now] = [kinds[place - 1], kinds[place]];
    if (before && now) add(`kk ${before} ${now}`, share.pair);
    if (before && !now) add(`kw ${before} ${one}`, share.skip);
    if (now && place > 0 && !before) add(`wk ${stems[place - 1]} ${now}`, share.skip);
    if (!one.startsWith('‹'))
      for (const piece of piecesOf(words.length === stems.length ? words[place]! : one))
        add(`c ${piece}`, share.piece);
  });
  // What is said of alike words beside each other wherever they stand: "vilka … inte … lämnat".
  const named = [...new Set(kinds.filter((one) => one !== ''))].slice(0, maxKinds).toSorted();
  named.forEach((one, place) => {
    for (const other of named.slice(place + 1)) add(`ks ${one} ${other}`, share.kinds);
  });
  add(`e ${stems.at(-1) ?? ''}`, share.skip);
  if (kinds[0]) add(`^k ${kinds[0]}`, share.skip);
  add(
    `size ${stems.length <= 1 ? 'one' : stems.length <= 3 ? 'few' : stems.length <= 7 ? 'some' : 'many'}`,
    share.kind,
  );
  if (read.message.isQuestion) add('asks', share.kind);
  for (const one of fitOf(read)) add(one, share.kind);
  const things = words.filter((word) => word === placeholder.thing).length;
  add(`things ${Math.min(2, things)}`, share.kind);
  if (words.every((word) => word.startsWith('‹') || isAsking(word))) add('plain', share.kind);
  if (words.some((word) => /^(?:jag|mig|min|mitt|mina|i|me|my|mine|am)$/u.test(word))) add('me', share.kind);
  if (words.some((word) => /^(?:du|dig|din|ditt|dina|roder|you|your)$/u.test(word))) add('you', share.kind);
  for (const one of cued(read)) add(one, share.cue);
  for (const one of spokenOf(read)) add(one, share.kind);
  const length = Math.sqrt([...found.values()].reduce((sum, one) => sum + one * one, 0)) || 1;
  const scale = 3 / Math.sqrt(length * 3);
  return new Map([...found].map(([feature, weight]) => [feature, weight * scale]));
}

/** What was spoken of before, where it may go on from that. */
function* spokenOf({ before }: Read): Generator<string> {
  if (!before) return;
  yield 'after';
  yield `after ${before.intent}`;
  yield before.subjects.length > 0 ? `after a ${before.subjects[0]!.type}` : 'after nothing';
}

/** What kind of thing it may be about, and how much of what was said that explains. */
function* fitOf({ plan, words, names }: Read): Generator<string> {
  if (words.some((word) => names.departmentWords.has(stem(word)))) return yield 'fits department';
  const silent = askingPlaces(words);
  const [best] = rankSubjects(plan, words, { assignment: 1, indicator: 1 }, silent);
  if (!best) return yield 'fits none';
  const much =
    best.coverage >= 0.8 ? 'all' : best.coverage >= 0.5 ? 'most' : best.coverage >= 0.3 ? 'some' : 'little';
  yield `fits ${much}`;
  yield `fits ${best.subject.type} ${much}`;
  if (best.share >= 0.95) yield 'fits name';
}

/** Pieces of a word with where it begins and ends. */
function piecesOf(word: string): string[] {
  const marked = `<${word}>`;
  const pieces: string[] = [];
  for (let size = 3; size <= 5; size++)
    for (let from = 0; from + size <= marked.length && from < 14; from++)
      pieces.push(marked.slice(from, from + size));
  return pieces;
}

/** The message as the examples are written: with a sign for what is of the plan, for roles, times and numbers. */
export function signsOf({ text: said, plan, today, names }: Read): string[] {
  const text = timesAs(` ${placeholder.time} `, said, { plan, today });
  const words = text.split(' ').filter(Boolean);
  const things = thingsAmong(plan, words);
  return words.map((word, place) => {
    if (word.startsWith('‹') || isAsking(word) || aspectWords.has(word)) return word;
    if (/^\d+$/u.test(word)) return placeholder.number;
    if (roleWord.test(word) || names.roleWords.has(stem(word))) return placeholder.role;
    if (names.departmentWords.has(stem(word))) return placeholder.thing;
    return things.get(place) ?? word;
  });
}

/** Words by place that name something: of the plan, or of municipal life though the plan has nothing of it. */
function thingsAmong(plan: Plan, words: readonly string[]): ReadonlyMap<number, string> {
  const index = subjectIndex(plan);
  // A word of Roder's own, as "omgång", is no thing of the plan's.
  const isOfPlan = (feature: string) =>
    index.having(feature).places.some((place) => index.entries[place]!.subject.type !== 'term');
  const stems = words.map((word) => (word.startsWith('‹') ? word : stem(word)));
  const found = new Map<number, string>();
  for (const { concept, from, to } of conceptsIn(stems)) {
    const isThere = conceptFits(concept).some(({ feature }) => isOfPlan(feature));
    for (let place = from; place < to; place++)
      if (isThere || !found.has(place)) found.set(place, isThere ? placeholder.thing : placeholder.other);
  }
  stems.forEach((one, place) => {
    if (one.startsWith('‹') || weak.has(one) || found.get(place) === placeholder.thing) return;
    if (index.fits(one).some(({ feature, fit }) => fit >= 0.95 && isOfPlan(feature)))
      found.set(place, placeholder.thing);
  });
  return found;
}

const roleWord =
  /(?:chef|rektor|direktor|ordforande|ingenjor|strateg|utredare|forestandare)(?:en|n|er|erna|s|ens|orna|or|arna|ar)?$|^(?:manager|principal|director)s?$/u;

function* cued({ text, message }: Read): Generator<string> {
  for (const { id, cues } of intents)
    for (const [place, one] of cues.entries())
      if (
        cueSaid(one, text, message.isQuestion) ||
        (text !== message.whole && cueSaid(one, message.whole, message.isQuestion))
      ) {
        yield `cue ${id} ${place}`;
        yield `cue ${id}`;
      }
}

export function cueSaid(
  { said, followedBy, unless, told }: Cue,
  text: string,
  isQuestion: boolean,
): string | undefined {
  const found = said.exec(text);
  if (!found || (told && isQuestion) || unless?.test(text)) return undefined;
  if (!followedBy) return found[0];
  const more = followedBy.exec(text.slice(found.index + found[0].length));
  return more ? `${found[0]} ${more[0]}` : undefined;
}
