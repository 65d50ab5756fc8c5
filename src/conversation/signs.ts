import { aspectWords } from './aspects.ts';
import { findIntent, intents } from './catalog.ts';
import { evidence, placeholder } from './evidence.ts';
import { isKnownThing, isNamedThing } from './find-subjects.ts';
import type { Cue, Intent } from './intent.ts';
import type { Read } from './meaning.ts';
import { isAsking } from './message-words.ts';
import type { SaidPeriod } from './periods.ts';
import { timesAs } from './times.ts';

export interface Scored {
  /** No sign showed it, only likeness to examples. */
  readonly onlyAlike?: boolean;
  readonly intent: Intent;
  readonly sure: number;
  /** The words that showed it. */
  readonly said: string;
}

export function scoreIntents(read: Read): Scored[] {
  const { text, message, period, words, plan } = read;
  const texts = [...new Set([text, message.whole, withoutTime(text, words)])].map((one) =>
    one.slice(0, maxSaid),
  );
  const alike = evidence().of(signsOf(read), message.isQuestion);
  const unsaid = text
    .split(' ')
    .filter((word) => !isKnownThing(plan, word))
    .join(' ');
  return intents
    .flatMap((intent): Scored[] => {
      const cued = intent.cues.flatMap((one) =>
        (intent.id === 'small-talk' ? texts.slice(0, 2) : texts).flatMap(
          (each) => cueSaid(one, each, message.isQuestion) ?? [],
        ),
      );
      const cue = cued.toSorted((a, b) => b.sure - a.sure)[0];
      const share = alike.get(intent.id) ?? 0;
      if (!cue && share < 0.15) return [];
      if (!cue && intent.id === 'answer' && (message.isQuestion || share < 0.9)) return [];
      return [{ intent, onlyAlike: !cue, sure: togetherSure(cue?.sure, share), said: cue?.said ?? unsaid }];
    })
    .concat(onlyADay(period, words))
    .toSorted((a, b) => b.sure - a.sure);
}

/** Signs are looked for in so many letters: who wants something has said it by then, and no pattern is kept busy. */
const maxSaid = 400;

/** A sign and what examples say: each alone may be enough, and each speaks for or against the other. */
function togetherSure(cue: number | undefined, share: number): number {
  if (cue === undefined) return share * 0.82;
  return Math.min(0.99, cue * 0.95 + share * 0.05);
}

/** The message as examples are written: with a sign for what is of the plan, for roles and for times. */
function signsOf({ message, plan, today }: Read): string[] {
  const text = timesAs(` ${placeholder.time} `, message.text, { plan, today });
  return text.split(' ').map((word) => {
    if (word.startsWith('‹') || isAsking(word) || aspectWords.has(word)) return word;
    if (roleWord.test(word)) return placeholder.role;
    return isNamedThing(plan, word) ? placeholder.thing : word;
  });
}

const roleWord =
  /(?:chef|rektor|direktor|ordforande|ingenjor|strateg|utredare|forestandare)(?:en|n|er|erna|s|ens|orna|or|arna|ar)?$|^(?:manager|principal|director)s?$/u;

/** The text without the words that say a time. */
function withoutTime(text: string, words: readonly string[]): string {
  const left = new Set(words);
  return text
    .split(' ')
    .filter((word) => left.has(word) || word === 'kommunen')
    .join(' ');
}

function cueSaid(
  { sure, said, then, unless, told }: Cue,
  text: string,
  isQuestion: boolean,
): { sure: number; said: string } | undefined {
  const found = said.exec(text);
  if (!found || (told && isQuestion) || unless?.test(text)) return undefined;
  if (!then) return { sure, said: found[0] };
  const more = then.exec(text.slice(found.index + found[0].length));
  return more ? { sure, said: `${found[0]} ${more[0]}` } : undefined;
}

/** Nothing but a day to come: then it is when somebody wants to be reminded. */
function onlyADay(period: SaidPeriod | undefined, words: readonly string[]): Scored[] {
  if (!period || words.some((word) => !isAsking(word) && !dayParts.has(word))) return [];
  return [{ intent: findIntent('remind-later')!, sure: 0.65, said: words.join(' ') }];
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
