import type { Plan } from '../plan/plan-index.ts';
import type { About } from './about.ts';
import { isKnownThing, rankSubjects } from './find-subjects.ts';
import type { Read } from './meaning.ts';
import { isAsking, meansNothing } from './message-words.ts';
import type { Scored } from './signs.ts';
import { asksOfWhatIsLacking } from './what-is-lacking.ts';

/* Whether a message goes on from the one before it, or stands by itself in the same chat. */

/** What is corrected or added is hardly of another thing; what is told by itself is of whatever it names. */
export function isAddedTo({ message, words, plan }: Read, named: About): boolean {
  const isMore = corrects.test(message.whole) || begins.test(message.text) || adds.test(message.text);
  if (isMore) return named.fit < 0.8;
  return points.test(message.text) && named.strange.length === 0 && !namesAny(plan, words);
}

export function namesAny(plan: Plan, words: readonly string[]): boolean {
  return words.some((word) => !meansNothing(word) && isKnownThing(plan, word));
}

/** "Lägg till att …", "kommentar: …", "jag skrev fel". */
const adds =
  /^(?:lagg till|skriv (?:till|ocksa|att)|kommentar|add|also|write that|comment)\b|\b(?:fel|wrong|mistake|confused|excuse)\b/u;

/** As often about everything as about one thing. */
export function mayBeOfAll({ intent }: Scored): boolean {
  return intent.mayBeOfNothing === true || intent.id === 'aspect';
}

/** Something in it says that it goes on: "och …", "… då", "det", "samma"; or so little is said that it must. */
export function leansBack({ message }: Read): boolean {
  return (
    (message.words.length <= maxWordsLeaning && !asksAll.test(message.text)) ||
    hears.test(message.whole) ||
    [begins, addsMore, leaning].some((one) => one.test(message.text))
  );
}

const maxWordsLeaning = 3;
/** "Vad avviker?", "who needs help?" are short and whole; "what is wrong?" is so of something. */
const asksAll =
  /^(?:vad|vilka|vem|what|whats|which|who) (?!(?:(?:ar|is) )?(?:fel|problemet|wrong|the (?:problem|matter))$)/u;
/** What was said is answered before it is asked on. */
const hears =
  /^(?:jaha|ja|jo|nej|na|ok|okej|okay|aha|hm|navel|naval|oj|right|fair enough|i see|hmm|so|good|bra) /u;
/** "Det" is a thing after "om" or at the end, and none in "är det något". */
const leaning =
  /^(?:varfor|why|how come)\b|\bsince$|\b(?:den|detta|dessa|dem|dom|dar|that|this|they|them|it)\b|\b(?:om|pa|for|med|i|till|av|kring) det\b|\bdet$|\bthere$|\b(?:vill|har|ska|kan|behover|fick|tar) de\b/u;

export const begins =
  /^(?:och|and|men|but|da|sa|what about|how about|hur ar det med|hur blir det med|okej och|jamfort|compared)\b|\b(?:da|then)$/u;
export const addsMore =
  /^(?:och|a|o|and|samt|eller|or|bara|just|only|endast|samma|same|men|but|what about|how about|da|(?:nagra|nagot|nat|any|anything) (?:om|about|on|for))\b|\b(?:ocksa|too|as well|med|da)$/u;
export const points = /\b(?:den|det|detta|dessa|de|dem|it|that|this|they|them)\b/u;
/** "Nej förlåt", "sorry, fel av mig". */
export const corrects =
  /^(?:(?:nej|na|nae|no|ok|okej|hoppsan|oops|vanta|wait) )*(?:nej|na|sorry|forlat|ursakta|fel|oops|hoppsan|vanta|wait|hang on|actual(?:ly)?|rattelse|korr|correction|my mistake|jag menar|i mean)(?!\S)/u;

/**
 * "Följ badhuset", "vem ansvarar för badhuset?" are of what nobody knows, "vad ansvarar jag för?" is of oneself, and none
 * of what was spoken of.
 */
export function isOfElse(read: Read, { intent, said }: Scored, { strange }: Pick<About, 'strange'>): boolean {
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

/** "Vad betyder tertial?" */
export function asksOfAWord({ plan, message }: Read): boolean {
  if (!asksMeaning.test(message.text)) return false;
  const of = wordsOfTerm(message.words).filter((word) => !asksMeaning.test(word));
  return (rankSubjects(plan, of, { term: 1 })[0]?.coverage ?? 0) > 0.9;
}

/** Some words that one asks in are also terms. */
export function wordsOfTerm(words: readonly string[]): readonly string[] {
  return words.filter((word) => !isAsking(word) || /^(?:prognos|trend|mal|rapport|plan)/u.test(word));
}

const asksMeaning = /\b(?:betyder|innebar|menas|means?)\b/u;

/** How something was beside what it is. */
export const comparing =
  /^(?:battre|samre|hogre|lagre|mer|mindre|fler|farre|storre|kortare|langre|snabbare|better|worse|higher|lower|more|less|fewer|faster|slower|longer|shorter)$/u;

export function compares(whole: string): boolean {
  return whole.split(' ').some((word) => comparing.test(word));
}

export const ofAll = /\b(?:hela|allt|alla|totalt|generellt|whole|overall|all|everything)\b/u;
/** So sure, something is asked that is not how it goes. */
export const answersFrom = 0.55;
/** Longer than this, it is a wish of its own. */
export const maxWordsGoingOn = 7;
