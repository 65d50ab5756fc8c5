import { languageAsked } from '../language/words.ts';
import type { Subject } from '../questions/subject.ts';
import { type About, aboutOf, isMunicipality, rolelike, rolesNamed } from './about.ts';
import { aspectIn, aspectOf } from './aspects.ts';
import { weightsOf } from './catalog.ts';
import { foundAs, isKnownThing, rankSubjects, type Wanted } from './find-subjects.ts';
import type { Intent } from './intent.ts';
import { answered, askBack, declined, type Meant, perhaps, type Read, sure } from './meaning.ts';
import { isAsking } from './message-words.ts';
import type { SaidPeriod } from './periods.ts';
import { fitting, kindOf } from './spoken-of.ts';
import { toldOf } from './statements.ts';
import { stem } from './stem.ts';
import { weak } from './subject-index.ts';
import { periodFor } from './times.ts';

const unknownFrom = 0.6;
/** From here on an intent is sure, whatever else is said. */
export const surelyFrom = 0.9;

/** What an intent with its own signs comes to; undefined where what was said besides speaks against it. */
export function settleIntent(read: Read, intent: Intent, sureOf: number, said: string): Meant | undefined {
  const timed = periodFor(intent.id, read);
  if (intent.id === 'unknown') {
    if (sureOf < unknownFrom) return undefined;
    // Not quite sure that it is none of the plan's: then what is near is named.
    return declined(read, sureOf >= 0.8 ? [] : aboutOf(read, weightsOf('status'), said).near, sureOf);
  }
  // Whom to talk with about a thing is who answers for it.
  if (intent.id === 'human' && /\b(?:vem|vilken|vilka|who|whom)\b/u.test(read.message.text)) {
    const about = aboutOf(read, weightsOf('status'), said);
    if (about.meant.length > 0 && about.fit >= 0.7 && !about.isOpen)
      return answered('responsible', about.meant, timed, sureOf);
  }
  if (intent.subject === 'none') {
    if (intent.id === 'whole' && sureOf < surelyFrom && !isWhole(read, said)) return undefined;
    return answered(intent.id, [], timed, sureOf);
  }
  const about =
    intent.id === 'answer'
      ? toldOf(read, said, measured(weightsOf('answer'), read))
      : (roleInstead(read, intent, said) ??
        thingBesideRole(read, intent, said) ??
        aboutOf(
          intent.id === 'aspect' ? withoutAspects(read) : read,
          measured(weightsOf(intent.id), read),
          said,
        ));
  // In a longer story what is named beside may be anything: then all is told of, or the form asks.
  const isLong = read.words.length >= longFrom && about.meant.length === 1 && !isAtEdge(read, about);
  const least =
    (isLong ? inLongStory[intent.id] : undefined) ??
    (intent.mayBeOfNothing && !placesSaidOf(read, about) ? 0.67 : 0.55);
  const isClear = about.meant.length > 0 && (about.fit >= least || isNearest(read, about, intent, sureOf));
  if (intent.id === 'change-plan') {
    const around = whatIsNew(read, said);
    if (around) return answered(intent.id, around, timed, sureOf);
  }
  if (intent.id === 'meaning') return meaning(about, sureOf, timed);
  if (intent.subject === 'must' && !isClear) {
    if (about.near.length > 0 && about.fit >= 0.3 && sureOf >= 0.8)
      return askBack(intent.id, about.near, timed);
    return sureOf >= 0.8 ? declined(read, about.near, 0.2) : undefined;
  }
  // What is new about one thing is its latest report, where no time is said to count from.
  if (intent.id === 'news' && isClear && !about.isOpen && !timed)
    return answered(kindOf(about.meant), about.meant, timed, sureOf);
  if (!isClear && intent.asksWhich && about.near.length > 0 && about.fit >= asksWhichFrom)
    return askBack(intent.id, about.near, timed);
  const isMeant = isClear && !(about.isOpen && !intent.ofOne);
  // Who answers for what nobody knows is asked of somebody else.
  if (!isMeant && intent.ofOne && sureOf < 0.85 && about.strange.length > 0) return undefined;
  const which = intent.id === 'aspect' ? aspectIn(read.words) : undefined;
  const subjects = isMeant ? fitting(read, intent.id, about.meant) : [];
  return answered(intent.id, subjects, timed, sureOf, which === 'all' ? undefined : which);
}

/** What is to be done is sure, and what with is nearer than anything else; an assignment and its measures are no rivals. */
function isNearest(
  { words }: Read,
  { fit, isOpen, aheadOfOthers }: About,
  { asksWhich, subject }: Intent,
  sureOf: number,
): boolean {
  const isSure = asksWhich === true && subject !== 'must' && sureOf >= surelyFrom;
  return (
    isSure && !isOpen && words.length <= maxWordsNearest && fit >= nearestFrom && aheadOfOthers >= nearestBy
  );
}

