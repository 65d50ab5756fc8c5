import type { Subject } from '../questions/subject.ts';
import { findIntent } from './catalog.ts';
import { rankSubjects } from './find-subjects.ts';
import {
  answered,
  askBack,
  askWhich,
  type Choice,
  isPlain,
  type Meant,
  type Read,
  type Spoken,
} from './meaning.ts';
import { askingPlaces } from './message-words.ts';
import type { Scored } from './signs.ts';

/** "2", "den andra", "lokalytan", and "ja" where only one thing was asked about: one of the choices that were offered. */
export function picked(
  read: Read,
  scored: readonly Scored[],
  { choices = [], period }: Spoken,
): Meant | undefined {
  const choice =
    choices.length > 1
      ? (byPlace(read, choices) ?? byName(read, scored, choices))
      : choices.find(() => yes.test(read.message.whole));
  // What is done at once is wanted in words of its own.
  if (!choice || findIntent(choice.intent)?.atOnce) return undefined;
  return answered(choice.intent, choice.subject ? [choice.subject] : [], read.period ?? period, 0.9);
}

/** "7", where it picks nothing: a value is corrected by it, and else it is asked of what it is. */
export function numberAlone({ plan, words, period }: Read, before?: Spoken): Meant | undefined {
  if (words.length === 0 || !words.every((word) => /^\d+$/u.test(word))) return undefined;
  const { intent, subjects = [], choices = [] } = before ?? {};
  if (choices.length > 0) return askWhich(choices, before?.period, asksOfWhat);
  if (intent === 'answer' && subjects.length > 0)
    return answered('answer', subjects, period ?? before?.period, 0.82);
  const measures = subjects.flatMap((one): Subject[] => {
    const own = one.type === 'assignment' ? plan.homeIndicatorsOf(one.id) : [];
    return one.type === 'indicator' ? [one] : own.map(({ id }) => ({ type: 'indicator', id }));
  });
  return measures.length > 0
    ? askBack('answer', measures, period, asksOfWhat)
    : askWhich([{ intent: 'answer' }], period, asksOfWhat);
}

const asksOfWhat = 0.5;

const yes =
  /^(?:ja|jag|japp|jo|jajamen|precis|exakt|javisst|just det|det stammer|stammer|yes|yep|yeah|correct|exactly|thats (?:right|it|the one)|that one)(?: (?:ja|tack|det|den|precis|please|that one))*$/u;

const places: readonly (readonly string[])[] = [
  ['1', '1a', 'ett', 'ettan', 'forsta', 'first'],
  ['2', '2a', 'tva', 'tvaan', 'andra', 'second', 'two'],
  ['3', 'tre', 'trean', 'tredje', 'third', 'three'],
  ['4', 'fyra', 'fyran', 'fjarde', 'fourth', 'four'],
];
const onlyPlace =
  /^(?:(?:jag|tar|ta|valj|valjer|menar|i|mean|pick|meant|the|den|det|nr|nummer|number|alternativ|option) )*(\S{1,8})(?: (?:one|alternativet|option))?(?: (?:tack|please|da|then))*$/u;

function byPlace({ message }: Read, choices: readonly Choice[]): Choice | undefined {
  const said = onlyPlace.exec(message.whole)?.[1] ?? '';
  return /^(?:sista|siste|last)$/u.test(said)
    ? choices.at(-1)
    : choices[places.findIndex((words) => words.includes(said))];
}

/** Nothing is said but what one of them is called, and nothing else is as near. */
function byName(
  { plan, words }: Read,
  [best]: readonly Scored[],
  choices: readonly Choice[],
): Choice | undefined {
  const asksElse = best && !isPlain(best.intent.id) && best.sure >= asksFrom;
  if (words.length > maxWords || (asksElse && best.intent.id !== choices[0]!.intent)) return undefined;
  const [first, ...found] = rankSubjects(
    plan,
    words,
    { assignment: 1, indicator: 1, role: 1 },
    askingPlaces(words),
  );
  if (!first) return undefined;
  const among = [first, ...found].flatMap((one) => {
    const choice = choices.find(
      ({ subject }) => subject?.type === one.subject.type && subject.id === one.subject.id,
    );
    return choice ? [{ choice, ...one }] : [];
  });
  const [near, next] = among;
  const isNear = near && near.coverage >= 0.5 && near.score * nearly >= first.score;
  return isNear && near.score >= (next?.score ?? 0) * nearly ? near.choice : undefined;
}

const asksFrom = 0.6;
const maxWords = 6;
const nearly = 1.15;
