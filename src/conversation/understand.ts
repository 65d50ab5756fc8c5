import { languageAsked } from '../language/words.ts';
import type { Subject } from '../questions/subject.ts';
import { aboutOf, departmentsIn, namesOf, rolelike, rolesNamed } from './about.ts';
import { anotherTime } from './another-time.ts';
import { asksFirst } from './asks-and-orders.ts';
import { aspectIn, isOnlyAspect } from './aspects.ts';
import { findIntent, weightsOf } from './catalog.ts';
import {
  asksManner,
  beginsDeed,
  movesRound,
  pointsAtNothing,
  pointsElsewhere,
  saysMuch,
  whatOfIt,
} from './deeds.ts';
import { isKnownThing, rankSubjects } from './find-subjects.ts';
import { followUp } from './follow-up.ts';
import { leansBack, wordsOfTerm } from './leans-back.ts';
import {
  answered,
  askBack,
  askWhich,
  type Choice,
  declined,
  isPlain,
  type Meant,
  type Read,
  type Reading,
  type Spoken,
  sure,
  type Understood,
} from './meaning.ts';
import { isAsking, type MessageWords, messageWords, withoutThanks } from './message-words.ts';
import type { SaidPeriod } from './periods.ts';
import { numberAlone } from './picked.ts';
import { isOfTheHour, plainQuestion } from './plain-question.ts';
import { withSecond } from './second-reading.ts';
import { isWhole, settleIntent, surelyFrom } from './settle-intent.ts';
import { type Scored, scoreIntents, strangeShare } from './signs.ts';
import { statement } from './statements.ts';
import { stem } from './stem.ts';
import { subjectIndex, weak } from './subject-index.ts';
import { askedWhen, periodFor, timeOf } from './times.ts';
import { whatIsAsked } from './what-is.ts';
import { asksOfWhatIsLacking } from './what-is-lacking.ts';

/** `text` as `readMessage` gives it, but with the question mark at its end, where there is one. */
export function understand(text: string, reading: Reading): Understood {
  const message = messageWords(text, subjectIndex(reading.plan));
  const shared = { language: languageAsked(text), words: message.words };
  const meant = askedWhen(meaningOf(message, reading), reading, message.whole);
  return { ...shared, ...meant };
}

function meaningOf(message: MessageWords, reading: Reading): Meant {
  const read = readOf(message, reading);
  const { before } = reading;
  if (!before) return readAlone(read);
  const alone = leansBack(read) ? undefined : readAlone(read);
  if (alone && standsAlone(alone, before)) return alone;
  const scored = withoutFigures(read, scoreIntents(read));
  const moved = anotherTime(read, scored, before);
  if (moved) return moved;
  if (findIntent(before.intent)?.leadsOn === 'time') return alone ?? readAlone(read);
  const followed = followUp(read, scored, before);
  // "Och skolan?" adds to what was said outright.
  if (followed && followed.intent === before.intent && before.subjects.length > 0) return followed;
  if (followed) return saidOutright(read, scored, followed);
  const meant = standing(read, scored);
  if (!alone || meant.outcome === 'answered') return meant;
  // Nor is it less clear by itself for what was said before it.
  return alone.outcome === 'answered' || alone.confidence >= clearlyNothing ? alone : meant;
}

/** As if nothing had been said before it. */
function readAlone(said: Read): Meant {
  const read = { ...said, before: undefined };
  return standing(read, withoutFigures(read, scoreIntents(read)));
}

function standing(read: Read, scored: readonly Scored[]): Meant {
  const meant = withSecond(read, scored, orWhich(read, unlessLacking(read, decide(read, scored))));
  return saidOutright(read, scored, meant);
}

/** Something else than before is surely asked: of what it names, or of everything where it may be. */
function standsAlone({ intent, outcome, subjects, confidence }: Meant, before: Spoken): boolean {
  const { subject, mayBeOfNothing } = findIntent(intent) ?? {};
  const isNamed = subjects.some(({ type }) => type !== 'term');
  const isOther = intent !== before.intent && intent !== 'whole';
  const isWhole = isNamed || subject === 'none' || mayBeOfNothing === true;
  return outcome === 'answered' && confidence >= sure && isOther && isWhole;
}

