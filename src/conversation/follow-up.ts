import { aboutOf, isMunicipality, rolesNamed } from './about.ts';
import { questionWord } from './asks-and-orders.ts';
import { aspectIn, isOnlyAspect } from './aspects.ts';
import { findIntent, weightsOf } from './catalog.ts';
import { isKnownThing } from './find-subjects.ts';
import {
  answersFrom,
  asksOfAWord,
  begins,
  comparing,
  corrects,
  isAddedTo,
  isOfElse,
  leansBack,
  maxWordsGoingOn,
  mayBeOfAll,
  namesAny,
  ofAll,
  points,
} from './leans-back.ts';
import { answered, isPlain, type Meant, type Read, type Spoken } from './meaning.ts';
import { meansNothing } from './message-words.ts';
import { numberAlone, picked } from './picked.ts';
import { asksWeather } from './plain-question.ts';
import { sameWish, searchedNext, withoutSome } from './same-wish.ts';
import { dayParts, type Scored } from './signs.ts';
import {
  aboutBefore,
  fitting,
  kindOf,
  measureOf,
  moneyOf,
  ownMeaning,
  rolesOf,
  withPeople,
} from './spoken-of.ts';
import { periodFor, timeAfter } from './times.ts';
import { ofState, stateSaid } from './told.ts';
import { asksOfWhatIsLacking } from './what-is-lacking.ts';

