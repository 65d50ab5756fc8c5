import type { Card } from '../base/messenger.ts';
import type { Actor, Ports } from '../base/ports.ts';
import { localDate } from '../calendar/instants.ts';
import { type Language, translator } from '../language/language.ts';
import { fold } from '../language/words.ts';
import { factsCard } from '../messages/facts-card.ts';
import type { Plan } from '../plan/plan-index.ts';
import { countUnknownWords, frequentUnknownWords, type UnknownWord } from '../plan/unknown-words.ts';
import { withoutObserving } from '../storage/noted-writes.ts';
import { isMunicipality, namesOf } from './about.ts';
import { isLearnt, learntWeights } from './classifier.ts';
import { hasKin } from './features.ts';
import type { Reading, Understood } from './meaning.ts';
import { isAsking, meansNothing, messageWords } from './message-words.ts';
import { stem } from './stem.ts';
import { conceptFits, type SubjectIndex, subjectIndex, weak } from './subject-index.ts';
import { conceptsIn } from './thesaurus.ts';
import { timesAs } from './times.ts';
import { foldedWords } from './word-lists.ts';

type Failed = Pick<Understood, 'outcome' | 'strangeTime'> & { readonly text: string };

/** Keeps the words that a question failed for, where the plan says so. */
export async function keepUnknownWords(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId }: Actor,
  plan: Plan | undefined,
  failed: Failed,
): Promise<void> {
  if (!plan?.content.keepUnknownWords) return;
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const words = unknownWordsIn(failed, { plan, today });
  if (words.length > 0) await withoutObserving(() => countUnknownWords(ports, tenantId, plan, words));
}

/** Longer, it tells of something rather than asks for a thing. */
const maxSaid = 15;
/** More of them are no names of things. */
const maxUnknown = 2;

/**
 * The words of a question for whose want nothing was found: single ones that name a thing, so it seems. Never a name of
 * a person, nor what is written like one; never a number or an address; and none at all of a message that has many.
 */
export function unknownWordsIn(
  { text, outcome, strangeTime }: Failed,
  reading: Pick<Reading, 'plan' | 'today'>,
): readonly string[] {
  if (outcome === 'answered' || strangeTime) return [];
  const said = text.split(/\s+/u);
  if (said.length > maxSaid || ofSomebody.test(messageWords(text, subjectIndex(reading.plan)).text))
    return [];
  const unknown = said.flatMap((token, place) => {
    const word = token.match(/\p{L}(?:.*[\p{L}\p{N}])?/u)?.[0] ?? '';
    const isFirst = place === 0 || /[.!?:]$/u.test(said[place - 1]!);
    return isThing(word, isFirst) && isUnknown(word.toLowerCase(), reading) ? [word.toLowerCase()] : [];
  });
  return unknown.length <= maxUnknown ? [...new Set(unknown)] : [];
}

/** Somebody's own matters, or somebody else's; or who somebody is, and whether they have answered. */
const ofSomebody =
  /\b(?:jag|mig|min|mitt|mina|han|hon|hans|hennes|honom|henne|i|im|me|my|he|she|his|her|him|vem|vems|who|whose|svarat|answered)\b/u;

/** Letters alone; with a capital only where a sentence begins, or as an abbreviation has it. */
function isThing(word: string, isFirst: boolean): boolean {
  if (!/^\p{L}+(?:-\p{L}+)*$/u.test(word) || word.length > 40) return false;
  if (/^\p{Lu}{2}/u.test(word)) return true;
  return word.length >= 4 && (isFirst || !/\p{Lu}/u.test(word));
}

const neverKept: ReadonlySet<string> = new Set(
  [...foldedWords('never-kept')].flatMap((one) => [one, `${one}s`, stem(one)]),
);
const lastName = /(?:sson|sdotter|kvist|qvist|strom|gren|lund|berg|ovic|evic|wski|wska|oglu|zadeh)s?$/u;
/** Short ones are in many words. */
const withinOthers = [...neverKept].filter((one) => one.length >= 6);

function isUnknown(word: string, { plan, today }: Pick<Reading, 'plan' | 'today'>): boolean {
  const folded = fold(word);
  const parts = folded.split('-');
  if ([folded, ...parts].some((one) => neverKept.has(one) || neverKept.has(stem(one)) || lastName.test(one)))
    return false;
  if (withinOthers.some((one) => folded.includes(one))) return false;
  const index = subjectIndex(plan);
  // As it is read: a slip that is set right is no word that Roder lacks.
  const read = messageWords(word, index).words;
  if (read.some((one) => /\d/u.test(one) || timesAs('', one, { plan, today }) !== one)) return false;
  return read.every((one) => !isOfPlan(one, index) && (isPublicThing(one) || !isOrdinary(one, plan)));
}

/** What the plan is told in, or the thesaurus knows as something that it has. */
function isOfPlan(word: string, index: SubjectIndex): boolean {
  const stemmed = stem(word);
  const isThere = ({ concept }: { readonly concept: string }) =>
    conceptFits(concept).some(({ feature }) => index.having(feature).places.length > 0);
  return (index.fits(stemmed)[0]?.fit ?? 0) >= 0.75 || conceptsIn([stemmed]).some(isThere);
}

/** Of municipal life, though the plan has nothing that is called so. */
function isPublicThing(word: string): boolean {
  return conceptsIn([stem(word)]).length > 0 && !meansNothing(word);
}

function isOrdinary(word: string, plan: Plan): boolean {
  const stemmed = stem(word);
  return (
    isAsking(word) ||
    weak.has(stemmed) ||
    isMunicipality(word) ||
    namesOf(plan).organisation.has(stemmed) ||
    hasKin(word) ||
    isLearnt(learntWeights(), `w ${stemmed}`)
  );
}

/** What people asked by in vain and the plan still lacks; undefined where the plan does not say that it is kept. */
export async function readUnknownWords(
  ports: Pick<Ports, 'store' | 'clock'>,
  { tenantId }: Actor,
  plan: Plan,
): Promise<readonly UnknownWord[] | undefined> {
  if (!plan.content.keepUnknownWords) return undefined;
  const today = localDate(ports.clock.now(), plan.content.timeZone);
  const known = await frequentUnknownWords(ports, tenantId, plan);
  return known.filter(({ word }) => isUnknown(word, { plan, today }));
}

/** As many as can be gone through at a time. */
const maxShown = 30;
const maxButtons = 6;

/** For whoever may change the plan: each word leads to the form where it is added. */
export function unknownWordsCard(words: readonly UnknownWord[] | undefined, language: Language): Card {
  const t = translator(language);
  const shown = words?.slice(0, maxShown) ?? [];
  const lines = shown.map((one) => `• ${t('unknownWords.line', { ...one })}`);
  const add = shown.slice(0, maxButtons).map(({ word }) => ({
    verb: 'plan/change',
    data: { kind: 'called', word },
    title: t('unknownWords.add', { word }),
  }));
  const setting = { verb: 'plan/change', data: { kind: 'words' }, title: t('unknownWords.setting') };
  return factsCard(
    { language },
    {
      title: t('unknownWords.title'),
      intro: t(`unknownWords.${words ? (lines.length > 0 ? 'text' : 'none') : 'off'}`),
      rows: lines.length > 0 ? [{ lines }] : [],
      note: words ? t('unknownWords.note') : '',
      actions: [...add, setting],
    },
  );
}