/** "Vad händer om jag slutar följa hamnen?", "jag bryr mig inte om hamnen": what would be done at once is asked first. */
function saidOutright({ message }: Read, scored: readonly Scored[], meant: Meant): Meant {
  const { intent, outcome, subjects, period } = meant;
  const { atOnce } = findIntent(intent) ?? {};
  if (outcome !== 'answered' || subjects.length === 0 || !atOnce) return meant;
  const isSaid = scored.some((one) => one.intent.id === intent && (one.isCued || one.sure >= answersFrom));
  const isAsked = message.isQuestion && !isWish.test(message.whole);
  const isOutright = isSaid && !isAsked && !atOnce.unless.test(message.whole);
  return isOutright ? meant : askBack(intent, subjects, period);
}

const isWish =
  /^(?:kan|skulle|kunde|far|can|could|would|will|may) (?:du|ni|jag|vi|man|you|i|we) |(?<!\S)(?:would|will|could|can) you$/u;

/** What is asked of one thing is not answered of everything because the plan has nothing of that. */
function unlessLacking(read: Read, meant: Meant): Meant {
  const { intent, outcome, subjects, choices } = meant;
  const { isOfEverything } = findIntent(intent) ?? {};
  const isOfAll = subjects.length === 0 && choices.every(({ subject }) => !subject);
  if (!isOfEverything || outcome === 'declined' || !isOfAll || !asksOfWhatIsLacking(read)) return meant;
  return declined(read, aboutOf(read, weightsOf('status'), '').near, 0.3);
}

/** What is meant was said elsewhere, and is asked; and so it is where something is to be done that no intent is. */
function orWhich(read: Read, meant: Meant): Meant {
  const { intent, outcome, subjects, period } = meant;
  if (outcome === 'declined' && pointsElsewhere(read))
    return askWhich([{ intent: 'show-plan' }], period, 0.3);
  if (outcome === 'answered' && isPlain(intent) && meant.confidence < surelyFrom && asksManner(read))
    return asBack(meant);
  if (outcome === 'answered' && isPlain(intent) && beginsDeed(read))
    return askWhich(
      ['change-plan', intent].flatMap((one) => subjects.map((subject) => ({ intent: one, subject }))),
      period,
      0.5,
    );
  return meant;
}

/** A department has no figure of its own, and "alla uppdrag hos tekniska" lists how they go: what is asked of it is that. */
function withoutFigures(read: Read, scored: readonly Scored[]): readonly Scored[] {
  if (departmentsIn(read).length === 0) return scored;
  const isFigure = ({ intent, isCued }: Scored) =>
    intent.id === 'indicator' ||
    (intent.id === 'show-plan' && !isCued && !ofMeasures.test(read.message.text));
  const figures = scored.filter(isFigure).reduce((sum, { sure: one }) => sum + one, 0);
  const others = scored.filter((one) => !isFigure(one));
  const status = others.find(({ intent }) => intent.id === 'status') ?? {
    intent: findIntent('status')!,
    sure: 0,
    said: '',
  };
  return [...others.filter((one) => one !== status), { ...status, sure: status.sure + figures }].toSorted(
    (a, b) => b.sure - a.sure,
  );
}

const ofMeasures = /\b(?:matt\w*|indikator\w*|nyckeltal\w*|milstolp\w*|measures?|indicators?|milestones?)\b/u;

export function readingOf(text: string, reading: Reading): Read {
  return readOf(messageWords(text, subjectIndex(reading.plan)), reading);
}

function readOf(message: MessageWords, reading: Reading): Read {
  const names = namesOf(reading.plan);
  const { period, left } = timeOf(message.whole, reading);
  return {
    ...reading,
    message,
    period,
    words: withoutThanks(left.replaceAll(clock, ' ')).split(' ').filter(Boolean),
    text: message.text
      .split(' ')
      .map((word) => (names.organisation.has(stem(word)) ? 'kommunen' : word))
      .join(' '),
    names,
  };
}

/** One thing is named beyond doubt, and something is asked of it. */
function isClearQuestion({ message, words }: Read, { outcome, confidence, subjects }: Meant): boolean {
  const asks = message.isQuestion || asksFirst.test(message.text);
  const isThing = outcome === 'answered' && subjects.length === 1 && confidence >= clearThing;
  return asks && isThing && !words.some((word) => rolelike.test(word));
}

/** "Kl 9.30" is no year of school. */
const clock = /(?<!\S)(?:(?:kl|klockan) \d{1,2}(?: [0-5]\d)?|at \d{1,2} [0-5]\d)(?!\S)/gu;