/** What a message that goes on from the one before means; undefined where it stands by itself. */
export function followUp(all: Read, scored: readonly Scored[], before: Spoken): Meant | undefined {
  const choice = picked(all, scored, before) ?? numberAlone(all, before);
  if (choice) return choice;
  // "Var den bättre i mars?" names nothing by what it compares.
  const read = { ...all, words: all.words.filter((word) => !comparing.test(word)) };
  const { words, message } = read;
  const text = message.text;
  const period = timeAfter(read, before) ?? read.period;
  let about = aboutBefore(before);
  const which = aspectIn(words);
  const speaking = words.filter((word) => !meansNothing(word) && !dayParts.has(word));
  const best = scored.find(({ intent }) => intent.id !== 'unknown');

  if (isWhy.test(text) && about.length > 0) return answered('status', about, undefined, 0.85);
  // "Vad betyder tertial?" asks of a word, whatever was spoken of.
  if (asksOfAWord(read) || asksWeather.test(text)) return undefined;
  if (before.intent === 'export' && onlyFormat.test(text))
    return answered('export', about, before.period, 0.88);
  // "Hur gick delåret?" after a file of it is no wish for one.
  const isAskedAnew = before.intent === 'export' && asksOutright.test(text);
  if (period && findIntent(before.intent)?.ofATime && !isAskedAnew && saysOnlyWhen(read, best)) {
    const isOfThing = about.length > 0 && isPlain(before.intent);
    const meant = isOfThing && asksNumber(scored) ? measureOf(read, about) : about;
    return answered(isOfThing ? kindOf(meant) : before.intent, meant, period, 0.88, before.aspect);
  }
  const money =
    about.length === 1 && about[0]!.type === 'assignment' ? moneyOf(read, about[0]!.id) : undefined;
  if (money) return answered('indicator', [money], period, 0.8);
  if (which && isOnlyAspect(read) && (begins.test(text) || before.intent === 'aspect' || about.length > 0)) {
    const isOfAll = words.some(isMunicipality) || ofAll.test(text);
    const assignments = isOfAll
      ? []
      : before.intent === 'aspect'
        ? about
        : about.filter(({ type }) => type === 'assignment');
    const when = period ?? (before.intent === 'aspect' ? before.period : undefined);
    return answered('aspect', assignments, when, 0.85, which === 'all' ? undefined : which);
  }
  const apart = withoutSome(read, before, about) ?? searchedNext(read, scored, before);
  if (apart) return apart;
  // "Nej, gul, en pump är kvar" after what was told is told of the same.
  const isTold = before.intent === 'answer' && about.length > 0 && best?.intent.id === 'answer';
  if (isTold && corrects.test(message.whole) && saysHow(message.whole))
    return answered('answer', about, period ?? before.period, 0.82);
  if (
    /^(?:(?:vem|who) (?:har )?(?:svarade|svarat|answered|reported|skrev|said so|sa det)\b|(?:och |and |the )?(?:agaren?|ansvarig|owner)$)/u.test(
      text,
    ) &&
    about.length > 0
  )
    return answered('responsible', about, undefined, 0.85);
  // "Ta bort allt", of what is kept about oneself.
  if (
    before.intent === 'my-data' &&
    /^(?:ta bort|radera|rensa|glom|delete|remove|erase|forget)\b/u.test(text)
  )
    return answered('erase-me', [], undefined, 0.85);
  // "Målet?", "visa på bild" of what was just spoken of: its answer shows both.
  if (
    about.length > 0 &&
    words.length <= maxWordsGoingOn &&
    shows.test(text) &&
    saysOnlyShown(read, speaking)
  )
    return answered(kindOf(about), about, period, 0.8);
  // "Och om hen är sjuk?" is still of who answers for the same.
  if (before.intent === 'responsible' && about.length > 0 && ifAway.test(message.whole))
    return answered('responsible', about, undefined, 0.82);
  // "Vem är hennes ersättare?", "har hen mer på sitt bord?" is of the role itself.
  const roles = before.intent === 'responsible' && ofPerson.test(message.whole) ? rolesOf(read, about) : [];
  if (roles.length > 0) return answered('responsible', roles, undefined, 0.82);
  const goneOn = sameWish(read, scored, before, about, period);
  if (goneOn) return goneOn;
  // "Vad tycker hon?" is nothing that the thing is, and nothing that Roder knows.
  if (before.intent === 'responsible' && person.test(message.whole)) return undefined;
  if (about.length === 0) return undefined;
  const plainShare = scored.reduce((sum, one) => (isPlain(one.intent.id) ? sum + one.sure : sum), 0);
  const other = scored.find(({ intent }) => !isPlain(intent.id));
  const isOther = other !== undefined && other.sure >= answersFrom && other.sure > plainShare;
  if (!isOther || points.test(text)) {
    const own = isOther ? undefined : ownMeaning(read, before, about);
    if (own) return own;
    // "När ska det vara klart?" of something just spoken of is no question about a round.
    if (points.test(text) && speaking.length === 0 && asksWhen.test(text) && isDone.test(text))
      return answered(kindOf(about), about, period, 0.8);
  }
  const isTelling = isOther && other.intent.id === 'answer';
  const named = aboutOf(read, weightsOf('status'), isTelling ? '' : (best?.said ?? ''));
  // What is added to what was just told is of the same thing.
  if (isTelling && before.intent === 'answer' && isAddedTo(read, named))
    return answered('answer', about, period ?? before.period, 0.82);
  const isOwn = named.meant.length > 0 && named.meant.every((one) => about.some(({ id }) => id === one.id));
  // "Vi ligger efter på LSS" is of something else, though the plan has nothing of it.
  if (isTelling && !isOwn && namesAny(read.plan, speaking)) return undefined;
  const isNew = named.meant.length > 0 && named.fit >= 0.5 && speaking.length > 0;
  if (isNew && !isOwn) return undefined;
  // Of several that were spoken of, one is named.
  if (isNew && named.meant.length < about.length) about = named.meant;
  const strange = named.strange.length;
  // "vem ansvarar?", "följ den", "vilket beslut då?": the same thing, asked otherwise.
  if (isOther) {
    if (!other.intent.goesOn || strange > maxStrange || isOfElse(read, other, named)) return undefined;
    // "Vad går sämst just nu?" is of everything, whatever was spoken of.
    if (mayBeOfAll(other) && !leansBack(read)) return undefined;
    // "Vad har turistchefen på sitt bord?" is of that role.
    if (other.intent.id === 'responsible' && rolesNamed(read).length > 0) return undefined;
    const isOfRoles = about.length > 0 && about.every(({ type }) => type === 'role');
    if (isOfRoles && !other.intent.about?.includes('role')) return undefined;
    if (other.intent.id === 'change-plan')
      return words.length <= 6 ? answered('change-plan', withPeople(read, about), period, 0.82) : undefined;
    const id = other.intent.id === 'deviations' && words.length <= 6 ? 'status' : other.intent.id;
    return answered(id, fitting(read, id, about), periodFor(id, read), 0.82);
  }
  // A role goes neither well nor badly.
  if (about.every(({ type }) => type === 'role')) return undefined;
  // "Och badhuset?" is of what the plan has not.
  if (!points.test(text) && asksOfWhatIsLacking(read)) return undefined;
  // "Hur går det med LSS?" is of something else, though nobody knows what; "och personalen då?" may be of the same.
  const namesNothing = !namesAny(read.plan, speaking);
  const goesOn =
    (strange === 0 && (leansBack(read) || isOwn || namesNothing)) ||
    (strange <= maxStrange && begins.test(text));
  if (plainShare >= answersFrom && goesOn) {
    const meant = asksNumber(scored) ? measureOf(read, about) : about;
    return answered(kindOf(meant), meant, period, 0.8);
  }
  if (speaking.length === 0 && (begins.test(text) || points.test(text)))
    return answered(kindOf(about), about, period, 0.75);
  return undefined;
}