const longFrom = 8;
/** What a thing must fit there. */
const inLongStory: Readonly<Record<string, number>> = {
  deviations: 0.95,
  'help-wanted': 0.95,
  'not-mine': 0.67,
};
/** From here on one of those that are near may be meant. */
const asksWhichFrom = 0.4;
const nearestFrom = 0.4;
const nearestBy = 0.05;
/** In a longer story what is named may be anything. */
const maxWordsNearest = 12;

/** "Is anything going off the rails in streets and parks?", "the harbour: who needs help?", "in the harbour assignment". */
function isAtEdge(read: Read, about: About): boolean {
  const places = placesSaidOf(read, about);
  if (!places) return false;
  const { isFirst, before, after } = around(read, places);
  if (isCalledByKind(read, places) && (before.length === 0 || after.length <= 1)) return true;
  return about.fit >= edgeFrom && (isFirst || after.length === 0);
}

/** Where it is named, if it is named as what something is of: "en pdf om badhuset", "nytt om grundskolan". */
function placesSaidOf(
  read: Read,
  { meant: [only, ...others], isOpen }: About,
): ReadonlySet<number> | undefined {
  if (!only || others.length > 0 || isOpen) return undefined;
  const places = foundAs(read.plan, read.words, only)?.places;
  if (!places) return undefined;
  if (isCalledByKind(read, places)) return places;
  const { isFirst, before, after } = around(read, places);
  // "Till skolans folk" is said of the people.
  const isOwner = isGenitive(read, read.words[Math.max(...places)]) && after.length > 0;
  return isFirst || (of.test(before.at(-1) ?? '') && !isOwner) ? places : undefined;
}

/** What stands before a thing, without articles, and after it; whether what is asked of it follows it at once. */
function around({ words }: Read, places: ReadonlySet<number>) {
  const before = words.slice(0, Math.min(...places)).filter((word) => !articles.test(word));
  const after = words.slice(Math.max(...places) + 1);
  return { before, after, isFirst: before.length === 0 && asks.test(after[0] ?? '') };
}

/** "The harbour assignment", "klimatuppdraget", "hamnens siffror". */
function isCalledByKind(read: Read, places: ReadonlySet<number>): boolean {
  const first = Math.min(...places);
  const last = Math.max(...places);
  const [word = '', after = ''] = read.words.slice(last);
  return (
    kindBefore.test(read.words[first - 1] ?? '') ||
    kindAfter.test(after) ||
    (isGenitive(read, word) && kindOwned.test(after)) ||
    kindWithin.test(word)
  );
}

/** "Hamnens", and not "streets". */
function isGenitive({ message }: Read, word = ''): boolean {
  return /(?:[ae]n|et|na)s$/u.test(word) && languageAsked(message.whole) !== 'en';
}

const edgeFrom = 0.8;
const articles = /^(?:den|det|de|the|our|vara?|vart)$/u;
const of =
  /^(?:om|pa|for|inom|under|i|till|kring|rorande|gallande|angaende|avseende|about|on|of|in|for|under|at|to|regarding|concerning)$/u;
const asks = /^(?:vad|vilka?|vilket|vem|var|nar|hur|what|which|who|where|when|how)$/u;
const kindBefore = /^(?:uppdraget|milstolpen|mattet|indikatorn|nyckeltalet)$/u;
const kindAfter = /^(?:assignment|milestone|measure|indicator)$/u;
const kindOwned = /^(?:uppdrag|matt|indikatorer|nyckeltal|milstolpar|siffror|siffra)$/u;
const kindWithin = /.uppdraget$/u;

/**
 * "Lägg till ett mått om trygghet i skolan", "lägg in Kim som chef för AME": what is new is nothing that the plan has; it is
 * put into an assignment, or on a role, where one is named.
 */
function whatIsNew(read: Read, said: string): readonly Subject[] | undefined {
  const { text } = read.message;
  const isAdded = adds.test(text) || beginsNew.test(text);
  const holder = puts.test(text) ? asRole.exec(text)?.[1] : undefined;
  const isHolder = holder !== undefined && rolelike.test(holder) && !besideHolder.test(holder);
  if (!(isAdded && newMeasure.test(text)) && !isHolder)
    return isAdded && newAssignment.test(text) ? [] : undefined;
  const about = aboutOf(read, isHolder ? { role: 1 } : { assignment: 1 }, said);
  return about.fit >= 0.55 && !about.isOpen ? about.meant : [];
}

