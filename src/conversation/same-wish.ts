import type { Subject } from '../questions/subject.ts';
import { aboutOf } from './about.ts';
import { questionWord } from './asks-and-orders.ts';
import { findIntent } from './catalog.ts';
import { isKnownThing } from './find-subjects.ts';
import { addsMore, answersFrom, compares, maxWordsGoingOn, ofAll } from './leans-back.ts';
import {
  answered,
  askBack,
  askWhich,
  declined,
  isPlain,
  type Meant,
  type Read,
  type Spoken,
} from './meaning.ts';
import { meansNothing } from './message-words.ts';
import type { SaidPeriod } from './periods.ts';
import type { Scored } from './signs.ts';
import { kindOf } from './spoken-of.ts';

/* What was wanted before is wanted again: of something else, of less, or of other words. */

/** "Och förskolan?" after "säg till när det händer något i skolan": the same is wanted, of something else. */
export function sameWish(
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

/** What is told is not gone on from as what is asked is. */
const tells = new Set(['unknown', 'answer', 'change-plan']);

/** What is the same as before needs fewer signs. */
const maxWordsNamed = 3;
const sameFrom = 0.4;
const asksMore =
  /^(?:(?:och|and|men|but) )?(?:(?:av|med|till|for|by|with|to|from|fran) )?(?:vem|vilka|vilken|vad|va|vada|nar|varfor|who|whom|whose|when|what|why|which)(?: (?:da|det|ar|var|is|was|it|that|som|sen|saknas|fattas|are|missing))*$/u;
const asksAnew = new RegExp(`\\b(?:${questionWord}|var|is|are|visa|show)\\b`, 'u');
const only = /^(?:bara|endast|just|only) (?!nu)/u;

/** Nothing is said but what is named. */
function plainlyNamed({ words, plan }: Read): boolean {
  return words.every((word) => meansNothing(word) || isKnownThing(plan, word));
}

/**
 * "Utan hemtjänsten", "not the library one": the same question of what is left without that. A deed is never done again so,
 * and what cannot be taken out is no reason to answer with it: then it is asked.
 */
export function withoutSome(read: Read, before: Spoken, about: readonly Subject[]): Meant | undefined {
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
export function searchedNext(read: Read, scored: readonly Scored[], { intent }: Spoken): Meant | undefined {
  const { message, words, plan } = read;
  const isJoined = joins.test(message.text);
  if (intent !== 'kolada-search' || words.length > maxWordsApart) return undefined;
  if (!isJoined && !addsMore.test(message.text)) return undefined;
  if (scored.some((one) => one.sure >= answersFrom && one.intent.id !== intent && !isPlain(one.intent.id)))
    return undefined;
  const searched = words.filter((word) => !meansNothing(word));
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
