import { type Plan, severalOf } from '../plan/plan-index.ts';
import type { Subject } from '../questions/subject.ts';
import { type About, aboutOf, isMunicipality, rolesNamed } from './about.ts';
import { questionWord } from './asks-and-orders.ts';
import { aspectIn, isOnlyAspect } from './aspects.ts';
import { findIntent, weightsOf } from './catalog.ts';
import { isKnownThing, rankSubjects } from './find-subjects.ts';
import {
  addsMore,
  begins,
  corrects,
  isAddedTo,
  leansBack,
  mayBeOfAll,
  namesAny,
  points,
} from './leans-back.ts';
import {
  answered,
  askBack,
  askWhich,
  declined,
  isPlain,
  type Meant,
  type Read,
  type Reading,
  type Spoken,
} from './meaning.ts';
import { askingPlaces, isAsking } from './message-words.ts';
import type { SaidPeriod } from './periods.ts';
import { numberAlone, picked } from './picked.ts';
import { asksWeather } from './plain-question.ts';
import { dayParts, type Scored } from './signs.ts';
import { stem } from './stem.ts';
import { stemsOf, weak } from './subject-index.ts';
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
  const speaking = words.filter((word) => !isAsking(word) && !weak.has(stem(word)) && !dayParts.has(word));
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

/** "Och förskolan?" after "säg till när det händer något i skolan": the same is wanted, of something else. */
function sameWish(
  read: Read,
  scored: readonly Scored[],
  before: Spoken,
  about: readonly Subject[],
  period: SaidPeriod | undefined,
): Meant | undefined {
  const { message, words } = read;
  if (isPlain(before.intent) || tells.has(before.intent) || words.length > maxWordsGoingOn) return undefined;
  const [best] = scored;
  // "Är den lägre än 2024?" is no wish like that before, but of the same thing.
  if (best && isPlain(best.intent.id) && best.sure >= answersFrom && compares(message.whole))
    return undefined;
  const isSame = best?.intent.id === before.intent;
  const isOther = best !== undefined && !isSame && !isPlain(best.intent.id) && best.sure >= answersFrom;
  const asks = asksMore.test(message.text);
  // "Hur går det med hamnen?" is a question of its own, whatever was wanted before.
  const isNarrowed = only.test(message.text) && best?.isCued !== true;
  if ((isOther && !isNarrowed) || (asksAnew.test(message.text) && !asks)) return undefined;
  const { weights, goesOn, isQuestion } = findIntent(before.intent) ?? {};
  const named = weights ? aboutOf(read, { assignment: 1, indicator: 0.9, ...weights }, '') : undefined;
  const isNamed = named !== undefined && named.meant.length > 0 && named.fit >= 0.5 && !named.isOpen;
  // A thing alone asks the same of it; what is done, as to follow it, needs a word that adds it.
  // Of a time only what has times is asked: "sjukfrånvaron i augusti" after who answers for something is no such question.
  const isFigure = isNamed && !isSame && kindOf(named.meant) === 'indicator' && !addsMore.test(message.text);
  if (period && isNamed && (isFigure || !findIntent(before.intent)?.time)) return undefined;
  const isAdded =
    isSame ||
    isNarrowed ||
    addsMore.test(message.text) ||
    (isQuestion && plainlyNamed(read) && words.length <= maxWordsNamed);
  if (isNamed && (goesOn || isNarrowed) && isAdded)
    return answered(before.intent, named.meant, period ?? before.period, 0.82, before.aspect);
  const saysNothingNew = named === undefined || (named.strange.length === 0 && named.meant.length === 0);
  // "Med vad?", "av vem?", "vilka saknas?" of what was just asked: its answer says that.
  // "Exportera tertial 1", "exportera allt" after one assignment is of the whole.
  const isOfAll = before.intent === 'export' && best?.isCued === true && (period || ofAll.test(message.text));
  if (saysNothingNew && (isSame ? best.sure >= sameFrom : asks))
    return answered(before.intent, isOfAll ? [] : about, period ?? before.period, 0.8, before.aspect);
  return undefined;
}

const person = /(?<!\S)(?:hen|han|hon|he|she)(?!\S)/u;
const shows =
  /\b(?:mal|malet|malniva\w*|malvarde\w*|target|goal|(?:supposed|meant) to be|graf\w*|\w*diagram\w*|kurva\w*|bild|chart|graph|plot)\b/u;

function saysOnlyShown({ plan }: Read, speaking: readonly string[]): boolean {
  return speaking.every((word) => shows.test(word) || !isKnownThing(plan, word));
}