const oneMore = '\\b(?:ett|en|ny|nytt|nya|till|a|an|another|new|more)(?: (?:nytt|ny|new|extra|till))?';
const adds = /\b(?:lagga?|lagger|skapa|infora|registrera|behover|add|create|introduce|need|want)\b/u;
const beginsNew = /^(?:en |ett |a |an )?(?:ny|nytt|new|another) /u;
const newMeasure = new RegExp(
  `${oneMore} (?:matt|indikator|nyckeltal|milstolpe|delmilstolpe|measure|indicator|milestone|key figure)\\b`,
  'u',
);
const newAssignment = new RegExp(`${oneMore} (?:uppdrag|assignment)\\b`, 'u');
const puts = /\b(?:lagg(?:a|er)? in|satt(?:a|er)?|gor|utse|koppla|add|put|appoint|register)\b/u;
const asRole = / (?:som|as) (?:ny |the |new |our )?(\S+)/u;
/** Who is put beside it, and does not hold it. */
const besideHolder =
  /^(?:ersattare|stallforetradare|medhjalpare|medverkande|agare|ansvarig|deputy|owner|responsible)/u;

/** "Det är inte mitt, fråga boendechefen", "it belongs to the finance director": nothing is named but who should answer. */
function roleInstead(read: Read, { id }: Intent, said: string): About | undefined {
  const { words } = read;
  if (id !== 'not-mine' || !words.some((word) => rolelike.test(word))) return undefined;
  // "Finance director", "soc chefen" are one, and a desk is no thing.
  const rest = words.filter(
    (word, place) =>
      !rolelike.test(word) &&
      !rolelike.test(words[place + 1] ?? '') &&
      !/^(?:bord|desk|plate|table)$/u.test(word),
  );
  const beside = aboutOf({ ...read, words: rest }, { assignment: 1, indicator: 1.05 }, said);
  if (beside.meant.length > 0 && beside.fit >= 0.4) return undefined;
  const about = aboutOf(read, { role: 1 }, '');
  return about.meant.length > 0 && about.fit >= 0.55 && !about.isOpen ? about : undefined;
}

/** "Byt ägare på energimåttet till kostchefen": what is changed, or left to somebody, is the thing and not the role. */
function thingBesideRole(read: Read, { id, besideRole, saysOf }: Intent, said: string): About | undefined {
  if (!besideRole || (id === 'change-plan' && ofRole.test(read.message.text))) return undefined;
  const roles = rankSubjects(read.plan, read.words, { role: 1 });
  const isNear = (place: number) =>
    [place - 1, place, place + 1].some((one) => rolelike.test(read.words[one] ?? ''));
  const ofRoles = new Set([
    ...roles.flatMap(({ places }) => [...places].filter(isNear)),
    // "Tekniska chefen" is no department, though it may be called "tekniska".
    ...rolesNamed(read).flatMap(({ places }) => [...places]),
  ]);
  const outright = saysOf?.exec(read.message.text)?.slice(1).find(Boolean);
  const own =
    outright && aboutOf({ ...read, words: outright.split(' ') }, { assignment: 1, indicator: 1.05 }, said);
  if (own && own.meant.length > 0 && own.ahead >= clearlyOwn) return own;
  const words = read.words.filter((word, place) => !ofRoles.has(place) && !rolelike.test(word));
  const about = aboutOf(
    { ...read, words },
    measured({ assignment: 1, indicator: ofOwner.test(read.message.text) ? 0.95 : 1.05 }, read),
    said,
  );
  return about.meant.length > 0 && about.fit >= (id === 'not-mine' ? 0.4 : 0.5) && !about.isOpen
    ? { ...about, fit: Math.max(about.fit, 0.55) }
    : undefined;
}

const clearlyOwn = 0.3;

/** "Höj målet för e-tjänster", "the library numbers": a measure has a target, a figure and a name that says what it is. */
function measured(wanted: Wanted, { message }: Read): Wanted {
  const { indicator = 0, term } = wanted;
  // What "mål" means is asked of the word.
  return !term && ofMeasure.test(message.text) ? { ...wanted, indicator: indicator * 1.5 } : wanted;
}

const ofMeasure =
  /\b(?:mal|malet|malen|malvardet?|malniva\w*|targets?|goals?|\w*matt(?:et)?|indikator\w*|nyckeltal\w*|indicators?|measures?|siffr\w+|numbers?|figures?)\b/u;

/** An assignment has somebody who is responsible; a measure has it from that. */
const ofOwner = /\b(?:ansvarig\w*|ansvaret|responsib\w+)\b/u;

/** Words of who has a role, and not of what it answers for. */
const ofRole =
  /\b(?:roll\w*|person\w*|ersattare\w*|stallforetradare\w*|anstall\w*|tillsatt|slutat|slutar|role|deputy|hired|left)\b/u;

/** "Ekonomin i skolan" is about the school, and not about the assignment that has the economy in its name. */
function withoutAspects(read: Read): Read {
  const words = read.words.filter((word) => aspectOf(word) === undefined);
  return words.some((word) => !isAsking(word)) ? { ...read, words } : { ...read, words: [] };
}

/** "Hur går det?" is about the whole only where nothing else is named. */
export function isWhole(read: Read, said: string): boolean {
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
