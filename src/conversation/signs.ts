import { languages } from '../language/language.ts';
import { wordsOf } from '../language/words.ts';
import { findIntent, intents } from './catalog.ts';
import { isLearnt, learntWeights, sharesOf } from './classifier.ts';
import { cueSaid, featuresOf, hasKin, signsOf } from './features.ts';
import { isKnownThing } from './find-subjects.ts';
import type { Intent } from './intent.ts';
import type { Read } from './meaning.ts';
import { isAsking, meansNothing } from './message-words.ts';
import { stem } from './stem.ts';
import { whatIsAsked } from './what-is.ts';

export interface Scored {
  readonly intent: Intent;
  /** 0 to 1; all together are 1. */
  readonly sure: number;
  /** A sign of its own was said. */
  readonly isCued?: boolean;
  /** The words that showed it, which are not what it is about. */
  readonly said: string;
}

/** Every intent that may be meant, the likeliest first. */
export function scoreIntents(read: Read): Scored[] {
  const { text, message, plan, learnt = learntWeights() } = read;
  const features = featuresOf(read);
  // Of words that nobody has used, their pieces and how many they are show nothing.
  const isReadable = [...features.keys()].some(
    (one) => /^(?:w|k|cue) /u.test(one) && !sayNothing.has(one.slice(2)) && isLearnt(learnt, one),
  );
  if (!isReadable) return onlyADay(read);
  const shares = asWhatIs(read, sharesOf(learnt, features));
  const unsaid = text
    .split(' ')
    .filter((word) => !isKnownThing(plan, word))
    .join(' ');
  return intents
    .flatMap((intent): Scored[] => {
      const share = shares.get(intent.id) ?? 0;
      // What is hardly learnt is meant only where it is said in full.
      const isLikely = share >= 0.02;
      const cued = intent.cues.flatMap((one) => {
        if (!isLikely && one.sure < 1) return [];
        const said =
          cueSaid(one, text, message.isQuestion) ?? cueSaid(one, message.whole, message.isQuestion);
        return said === undefined ? [] : [{ said, sure: one.sure }];
      });
      const surest = cued.toSorted((a, b) => b.sure - a.sure)[0];
      // What is said in full, such as "sök Kolada …", is meant whatever words come after it; so is what a menu says.
      const isFull = surest?.sure === 1 || menuPhrases().get(message.whole) === intent.id;
      if (!isLikely && !isFull) return [];
      const sure = isFull ? 1 : share;
      return [{ intent, sure, isCued: surest !== undefined, said: surest?.said ?? unsaid }];
    })
    .concat(onlyADay(read, shares.get('remind-later')))
    .toSorted((a, b) => b.sure - a.sure)
    .filter(({ intent }, place, all) => place === all.findIndex((one) => one.intent === intent));
}

/** Of what is learnt of "what is X" the form of X tells which of two is meant. */
function asWhatIs(read: Read, shares: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const asked = whatIsAsked(read);
  if (!asked) return shares;
  const [value, meaning] = [shares.get('indicator') ?? 0, shares.get('meaning') ?? 0];
  const ofBoth = {
    indicator: asked === 'value' ? value + meaning : 0,
    meaning: asked === 'value' ? 0 : value + meaning,
  };
  return new Map([...shares, ...Object.entries(ofBoth)]);
}

/** What stands in menus, as it is read, with the intent that it is. */
let phrases: ReadonlyMap<string, string> | undefined;

function menuPhrases(): ReadonlyMap<string, string> {
  phrases ??= new Map(
    intents.flatMap(({ id, menu }) =>
      languages.flatMap((language) => (menu ? [[wordsOf(menu.say[language]).join(' '), id]] : [])),
    ),
  );
  return phrases;
}

/** How many of the words that mean something are known neither to the plan nor from what others have written. */
export function strangeShare(read: Read): number {
  const speaking = signsOf(read).filter((word) => !/^(?:‹[tn]›)$/u.test(word) && !meansNothing(word));
  if (speaking.length === 0) return 0;
  const strange = speaking.filter((word) => !word.startsWith('‹') && isStrange(read, word));
  return strange.length / speaking.length;
}

/** Neither of the plan, nor of its organisation, nor of what others have written. */
export function isStrange({ learnt = learntWeights(), plan, names }: Read, word: string): boolean {
  return (
    !names.organisation.has(stem(word)) &&
    !hasKin(word) &&
    !isLearnt(learnt, `w ${stem(word)}`) &&
    !isKnownThing(plan, word)
  );
}

/** Of these alone nothing follows. */
const sayNothing = new Set('a an i en ett och and the of att som det it'.split(' '));

/** Nothing but a day to come: then it is when somebody wants to be reminded. */
function onlyADay({ period, words, today, message }: Read, share = 0): Scored[] {
  if (!period || period.from < today.toString() || message.isQuestion) return [];
  if (words.some((word) => !isAsking(word) && !dayParts.has(word))) return [];
  return [{ intent: findIntent('remind-later')!, sure: share >= 0.5 ? 0.8 : 0.65, said: words.join(' ') }];
}

export const dayParts = new Set([
  'formiddag',
  'eftermiddag',
  'istallet',
  'kvall',
  'morgon',
  'afternoon',
  'morning',
  'instead',
  'jaja',
  'ja',
  'kl',
]);