/** What is told is not gone on from as what is asked is. */
const tells = new Set(['unknown', 'answer', 'change-plan']);

/** Longer than this, it is a wish of its own. */
const maxWordsGoingOn = 7;
/** What is the same as before needs fewer signs. */
const maxWordsNamed = 3;
const sameFrom = 0.4;
const asksMore =
  /^(?:(?:och|and|men|but) )?(?:(?:av|med|till|for|by|with|to|from|fran) )?(?:vem|vilka|vilken|vad|va|vada|nar|varfor|who|whom|whose|when|what|why|which)(?: (?:da|det|ar|var|is|was|it|that|som|sen|saknas|fattas|are|missing))*$/u;
const asksAnew = new RegExp(`\\b(?:${questionWord}|var|is|are|visa|show)\\b`, 'u');
const asksOutright = new RegExp(`^(?:${questionWord})\\b`, 'u');
const only = /^(?:bara|endast|just|only) (?!nu)/u;

/** Nothing is said but what is named. */
function plainlyNamed({ words, plan }: Read): boolean {
  return words.every((word) => isAsking(word) || weak.has(stem(word)) || isKnownThing(plan, word));
}

/** What was spoken of: also what was asked back about, where it was one thing. */
function aboutBefore({ intent, subjects, choices = [] }: Spoken): readonly Subject[] {
  if (subjects.length > 0 || intent === 'unknown') return subjects;
  const [first] = choices;
  return first?.subject ? [first.subject] : [];
}