function decide(read: Read, scored: readonly Scored[]): Meant {
  const number = numberAlone(read);
  if (number) return number;
  const period = periodFor('status', read);
  const which = aspectIn(read.words);
  const shareOf = (...ids: string[]) =>
    scored.reduce((sum, { intent, sure: one }) => (ids.includes(intent.id) ? sum + one : sum), 0);
  if (isHowGreen.test(read.message.text)) return answered('aspect', [], period, 0.85, 'ecological');
  const holder = holderAsked.exec(read.message.text)?.[1];
  const isPerson = holder && (rolelike.test(holder) || read.message.names.has(holder));
  if (isPerson || (holder && mayBeName(read, holder))) {
    const words = read.words.filter((word) => word !== holder);
    const about = aboutOf({ ...read, words }, { assignment: 1.15, indicator: 0.95 }, '');
    if (about.meant.length > 0 && about.fit >= 0.55 && !about.isOpen)
      return isPerson
        ? answered('responsible', about.meant, undefined, 0.8)
        : askBack('responsible', about.meant, undefined);
  }
  const told = shareOf('answer') > shareOf('unknown') ? statement(read, shareOf('answer')) : undefined;
  if (told) return told;
  if (movesRound(read, scored)) return answered('change-round', [], periodFor('change-round', read), 0.8);
  if (!read.before?.subjects.length && pointsAtNothing(read, scored)) return whatOfIt(scored, period);
  const isDepartment = departmentsIn(read).length > 0;
  const term = isDepartment ? undefined : plainTerm(read);
  if (term && shareOf('meaning') < answersFrom && shareOf('meaning', 'status', 'indicator') >= 0.25)
    return answered('meaning', [term], undefined, 0.85);
  const role = roleAsked(read);
  if (
    role &&
    (isOfDeputy.test(read.message.text) || shareOf('responsible', 'show-plan', 'status', 'indicator') >= 0.3)
  )
    return answered('responsible', [role], undefined, 0.85);
  const plain = plainQuestion(read, scored, which, period);
  if (plain.outcome === 'declined' && ofAll.test(read.message.text) && isWhole(read, ''))
    return answered('whole', [], period, 0.8);
  // Of no aspect that was said, it is how something goes; and so it is of the whole where a thing is named.
  const asksPlainly = ({ intent, said, sure: one }: Scored) =>
    isPlain(intent.id) ||
    (intent.id === 'aspect' && !which) ||
    // How long a decision takes is a number, and not what was decided.
    (intent.id === 'decision' && howLong.test(read.message.text) && takes.test(read.message.text)) ||
    // What is new about one thing is its latest report, where no time is said to count from.
    (intent.id === 'news' && plain.outcome === 'answered' && plain.confidence >= 0.7 && !period) ||
    (intent.id === 'whole' &&
      one < surelyFrom &&
      plain.outcome === 'answered' &&
      plain.confidence >= 0.7 &&
      !isWhole(read, said));
  const others = deedFirst(
    read,
    scored.filter((one) => !asksPlainly(one)),
  );
  // What is asked of a department as of everything, with a sign of its own, is that before how it goes.
  const ofDepartment = isDepartment ? others.find(isOfDepartment) : undefined;
  const best = ofDepartment ?? others[0];
  if (which && isOnlyAspect(read) && shareOf('aspect', 'whole') + shareOf('status', 'indicator') >= 0.3)
    return answered('aspect', [], period, 0.9, which === 'all' ? undefined : which);
  const plainShare = scored.filter(asksPlainly).reduce((sum, { sure: one }) => sum + one, 0);
  if (best && (ofDepartment || best.sure > plainShare)) {
    // So sure, words that nobody has used before change nothing.
    const strange = best.intent.id === 'unknown' || best.sure >= surelyFrom ? 0 : strangeShare(read);
    if (strange >= 0.5)
      return strange > 0.6 && !best.isCued
        ? declined(read, [], 0.3)
        : between(read, others, plain, plainShare, period);
    const least = ofDepartment
      ? 0
      : strange >= 0.3
        ? answersStrange
        : best.isCued
          ? answersCued
          : answersFrom;
    const isFarAhead = strange < 0.3 && best.sure >= aheadSure && saysMuch(read);
    if (best.sure >= least || isFarAhead || (strange < 0.3 && isAlone(read, best, others[1], plainShare))) {
      // "Ekologiska livsmedel" is what a measure is called, and no aspect.
      const isNamed = plain.outcome === 'answered' && plain.confidence >= 0.8;
      if (best.intent.id === 'aspect' && isNamed && plain.intent === 'indicator') return plain;
      // What is asked is not told.
      if (
        best.intent.id === 'answer' &&
        best.sure < surelyTold &&
        read.message.isQuestion &&
        !best.isCued &&
        isNamed
      )
        return asBack(plain);
      const meant = settleIntent(read, best.intent, best.sure, best.said);
      const { subject, mayBeOfNothing } = best.intent;
      const isLoose =
        best.sure < least && subject !== 'none' && !mayBeOfNothing && meant?.subjects.length === 0;
      if (isLoose) return between(read, others, plain, plainShare, period);
      if (meant) return meant;
      return plain.outcome === 'answered' ? asBack(plain) : plain;
    }
    if (plain.outcome === 'declined' && !isWish.test(read.message.whole) && isOfTheHour(read, scored))
      return plain;
    const isUnlikely = best.sure < aheadSure && plainShare >= perhapsPlain / 2;
    if (isUnlikely && isClearQuestion(read, plain)) return plain;
    return between(read, others, plain, plainShare, period);
  }
  // A thing that is named beside an aspect, as "ekonomin och ledningen", is meant before the aspect alone.
  const isThing = best?.intent.id === 'aspect' && !best.isCued && !isOnlyAspect(read);
  if (plain.outcome === 'answered' && plainShare >= (isThing ? plainBesideAspect : plainFrom)) return plain;
  if (plainShare >= perhapsPlain && isClearQuestion(read, plain)) return plain;
  return between(read, others, plain, plainShare, period);
}