const asksOutright = new RegExp(`^(?:${questionWord})\\b`, 'u');
const person = /(?<!\S)(?:hen|han|hon|he|she)(?!\S)/u;
const shows =
  /\b(?:mal|malet|malniva\w*|malvarde\w*|target|goal|(?:supposed|meant) to be|graf\w*|\w*diagram\w*|kurva\w*|bild|chart|graph|plot)\b/u;

function saysOnlyShown({ plan }: Read, speaking: readonly string[]): boolean {
  return speaking.every((word) => shows.test(word) || !isKnownThing(plan, word));
}

/** Nothing but a time is said, and it is no order to be reminded then. */
function saysOnlyWhen({ words, message }: Read, best: Scored | undefined): boolean {
  const says = words.filter((word) => !meansNothing(word) && !dayParts.has(word) && !ofTime.test(word));
  return (
    says.length === 0 &&
    (!best ||
      best.sure < 0.85 ||
      begins.test(message.text) ||
      isPlain(best.intent.id) ||
      best.intent.id === 'remind-later')
  );
}

/** "Word", "som pdf tack": of what was about to be a file. */
const onlyFormat =
  /^(?:(?:som|i|as|in|en|ett|a|an) )*(?:word|pdf|excel|csv|json|docx|xlsx)(?:[- ]?(?:fil|file|dokument|document))?(?: (?:tack|please))?$/u;
const isWhy =
  /^(?:(?:men|och|but|and|jaha|ok|okej) )?(?:varfor|hur kommer det sig|why|how come|vad beror det pa|why is that|varfor det)(?: da| det| sa| is that| ar det sa)*$/u;
const ofTime =
  /^(?:one|siffr\w+|manad\w*|kvartal\w*|tertial\w*|halvar\w*|veckan?|quarter|month|week|year|ar|aret|innan|fore|efter|motsvarande|samma|darpa|darefter|dessforinnan|senare|before|after|earlier|later|following|same|period\w*)$/u;
/** So many words that nobody knows may stand beside what is asked of the thing before. */
const maxStrange = 2;

const ifAway =
  /\b(?:om|if|nar|when)\b.{0,12}\b(?:hen|han|hon|den|he|she|they)\b.{0,8}\b(?:sjuk|borta|ledig|franvarande|ill|sick|away|off)\b/u;

/** Somebody who was spoken of, and what is theirs: "hennes ersättare", "har hen mer på sitt bord?"; not what they said or do. */
const ofPerson =
  /\b(?:hens|hans|hennes|dennes|vederborandes|his|her|their) (?:\p{L}{1,12} )?(?:ersattare|stallforetradare|vikarie|deputy|stand in|replacement|chef|boss)\b|\b(?:ansvarar|svarar) (?:hen|han|hon) (?:(?:mer|ocksa|annars) )?for\b|\bhar (?:hen|han|hon) .{0,20}\b(?:bord|bordet|ansvar)\b|\b(?:is|are) (?:he|she|they) (?:also )?(?:responsible|accountable|in charge)\b/u;

function saysHow(whole: string): boolean {
  return stateSaid(whole) !== undefined || ofState.test(whole) || /\d/u.test(whole);
}

/** A number is asked for, and not how it goes. */
function asksNumber(scored: readonly Scored[]): boolean {
  const sureOf = (id: string) => scored.find(({ intent }) => intent.id === id)?.sure ?? 0;
  return sureOf('indicator') > sureOf('status');
}

const asksWhen = /\b(?:nar|when)\b/u;
const isDone =
  /\b(?:klara?|klart|fardigt?|slut|borjar|startar|oppnar|mattes|mats|uppdaterades|measured|updated|ready|done|finished|start|starts|open|opens)\b/u;
