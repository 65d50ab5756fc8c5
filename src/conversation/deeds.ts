import { order } from './asks-and-orders.ts';
import { askWhich, type Meant, type Read } from './meaning.ts';
import { isAsking, meansNothing } from './message-words.ts';
import type { SaidPeriod } from './periods.ts';
import type { Scored } from './signs.ts';
import { stem } from './stem.ts';
import { weak } from './subject-index.ts';

/* Deeds without a thing: what names none, what points at one, and what names it by its time. */

/** From here on something else is wanted. */
const sureOfOther = 0.72;
const sureToRemind = 0.9;

/** More than a word or two that may be of anything, "typ 30?", "kan du fixa det?". */
export function saysMuch({ words, message, before }: Read): boolean {
  const isShort = words.length < (before || pointing.test(message.text) ? 4 : 3);
  return !isShort && !(deeds.test(message.text) && pointing.test(message.text));
}

/** "Ställ in novemberomgången": a round that is named by its time, and what is to be done with it. */
export function movesRound({ words, message }: Read, [best]: readonly Scored[]): boolean {
  return (
    ofRound.test(message.whole) &&
    !message.isQuestion &&
    (best?.sure ?? 0) < sureOfOther &&
    deeds.test(message.text) &&
    words.every((word) => isAsking(word) || deeds.test(word) || weak.has(stem(word)) || word === 'igen')
  );
}

/** "Byt", "flytta den till torsdag": something is to be done, and nothing says with what. */
export function pointsAtNothing({ words, text, message, before }: Read, [best]: readonly Scored[]): boolean {
  // "Flytta novemberrundan" names a round by its time; "ta det på tisdag" is of what was just asked for.
  if (ofRound.test(message.whole) || (best?.intent.id === 'remind-later' && best.sure >= sureToRemind))
    return false;
  // "Ta med hur det såg ut i våras också" wants more of the same.
  if (best && best.intent.id === before?.intent && best.sure >= sureOfOther) return false;
  const isDeed =
    deeds.test(text) &&
    words.every(
      (word) => isAsking(word) || deeds.test(word) || /^(?:\d+|en|ett|tva|two|till|to)$/u.test(word),
    );
  return (
    isDeed &&
    (words.length === 1 || pointing.test(text) || words.every((word) => deeds.test(word) || word === 'till'))
  );
}

/** "Avsluta simhallen": something is to be done with it, which is no question how it goes. */
export function beginsDeed({ message }: Read): boolean {
  return !message.isQuestion && ordered.test(message.text);
}

/** "Hur följs simhallen upp?": how something is done, which no report says, and not how it goes. */
export function asksManner({ message }: Read): boolean {
  return manner.test(message.text);
}

/** "Och det andra ärendet?", "den där siffran": what is meant was said before, or elsewhere. */
export function pointsElsewhere({ words, message }: Read): boolean {
  return (
    // "Är det så?", "is it far?" point at nothing by "det" alone.
    (message.words.some((word) => pointers.test(word)) || /^(?:det|it|that)$/u.test(message.text)) &&
    words.every((word) => meansNothing(word) || pointers.test(word))
  );
}

const ordered = new RegExp(`^(?:${order}|ta bort|avbryt|starta|start|finish) `, 'u');
const manner =
  /^(?:hur|pa vilket satt) (?!finns|las|minns)[a-z]{2,}[a-rt-z]s(?!\S)|^how (?:is|are) .{2,40} (?:followed up|monitored|measured|organised|organized|funded|run)$/u;
const pointers =
  /^(?:den|dem|dom|denna|detta|dessa|andra|den[ns]amma|this|these|those|them|other|ones?|(?:sak|grej|siffr|arende|utfall|uppgift|resultat|varde)\w{0,4}|things?|numbers?|figures?|values?|matters?)$/u;
const deeds = new RegExp(
  `\\b(?:${order}|byta|andra|ta|tar|bort|oppna|sanka|hoja|satta|stall|open|fixa|fix)\\b`,
  'u',
);
const ofRound = /\p{L}(?:omgang|runda|rapportering)(?:en|n)?(?![\p{L}])|(?<![\p{L}])(?:round|deadline)/u;
const pointing = /\b(?:den|det|dem|dom|denna|detta|dessa|skiten|it|that|this|them|these|those)\b/u;

/** What may be done with it, to choose from. */
export function whatOfIt(scored: readonly Scored[], period: SaidPeriod | undefined): Meant {
  const likely = scored.filter(({ intent, sure: one }) => one >= 0.02 && !vague.has(intent.id));
  const choices = likely.map(({ intent }) => ({ intent: intent.id }));
  return askWhich(
    choices.length > 0 ? choices : [{ intent: 'change-plan' }, { intent: 'answer' }],
    period,
    0.5,
  );
}

/** Of these nothing can be chosen without a thing. */
const vague = new Set(['unknown', 'status', 'indicator', 'small-talk', 'away', 'help', 'capabilities']);
