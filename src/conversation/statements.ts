import type { Subject } from '../questions/subject.ts';
import { type About, aboutOf, rolelike } from './about.ts';
import { asksFirst, questionWord } from './asks-and-orders.ts';
import { foundAs, type Wanted } from './find-subjects.ts';
import { answered, type Meant, type Read } from './meaning.ts';
import { isAsking } from './message-words.ts';
import { inItsUnit, units } from './said-units.ts';
import { stem } from './stem.ts';
import { stemsOf } from './subject-index.ts';
import { periodFor } from './times.ts';
import { ofState, stateSaid } from './told.ts';

/* What somebody tells instead of asking. */

const asksOrWants = new RegExp(
  `\\b(?:${questionWord}|var|is|are|jamfor|jamfort|och|visa|show|sedan|kan|borde|far|exportera|export|mal|malet|malvarde|malvardet|target|nytt|lagg|satt|paminn|paminna|folj|folja|remind|follow)\\b`,
  'u',
);

const stateWords =
  'gar ar ligger rullar loper flyter haller enligt plan planen efter fore som planerat i fas vi behover hjalp stod on track behind ahead as planned need help support';

/** "Gata och park går enligt plan", "snittet är 15,2 barn": what something is, after it and not asked. */
const tellsPlainly =
  /^(?:[^ ]{1,30} ){1,8}(?:(?:ar|blev|blir|var|landade pa|hamnade pa|stannade pa|ligger pa|is|was|came to|ended at|landed at) \d|(?:gar|loper|rullar|ligger|is|are|goes|runs) (?:helt )?(?:enligt plan|efter plan|som planerat|i fas|on track|on schedule|as planned|according to plan|to plan)$)/u;

/** "Förhandsbedömningar oktober 85", "adopted plans: 12.1 per thousand": a number ends it. */
const endsInValue =
  /^(?:[^ ]{1,30} ){1,8}(?<!(?:topp|top|de|plan|nummer|nr|number|version|del|part|etapp|stage|fas|phase|punkt|item|bilaga|alternativ|option) )\d+(?: \d+)?(?: (?:per )?[a-z]{1,12}){0,2}$/u;

function saysValue(words: readonly string[]): boolean {
  return words.some((word) => /^(?:\d|hundra$|procent$|percent$)/u.test(word) && !/^20\d\d$/u.test(word));
}

/** What goes to plan is an assignment, also where its measure was named. */
function workOf({ plan }: Read, subjects: readonly Subject[]): readonly Subject[] {
  const [only, ...others] = subjects;
  const homes = only?.type === 'indicator' ? (plan.indicator(only.id)?.assignments ?? []) : [];
  return homes.length === 1 && others.length === 0 ? [{ type: 'assignment', id: homes[0]! }] : subjects;
}

