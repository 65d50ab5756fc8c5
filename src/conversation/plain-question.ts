import type { Aspect } from '../plan/plan-schema.ts';
import type { Subject } from '../questions/subject.ts';
import { type About, aboutOf, wordsInNames } from './about.ts';
import { aspectOf } from './aspects.ts';
import { weightsOf } from './catalog.ts';
import { foundAs, isKnownThing } from './find-subjects.ts';
import { answered, askBack, declined, isPlain, type Meant, perhaps, type Read, sure } from './meaning.ts';
import { askingPlaces, isAsking } from './message-words.ts';
import type { SaidPeriod } from './periods.ts';
import { lacksMoney, measureAsked } from './quantities.ts';
import type { Scored } from './signs.ts';
import { stem } from './stem.ts';
import { stemsOf } from './subject-index.ts';
import { thingsLacking } from './what-is-lacking.ts';

/** A question without any sign but its subject: how it goes, or what a measure says. */
export function plainQuestion(
  read: Read,
  scored: readonly Scored[],
  which: Aspect | 'all' | undefined,
  period: SaidPeriod | undefined,
): Meant {
  const find = (id: string) => scored.find(({ intent }) => intent.id === id);
  const [status, indicator] = [find('status')?.sure ?? 0, find('indicator')?.sure ?? 0];
  const saysNumber = find('indicator')?.isCued ?? false;
  // "How are guest nights looking?" has a sign of how something goes, and is asked of a figure.
  const saysGoes = (find('status')?.isCued ?? false) && status * 3 > indicator;
  // A thing that is named and nothing more is first how it goes, and neither is asked for in particular.
  const inNames = wordsInNames(read);
  const isBare =
    !saysNumber &&
    !saysGoes &&
    !read.words.includes('per') &&
    read.words.every((word) => word === 'roder' || inNames.has(word) || isKnownThing(read.plan, word));
  const number = !isBare && (saysNumber ? indicator * 3 > status : !saysGoes && indicator > status * 2);
  const goes = !isBare && !number && (saysGoes || status > indicator * 1.5);
  const wanted = number
    ? weightsOf('indicator')
    : goes
      ? { assignment: 1.4, indicator: 1 }
      : weightsOf('status');
  const kind =
    number && indicator >= plainlyFrom
      ? 'indicator'
      : goes && status >= plainlyFrom
        ? 'assignment'
        : undefined;
  const named = aboutOf(read, wanted, '', kind);
  const about = kind === 'indicator' ? asMeasure(read, named) : inWhatIsAsked(read, named);
  if (asksWeather.test(read.message.text)) return declined(read, about.near, 0.3);
  // Visits to a library are none to something else.
  if (about.meant.length === 1 && isOfWhatIsLacking(read, about.meant[0]!))
    return declined(read, about.near, 0.3);
  // What happens tonight is nothing that is followed from round to round.
  if (isOfTheHour(read, scored)) return declined(read, about.near, 0.3);
  const lost = about.strange.length / Math.max(1, about.strange.length + 2);
  const confidence = Math.min(0.97, about.fit) - (about.meant.length > 0 ? lost * 0.12 : 0);
  if (about.meant.length === 0 || confidence < perhaps) {
    if (
      which &&
      about.strange.length === 0 &&
      (find('aspect')?.sure ?? 0) + (find('whole')?.sure ?? 0) >= 0.1
    )
      return answered('aspect', [], period, 0.7, which === 'all' ? undefined : which);
    return declined(read, about.near, Math.max(0.05, Math.min(0.3, confidence)));
  }
  if (which && about.meant[0]?.type === 'assignment' && !number && aspectBeside(read, about.meant[0].id))
    return answered('aspect', about.meant, period, confidence, which === 'all' ? undefined : which);
  const intent = about.meant.every(({ type }) => type === 'indicator') ? 'indicator' : 'status';
  const isAlone =
    !about.isOpen && (about.near.length === 1 || about.ahead >= aheadFrom) && status + indicator >= aloneFrom;
  if (intent === 'indicator' && about.meant.some(({ id }) => lacksMoney(read.plan, read.message.text, id)))
    return askBack(intent, about.near, period, confidence);
  if (about.isOpen || (confidence < (about.strange.length > 0 ? sureBesideStrange : sure) && !isAlone))
    return askBack(intent, about.near, period, confidence);
  return answered(intent, about.meant, period, confidence);
}

/**
 * A question that ends with a part of a day: "snöröjningen i natt", "is the ferry running tonight"; not who is met then, nor
 * how something goes that somebody is to tell of then.
 */
