import { isMunicipality } from './about.ts';
import { rankSubjects } from './find-subjects.ts';
import type { Read } from './meaning.ts';
import { askingPlaces, meansNothing } from './message-words.ts';
import { stem } from './stem.ts';
import { type SubjectIndex, subjectIndex } from './subject-index.ts';

/**
 * "Vad är väntetiden?", "what is the waiting time?" ask what a measure says; "vad är väntetid?", "what is a waiting time?"
 * what the word means. In Swedish the ending tells, in English the article: what is learnt of either has a sign in the
 * measure's place, and cannot tell.
 */
export function whatIsAsked(read: Read): 'value' | 'meaning' | undefined {
  const said = asksWhat.exec(read.message.text)?.[1];
  if (!said || meansOther.test(said)) return undefined;
  const words = said.split(' ');
  const silent = askingPlaces(words);
  const [best] = rankSubjects(read.plan, words, { indicator: 1.15, assignment: 1, term: 1.25 }, silent);
  if (best?.subject.type !== 'indicator' || !best.isNamed) return undefined;
  const end = words.findIndex((word, place) => place > 0 && prepositions.test(word));
  const phrase = words.slice(0, end === -1 ? undefined : end);
  const isOfIt = phrase.some((word, place) => best.places.has(place) || quantities.test(word));
  if (!isOfIt) return undefined;
  const index = subjectIndex(read.plan);
  const isOne = (word: string, place: number) =>
    (best.places.has(place) || quantities.test(word)) && isDefinite(word, index);
  if (whenAtHome.test(said)) return 'meaning';
  if (phrase.some((word, place) => isOne(word, place) || isOwner(word, read, index))) return 'value';
  // With a time or a place it is no word that is asked of.
  const isBare = words.every((word, place) => best.places.has(place) || meansNothing(word));
  return isBare && !read.period && !nowSaid.test(said) ? 'meaning' : undefined;
}

const asksWhat =
  /^(?:(?:och|men|sa|and|but|so|ok|okej|nej|no|ja|yes) ){0,2}(?:(?:vad|what) (?:ar|var|blev|is|are|was|were)|whats) (?:nu |da |now )?(\S.*)$/u;
/** "Vad är det för …?", "what is it" name nothing by the article. */
const meansOther =
  /^(?:det|den har|it|that|this|there|going|wrong|happening)(?!\S)|\b(?:vad|what|eller|or)\b/u;
/** "What's the index when it's at home?" asks what such a thing may be. */
const whenAtHome = / when (?:its|it is|theyre|they are) at home$/u;
const prepositions =
  /^(?:i|pa|for|av|till|inom|hos|bland|med|om|vid|per|fran|efter|som|of|in|at|to|on|among|from|with|that|which)$/u;
/** What a measure is a number of. */
const quantities =
  /^(?:(?:andel|antal|niva|varde|siffr|kostnad|grad|medelvarde|snitt|genomsnitt|tal|procent|index|utfall)(?:en|et|n|t|an)?|share|number|level|value|figure|percentage|proportion|rate|average|cost|score|index)$/u;
const nowSaid = /\b(?:nu|idag|now|today|currently|just nu|for narvarande|at the moment|these days)\b/u;

/** "The", "vår" and "kommunens" before a thing make it that one. */
function isOwner(word: string, { names }: Read, index: SubjectIndex): boolean {
  if (/^(?:the|our|your|their|den|det|var|vart|er|ert|deras)$/u.test(word)) return true;
  const owner = /s$/u.test(word) ? word.slice(0, -1) : undefined;
  if (!owner) return false;
  return isMunicipality(word) || names.organisation.has(stem(word)) || isDefinite(owner, index);
}

/** A Swedish word with its article: without it, it is a word too. */
function isDefinite(word: string, { lexicon }: SubjectIndex): boolean {
  if (plainlyDefinite.test(word)) return true;
  const bare = ['en', 'et', 'n', 't']
    .filter((ending) => word.endsWith(ending))
    .map((one) => word.slice(0, -one.length));
  return bare.some((one) => one.length >= 4 && lexicon.has(one));
}

/** Where the bare word is in nobody's list. */
const plainlyDefinite = /(?:ngen|heten|teten|ionen|elsen|tiden|[aeo]rna)$/u;