/** Nothing but a time is said, and it is no order to be reminded then. */
function saysOnlyWhen({ words, message }: Read, best: Scored | undefined): boolean {
  const says = words.filter(
    (word) => !isAsking(word) && !weak.has(stem(word)) && !dayParts.has(word) && !ofTime.test(word),
  );
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
const ofAll = /\b(?:hela|allt|alla|totalt|generellt|whole|overall|all|everything)\b/u;
const isWhy =
  /^(?:(?:men|och|but|and|jaha|ok|okej) )?(?:varfor|hur kommer det sig|why|how come|vad beror det pa|why is that|varfor det)(?: da| det| sa| is that| ar det sa)*$/u;
const ofTime =
  /^(?:one|siffr\w+|manad\w*|ar|aret|innan|fore|efter|motsvarande|samma|darpa|darefter|dessforinnan|senare|before|after|earlier|later|following|same|period\w*)$/u;
const answersFrom = 0.55;
/** So many words that nobody knows may stand beside what is asked of the thing before. */
const maxStrange = 2;

/**
 * "Följ badhuset", "vem ansvarar för badhuset?" are of what nobody knows, "vad ansvarar jag för?" is of oneself, and none
 * of what was spoken of.
 */
function isOfElse(read: Read, { intent, said }: Scored, { strange }: Pick<About, 'strange'>): boolean {
  const { message } = read;
  if (points.test(message.text)) return false;
  if (asksOfWhatIsLacking(read, said)) return true;
  if (intent.id === 'responsible' && ofOneself.test(message.whole)) return true;
  if (strange.length === 0) return false;
  const words = message.whole.split(' ').filter((word) => !article.test(word));
  const leads = (word = '') => leadsToObject.test(word) || (intent.id === 'decision' && isAbout.test(word));
  const isObject = (word: string, place: number) => strange.includes(word) && leads(words[place - 1]);
  return intent.atOnce !== undefined || words.some(isObject);
}

const ofOneself = /^(?:vad|vilka|what|which) (?:\S{1,20} ){0,3}(?:jag|i)(?: |$)/u;
const leadsToObject =
  /^(?:for|av|of|beslutades|antogs|exportera|export|ut|print|ager|leder|skoter|owns|runs|leads|manages)$/u;
const isAbout = /^(?:om|kring|about|on)$/u;
const article = /^(?:the|a|an|en|ett)$/u;

const ifAway =
  /\b(?:om|if|nar|when)\b.{0,12}\b(?:hen|han|hon|den|he|she|they)\b.{0,8}\b(?:sjuk|borta|ledig|franvarande|ill|sick|away|off)\b/u;

/** Somebody who was spoken of, and what is theirs: "hennes ersättare", "har hen mer på sitt bord?"; not what they said or do. */
const ofPerson =
  /\b(?:hens|hans|hennes|dennes|vederborandes|his|her|their) (?:\p{L}{1,12} )?(?:ersattare|stallforetradare|vikarie|deputy|stand in|replacement|chef|boss)\b|\b(?:ansvarar|svarar) (?:hen|han|hon) (?:(?:mer|ocksa|annars) )?for\b|\bhar (?:hen|han|hon) .{0,20}\b(?:bord|bordet|ansvar)\b|\b(?:is|are) (?:he|she|they) (?:also )?(?:responsible|accountable|in charge)\b/u;

/**
 * "Utan hemtjänsten", "not the library one": the same question of what is left without that. A deed is never done again so,
 * and what cannot be taken out is no reason to answer with it: then it is asked.
 */
function withoutSome(read: Read, before: Spoken, about: readonly Subject[]): Meant | undefined {
  const { message, words } = read;
  const isNot = saysNot.test(message.whole);
  if (tells.has(before.intent) || words.length > maxWordsApart) return undefined;
  if (!isNot && !leavesOut.test(message.whole)) return undefined;
  const named = aboutOf(read, { assignment: 1, indicator: 0.9 }, '');
  const isNamed = named.meant.length > 0 && named.fit >= 0.5;
  if (isNot && !isNamed) return undefined;
  // "Utan bilagor" is of how a paper is made, and it is chosen before it is made.
  if (!isNamed && before.intent === 'export')
    return answered('export', about, before.period, 0.8, before.aspect);
  const left = about.filter(({ id }) => !named.meant.some((one) => one.id === id));
  const isLess = isNamed && left.length > 0 && left.length < about.length;
  const isAsked = findIntent(before.intent)?.isQuestion || before.intent === 'export';
  if (isLess && isAsked) {
    const intent = isPlain(before.intent) ? kindOf(left) : before.intent;
    return answered(intent, left, before.period, 0.8, before.aspect);
  }
  if (about.length > 0 && left.length === 0) return declined(read, [], 0.3);
  return left.length > 0
    ? askBack(before.intent, left, before.period)
    : askWhich([{ intent: before.intent }], before.period, 0.5);
}

/** "Och för kassalikviditet" after a search in Kolada: other words to search for, unless they ask something by themselves. */
function searchedNext(read: Read, scored: readonly Scored[], { intent }: Spoken): Meant | undefined {
  const { message, words, plan } = read;
  const isJoined = joins.test(message.text);
  if (intent !== 'kolada-search' || words.length > maxWordsApart) return undefined;
  if (!isJoined && !addsMore.test(message.text)) return undefined;
  if (scored.some((one) => one.sure >= answersFrom && one.intent.id !== intent && !isPlain(one.intent.id)))
    return undefined;
  const searched = words.filter((word) => !isAsking(word) && !weak.has(stem(word)));
  // "Och simhallen?" is of the plan's own.
  const isOfPlan = !isJoined && searched.every((word) => isKnownThing(plan, word));
  if (searched.length === 0 || isOfPlan) return undefined;
  return answered(intent, [], undefined, 0.8);
}

/** To the words that were searched for, and not to what is asked. */
const joins = /^(?:(?:och|a|and) )?(?:for|om|efter|about)\b|^(?:eller|or)\b/u;
const maxWordsApart = 5;
const saysNot = /^(?:(?:och|and|men|but) )?(?:inte|ej|not) (?!the\b|that\b)/u;
const leavesOut =
  /^(?:(?:men|but|ok|wait|vanta) )?(?:utan|utom|forutom|without|except|not the|not that)(?!\S)/u;

function saysHow(whole: string): boolean {
  return stateSaid(whole) !== undefined || ofState.test(whole) || /\d/u.test(whole);
}

/** Who answers for it. */
function rolesOf({ plan }: Read, about: readonly Subject[]): readonly Subject[] {
  const ids = about.flatMap(({ type, id }) => {
    if (type === 'role') return [id];
    const owner = type === 'assignment' ? plan.assignment(id)?.owner : plan.indicator(id)?.owner;
    return owner === undefined ? [] : severalOf(owner);
  });
  return [...new Set(ids)].map((id) => ({ type: 'role', id }));
}

/** How something was beside what it is. */
const comparing =
  /^(?:battre|samre|hogre|lagre|mer|mindre|fler|farre|storre|kortare|langre|snabbare|better|worse|higher|lower|more|less|fewer|faster|slower|longer|shorter)$/u;

function compares(whole: string): boolean {
  return whole.split(' ').some((word) => comparing.test(word));
}

/** A number is asked for, and not how it goes. */
function asksNumber(scored: readonly Scored[]): boolean {
  const sureOf = (id: string) => scored.find(({ intent }) => intent.id === id)?.sure ?? 0;
  return sureOf('indicator') > sureOf('status');
}

/** "Vad blev siffran?" of an assignment is its measure's: its only one, or the only one that is so told. */
function measureOf({ plan, message }: Read, about: readonly Subject[]): readonly Subject[] {
  const [one] = about;
  const own = about.length === 1 && one!.type === 'assignment' ? plan.homeIndicatorsOf(one!.id) : [];
  const told = own.filter(
    ({ unit, byGender }) =>
      (/\b(?:procent\w*|andelen?|percent\w*|share)\b/u.test(message.whole) && unit.sv === '%') ||
      (ofGender.test(message.whole) && byGender),
  );
  const [measure] = own.length === 1 ? own : told.length === 1 ? told : [];
  return measure ? [{ type: 'indicator', id: measure.id }] : about;
}

/** "Man" is also "one", and "men" also "but". */
const ofGender =
  /\b(?:kvinnor\w*|mannen|flickor\w*|pojkar\w*|women|girls|boys|(?:for|bland|hos|among|of) (?:man|men))\b/u;

const asksWhen = /\b(?:nar|when)\b/u;
const isDone =
  /\b(?:klara?|klart|fardigt?|slut|borjar|startar|oppnar|mattes|mats|uppdaterades|measured|updated|ready|done|finished|start|starts|open|opens)\b/u;
export function kindOf(subjects: readonly Subject[]): string {
  return subjects.every(({ type }) => type === 'indicator') ? 'indicator' : 'status';
}

/** What the intent can be about: decided are assignments, and of a measure the one it belongs to. */
export function fitting({ plan }: Reading, intent: string, subjects: readonly Subject[]): readonly Subject[] {
  if (intent !== 'decision') return subjects;
  const assignments = subjects.filter(({ type }) => type === 'assignment');
  if (assignments.length > 0) return assignments;
  const homes = subjects.map((one): Subject => {
    const home = one.type === 'indicator' ? plan.indicator(one.id)?.assignments[0] : undefined;
    return home ? { type: 'assignment', id: home } : one;
  });
  return homes.filter(({ id }, place) => homes.findIndex((one) => one.id === id) === place);
}

function asksOfAWord({ plan, message }: Read): boolean {
  if (!asksMeaning.test(message.text)) return false;
  const of = wordsOfTerm(message.words).filter((word) => !asksMeaning.test(word));
  return (rankSubjects(plan, of, { term: 1 })[0]?.coverage ?? 0) > 0.9;
}

/** Some words that one asks in are also terms. */
export function wordsOfTerm(words: readonly string[]): readonly string[] {
  return words.filter((word) => !isAsking(word) || /^(?:prognos|trend|mal|rapport|plan)/u.test(word));
}

const asksMeaning = /\b(?:betyder|innebar|menas|means?)\b/u;

/** Words that mean something among what the thing before has: its measures, or the measures beside it. */
function ownMeaning(read: Read, before: Spoken, about: readonly Subject[]): Meant | undefined {
  const { plan, words } = read;
  const [first] = about;
  if (!first || about.length > 1 || read.words.length > 14) return undefined;
  const period = timeAfter(read, before) ?? read.period;
  const found = rankSubjects(plan, words, { indicator: 1 }, askingPlaces(words));
  if (found.length === 0) return undefined;
  if (first.type === 'assignment') {
    const money = moneyOf(read, first.id);
    if (money) return answered('indicator', [money], period, 0.8);
    const own = new Set(plan.indicatorsOf(first.id).map(({ id }) => id));
    const best = found.find(({ subject }) => own.has(subject.id));
    const other = rankSubjects(plan, words, { assignment: 1.12, indicator: 1 }, askingPlaces(words))[0];
    // Named again, it is meant itself.
    const ahead = other?.subject.id === first.id ? 1 : 1.15;
    const isOther = other && !own.has(other.subject.id) && other.score > (best?.score ?? 0) * ahead;
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

/** What is spoken of, with the roles that are named beside it. */
function withPeople({ plan, words }: Read, about: readonly Subject[]): readonly Subject[] {
  const [role] = rankSubjects(plan, words, { role: 1 }, askingPlaces(words));
  return role && role.coverage >= 0.5 ? [...about, role.subject] : about;
}

function headOf(plan: Plan, id: string): string {
  return stemsOf(plan.indicator(id)?.name.sv ?? '')[0] ?? '';
}