export function isOfTheHour({ message: { text } }: Read, scored: readonly Scored[]): boolean {
  if (!endsInHours.test(text) || meets.test(text)) return false;
  if (!endsAhead.test(text)) return true;
  const asksHow = scored.some(
    ({ intent, isCued, sure: one }) => isPlain(intent.id) && isCued && one >= sureOfHow,
  );
  // "Behöver veta det i morgon": the hour is that of whoever asks.
  const isOwn = text
    .split(' ')
    .slice(-maxWordsOwn)
    .some((word) => own.test(word));
  return !asksHow && !isOwn;
}

const endsInHours =
  / (?:i ?natt|till natten|i ?kvall|i ?morse|i ?morgon(?: bitti)?|tonight|overnight|tomorrow|this (?:morning|evening))$/u;
const endsAhead = / (?:i ?kvall|i ?morgon(?: bitti)?|tonight|tomorrow|this evening)$/u;
const sureOfHow = 0.6;
/** What is to be done then by whoever asks. */
const meets =
  /\b(?:mote|motet|mota|traffa|traffar|namnd|namnden|ska upp|presentera|presenterar|redovisa|redovisar|rapportera|rapporterar|beratta|revisor\w*|meeting|meet|present|board|council|speech|auditors?|report to)\b/u;
const own = /^(?:jag|mig|me|behover|maste|need|have)$/u;
const maxWordsOwn = 8;

/** A number asked for of an assignment is of the measure of it that is nearest, or the only one. */
function asMeasure({ plan }: Read, about: About): About {
  const [only, ...more] = about.meant;
  if (only?.type !== 'assignment' || more.length > 0) return about;
  const own = plan.indicatorsOf(only.id).map(({ id }) => id);
  const [near, ...others] = about.near.filter(({ type, id }) => type === 'indicator' && own.includes(id));
  const [single, ...rest] = own;
  if (near && others.length === 0) return { ...about, meant: [near] };
  if (near) return { ...about, meant: [near], near: [near, ...others], isOpen: true };
  return single && rest.length === 0 ? { ...about, meant: [{ type: 'indicator', id: single }] } : about;
}

/** "Tar bygglov kortare tid?" is of the days that they take. */
function inWhatIsAsked({ plan, message }: Read, about: About): About {
  const [only, ...others] = about.meant;
  if (only?.type !== 'assignment' || others.length > 0) return about;
  const id = measureAsked(plan, message.text, only.id);
  return id ? { ...about, meant: [{ type: 'indicator', id }] } : about;
}

/** An aspect's word that is not a word of the assignment's own name: "ekonomin i skolan". */
function aspectBeside({ plan, words }: Read, id: string): boolean {
  const title = plan.assignment(id)?.title;
  const own = new Set(title ? stemsOf(`${title.sv} ${title.en}`) : []);
  return words.some((word) => aspectOf(word) !== undefined && !own.has(stem(word)) && clearAspect.test(word));
}

const clearAspect =
  /^(?:ekonomi|miljo|klimat|socialt$|sociala$|hallbar|ekologisk|econom|financ|environment|climate|sustainab|ecolog)/u;

export const asksWeather =
  /^(?:blir|kommer|ska|far|vantas|faller) (?:det|vi) (?:(?:bli|att|mycket|mer|nagon) )*(?:sno|snoa|regn|regna|storm|halt|kallt|varmt|minusgrader|sol)(?!\w)|^(?:will|is) (?:it|there) (?:(?:going|to|be|gonna) )*(?:snow|rain|windy|cold|sunny)\b/u;

/** Of it nothing was said but what may be of many things, and that of which it is said the plan has nothing of. */
function isOfWhatIsLacking(read: Read, subject: Subject): boolean {
  const { plan, words } = read;
  if (!words.some((word) => ofMany.test(word))) return false;
  const found = foundAs(plan, words, subject, askingPlaces(words));
  if (!found || ![...found.places].every((place) => ofMany.test(words[place]!))) return false;
  return [...thingsLacking(read).values()].some((word) => !isAsking(word) && !ofMany.test(word));
}

/** Things that may be of, in or for many others. */
const ofMany =
  /^(?:besok\w*|bygg(?:et|a|s|de|er|nationen)?|kostna\w+|pris\w*|vantetid\w*|kon|nojd\w*|antal\w*|utbyggna\w+|renovering\w*|personal\w*|visit\w*|build\w*|costs?|prices?|queue\w*|satisf\w+|staff)$/u;

/** What a thing must fit beside words that nobody knows. */
const sureBesideStrange = 0.65;
const aheadFrom = 0.45;
/** So sure that a figure is asked for, or how something goes, nothing of the other kind is meant. */
const plainlyFrom = 0.85;
const aloneFrom = 0.85;