/** Nothing else is at all likely, and its answer, which says what it is of, does no harm. */
function isAlone(
  { period }: Read,
  { intent, sure: one }: Scored,
  next: Scored | undefined,
  plainShare: number,
): boolean {
  const mayAnswer =
    (intent.isQuestion && intent.id !== 'round') ||
    intent.id === 'next-for-me' ||
    (intent.id === 'away' && period !== undefined && period.from < period.to);
  return mayAnswer && one >= answersAlone && Math.max(next?.sure ?? 0, plainShare) < asksFrom;
}

function isOfDepartment({ intent, isCued, sure: one }: Scored): boolean {
  return ofDepartments.has(intent.id) && one >= (isCued ? answersOfDepartment : answersOfDepartment * 1.5);
}

const answersOfDepartment = 0.2;
const ofDepartments = new Set(['deviations', 'aspect', 'news', 'help-wanted', 'priorities']);

const howLong = /\b(?:hur lang|hur langt|hur lange|how long|how fast|how quickly)\b/u;
const takes = /\b(?:tar|drojer|take|takes|wait)\b/u;

/** Green is also what goes as planned: only whoever asks it of us asks of the environment. */
const isHowGreen =
  /^(?:hur|how) (?:gron|gront|grona|miljovanlig\w*|klimatsmart\w*|green|environmentally friendly) (?:ar|is|are) (?:vi|kommunen|we|the municipality)(?: \w{1,12})?$/u;

/** "Hur går det?" of nothing is of everything. */
const ofAll =
  /^(?:hur (?:gar|gick|blev|ligger|mar|star|ser|sag)|hur (?:ar|var) (?:laget|det)|how (?:is|are|s|did|was|were)|hows)\b(?!.*\b(?:med|with|den|dar|that|one|about)\b)/u;

const answersFrom = 0.72;
/** What shows a sign of its own needs less. */
const answersCued = 0.55;
/** Less is enough where much is said and all of it is known: then nothing else is near. */
const aheadSure = 0.65;
/** So sure, it is told also where a question is asked: "can I still change what I put?". */
const surelyTold = 0.95;
const answersAlone = 0.5;
/** So sure, nothing that Roder knows is asked. */
const clearlyNothing = 0.6;
/** Among words that nobody has used before, more is needed. */
const answersStrange = 0.8;
const plainFrom = 0.55;
const plainBesideAspect = 0.5;
const asksFrom = 0.2;
/** So little says that it is asked how something goes, where nothing else is likelier and the thing is clear. */
const perhapsPlain = 0.4;
const clearThing = 0.66;

/** "Är det Kim som har fallskadorna?" */
const holderAsked =
  /^(?:ar det|is it) (\p{L}{2,20})(?: \p{L}{2,20})? (?:som|who|that) (?:ska ha |will )?(?:har|haller|skoter|ager|ansvarar|svarar|leder|driver|tar|owns|runs|has|leads|answers|handles)\b/u;

/** A name in small letters, "är det kim som …", and nothing that is, as "kallt", "sant": what "det" is ends in t. */
function mayBeName({ plan }: Read, word: string): boolean {
  return !word.endsWith('t') && !isAsking(word) && !isKnownThing(plan, word);
}