/** "Matsvinn 48 gram": a value of something, told. */
export function statement(read: Read, share: number): Meant | undefined {
  const { message, words } = read;
  const isPlainly =
    !asksFirst.test(message.text) && (tellsPlainly.test(message.text) || endsInValue.test(message.text));
  if (share < (isPlainly ? 0.02 : 0.3) || message.isQuestion) return undefined;
  const state = stateSaid(message.text);
  if (state && !asksFirst.test(message.text)) {
    const wanted = { assignment: 1.1, indicator: 0.9 };
    // "Simhallen går enligt plan, men det är dyrt": what stands before it is what it is told of.
    const before = message.text.slice(0, message.text.indexOf(state)).split(' ').filter(Boolean);
    const first = aboutOf({ ...read, words: before }, wanted, stateWords);
    const isFirst = !saysValue(words) && first.meant.length > 0 && first.fit >= 0.6 && !first.isOpen;
    const { meant, fit, isOpen } = isFirst ? first : aboutOf(read, wanted, stateWords);
    // The form finds out which of those that are asked about it is.
    const subjects = fit >= 0.5 && !isOpen ? meant : [];
    return answered(
      'answer',
      saysValue(words) ? subjects : workOf(read, subjects),
      periodFor('answer', read),
      0.85,
    );
  }
  if (asksOrWants.test(message.text)) return undefined;
  const numbers = words.filter(
    (word, place) =>
      /^\d\w*$/u.test(word) &&
      !/^(?:ak|arskurs|klass|etapp|kl|v|vecka|rektor|year|grade|t|q|kvartal|tertial|version|del|part|stage|fas|phase|punkt|item|bilaga|alternativ|option|nr|nummer|number)$/u.test(
        words[place - 1] ?? '',
      ) &&
      !/^20\d\d$/u.test(word),
  );
  if (numbers.length === 0 || words.length > 20) return undefined;
  const without = words.filter((word) => !/^\d+$/u.test(word) && !units.has(word));
  const about = aboutOf(
    { ...read, words: without },
    { indicator: 1.35, assignment: 0.9 },
    'enligt plan gar ar som planerat',
  );
  if (about.meant.length === 0 || about.fit < 0.55) return undefined;
  const { meant } = inItsUnit(read, about);
  if (countsOthers(read, meant, numbers.length)) return undefined;
  return answered('answer', meant, periodFor('answer', read), 0.85);
}

/** "Förskolan 2 avdelningar": what is counted is no unit of what is named, and nothing that its name says. */
function countsOthers({ plan, words }: Read, [one]: readonly Subject[], numbers: number): boolean {
  const counted = words.filter(
    (word, place) =>
      /\d$/u.test(words[place - 1] ?? '') &&
      !/^\d/u.test(word) &&
      !units.has(word) &&
      !anyUnit.test(word) &&
      !isAsking(word),
  );
  if (counted.length === 0 || counted.length < numbers) return false;
  const measure = one?.type === 'indicator' ? plan.indicator(one.id) : undefined;
  const own = new Set(measure ? stemsOf(`${measure.unit.sv} ${measure.unit.en}`) : []);
  const named = measure && foundAs(plan, words, { type: 'indicator', id: measure.id });
  return counted.every((word) => !own.has(stem(word)) && !named?.places.has(words.lastIndexOf(word)));
}

/** Of whatever is counted or weighed. */
const anyUnit =
  /^(?:styck(?:en)?|pieces|fall|cases|arenden|enheter|units|poang|points|tusen|thousand|miljon|million|kilo|kilograms?|ton|tons|meter|metres?|mil|km|kvm|m2|timm\w+|tim|hours?|veck\w+|weeks?|manader|months?|sekunder|seconds?|kvinnor|man|women|men|procentenheter|percentage|sent|snitt|medel|average)$/u;

/** A state and help are told of an assignment, and a number of a measure; whose help is wanted is not what it is told of. */
export function toldOf(read: Read, said: string, otherwise: Wanted): About {
  const { words, message } = read;
  const helper = helperIn(words);
  const isState = !saysValue(words) && (ofState.test(message.text) || stateSaid(message.text) !== undefined);
  const weights = helper.size > 0 || isState ? { assignment: 1.15, indicator: 1 } : otherwise;
  const without = { ...read, words: words.filter((_, place) => !helper.has(place)) };
  return inItsUnit(read, aboutOf(without, weights, said));
}

/** "Hjälp av HR-chefen med …", by place: the words for whose help is wanted. */
function helperIn(words: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  const from = words.findIndex(
    (word, place) => /^(?:av|fran|from)$/u.test(word) && help.test(words[place - 1] ?? ''),
  );
  if (from < 0) return found;
  let place = from + 1;
  while (/^(?:the|our|vara?|var)$/u.test(words[place] ?? '')) place += 1;
  // "Soc chefen", "the finance director" are one.
  do found.add(place++);
  while (rolelike.test(words[place] ?? ''));
  return found;
}

const help = /^(?:hjalp|stod|help|support|hand)$/u;