/** "Ändra det jag skickade in": what is to be done goes before what it is to be done with. */
function deedFirst({ text }: Read, scored: readonly Scored[]): readonly Scored[] {
  const deed = /^(?:aendra|ratta|korrigera|justera|change|edit|correct|fix|amend) /u.test(text)
    ? scored.find(({ intent, isCued, sure: one }) => changes.has(intent.id) && isCued && one >= 0.3)
    : undefined;
  const [best] = scored;
  if (!deed || !best || changes.has(best.intent.id)) return scored;
  return [{ ...deed, sure: deed.sure + best.sure }, ...scored.filter((one) => one !== deed && one !== best)];
}

const changes = new Set(['answer', 'change-plan', 'change-round', 'away', 'settings']);

/** Not sure: what may be meant, to choose from. */
function between(
  read: Read,
  others: readonly Scored[],
  plain: Meant,
  plainShare: number,
  period: SaidPeriod | undefined,
): Meant {
  // Of something that the plan has nothing of, what is near is named.
  if (plain.outcome === 'declined' && plainShare >= (others[0]?.sure ?? 0)) return plain;
  const choices: (Choice & { readonly share: number })[] = others
    .filter(({ intent, sure: one }) => one >= asksFrom && intent.id !== 'unknown')
    .map(({ intent, sure: share, said }) => {
      const about = intent.subject === 'none' ? undefined : aboutOf(read, weightsOf(intent.id), said);
      const [subject] = about && about.fit >= 0.55 && !about.isOpen ? about.meant : [];
      return { intent: intent.id, subject, share };
    });
  if (plain.outcome !== 'declined' && plainShare >= asksFrom)
    choices.push(
      ...(plain.outcome === 'answered'
        ? plain.subjects.map((subject) => ({ intent: plain.intent, subject, share: plainShare }))
        : plain.choices.map((one) => ({ ...one, share: plainShare }))),
    );
  const [first] = choices.toSorted((a, b) => b.share - a.share);
  if (!first) return plain.outcome === 'answered' ? asBack(plain) : plain;
  return askWhich(
    choices.toSorted((a, b) => b.share - a.share).map(({ intent, subject }) => ({ intent, subject })),
    period,
    first.share,
  );
}

/** What would be answered, asked first whether it is that. */
function asBack({ intent, subjects, period, confidence }: Meant): Meant {
  return askWhich(
    subjects.length > 0 ? subjects.map((subject) => ({ intent, subject })) : [{ intent }],
    period,
    confidence,
  );
}

/** "Vad har kostchefen på sitt bord?", where nothing but the role is named. */
function roleAsked(read: Read): Subject | undefined {
  const { text } = read.message;
  if (!/^(?:vad|vilka|vilket|vem|what|which|who)\b/u.test(text) && !isOfDeputy.test(text)) return undefined;
  const [named, ...more] = rolesNamed(read);
  if (!named || more.length > 0) return undefined;
  const others = read.words.filter(
    (word, place) => !named.places.has(place) && !isAsking(word) && !isOfDeputy.test(`${word} for`),
  );
  return others.some((word) => isKnownThing(read.plan, word) && !weak.has(stem(word)))
    ? undefined
    : named.role;
}

const isOfDeputy =
  /^(?:(?:en|a|the|any) )?(?:ersattare|vikarie|stallforetradare|deputy|stand in) (?:for|till|to)\b/u;

/** "Tertial??" asks what the word means, where it names nothing else. */
function plainTerm(read: Read): Subject | undefined {
  const words = wordsOfTerm(read.message.words);
  const isAsked = /^(?:vad|what) (?:ar|is|are)\b/u.test(read.message.text);
  // How something goes, or whether there is any, is not what it means.
  if (/^(?:hur|how|finns|nagra|nagon|are there|is there|any)\b/u.test(read.message.text)) return undefined;
  if (words.length === 0 || words.length > 3 || !(isAsked || read.message.isQuestion || words.length === 1))
    return undefined;
  const mayBeMeasure = isAsked && whatIsAsked(read) !== 'value';
  const [best] = rankSubjects(read.plan, words, mayBeMeasure ? { term: 1, indicator: 0.99 } : { term: 1 });
  const rival = rankSubjects(read.plan, words, { assignment: 1, indicator: 1 })[0];
  if (isAsked)
    return best &&
      best.coverage > 0.9 &&
      best.score > 0.9 &&
      !/\b(?:laget|status|vardet|nivan)\b/u.test(read.message.text)
      ? best.subject
      : undefined;
  return best && best.score > 0.95 && best.coverage > 0.8 && (rival?.score ?? 0) < 0.8
    ? best.subject
    : undefined;
}
