import type { Plan } from '../plan/plan-index.ts';
import type { Subject } from '../questions/subject.ts';
import { aboutOf, wantedBy } from './about.ts';
import { aspectIn, isOnlyAspect } from './aspects.ts';
import { rankSubjects } from './find-subjects.ts';
import { answered, type Meant, type Read, type Spoken } from './meaning.ts';
import { isAsking } from './message-words.ts';
import { dayParts, type Scored } from './signs.ts';
import { stem } from './stem.ts';
import { stemsOf, weak } from './subject-index.ts';

/** What a message that goes on from the one before means; undefined where it stands by itself. */
export function followUp(read: Read, scored: readonly Scored[], before: Spoken): Meant | undefined {
  const { words, period, message } = read;
  const text = message.text;
  const begins =
    /^(?:och|and|men|but|da|sa|what about|how about|hur ar det med|hur blir det med|okej och|jamfort|compared)\b|\b(?:da|then)$/u.test(
      text,
    );
  const which = aspectIn(words);
  const speaking = words.filter((word) => !isAsking(word) && !weak.has(stem(word)) && !dayParts.has(word));
  const best = scored[0];
  const about = before.subjects;
  const asksSubject = [
    'change-plan',
    'send-log',
    'status',
    'indicator',
    'decision',
    'responsible',
    'deviations',
    'aspect',
    'help-wanted',
    'meaning',
    'news',
    'plan-changes',
    'follow',
    'unfollow',
    'export',
    'my-answers',
  ];

  if (
    /^(?:varfor|hur kommer det sig|why|how come|vad beror det pa|why is that|varfor det)(?: da| det| sa| is that| ar det sa)*$/u.test(
      text,
    ) &&
    about.length > 0
  )
    return answered('status', about, undefined, 0.85);
  if (
    speaking.length === 0 &&
    period &&
    (!best || best.sure < 0.85 || begins || best.intent.id === 'remind-later') &&
    reads.has(before.intent)
  )
    return answered(before.intent, about, period, 0.88, before.aspect);
  const money =
    about.length === 1 && about[0]!.type === 'assignment' ? moneyOf(read, about[0]!.id) : undefined;
  if (money) return answered('indicator', [money], period, 0.8);
  if (which && isOnlyAspect(read) && (begins || before.intent === 'aspect' || about.length > 0)) {
    const assignments =
      before.intent === 'aspect' ? about : about.filter(({ type }) => type === 'assignment');
    return answered('aspect', assignments, period, 0.85, which === 'all' ? undefined : which);
  }
  if (
    /^(?:vem|who) (?:har )?(?:svarade|svarat|answered|reported|skrev|said so|sa det)\b/u.test(text) &&
    about.length > 0
  )
    return answered('responsible', about, undefined, 0.85);
  // "Ta bort allt", of what is kept about oneself.
  if (
    before.intent === 'my-data' &&
    /^(?:ta bort|radera|rensa|glom|delete|remove|erase|forget)\b/u.test(text)
  )
    return answered('erase-me', [], undefined, 0.85);
  if (about.length === 0) return undefined;
  const own = ownMeaning(read, before);
  if (own) return own;
  // "När ska det vara klart?" of something just spoken of is no question about a round.
  if (points.test(text) && speaking.length === 0 && asksWhen.test(text) && isDone.test(text))
    return answered(kindOf(about), about, period, 0.8);
  const named = aboutOf(read, wantedBy.status!, best?.said ?? '');
  if (named.meant.length > 0 && named.fit >= 0.6 && speaking.length > 0) return undefined;
  if (speaking.length > 0 && best && best.sure >= 0.9 && !asksSubject.includes(best.intent.id))
    return undefined;
  const isShort = words.length <= 6;
  // "visa diagram", "vem ansvarar?", "följ den", "målet då?": the same thing, asked otherwise.
  if (
    best &&
    asksSubject.includes(best.intent.id) &&
    best.sure >= 0.7 &&
    named.strange.length <= (points.test(text) ? 3 : 1)
  ) {
    if (best.intent.id === 'change-plan')
      return isShort ? answered('change-plan', withPeople(read, about), period, 0.82) : undefined;
    const id = best.intent.id === 'deviations' && isShort ? 'status' : best.intent.id;
    const kind = id === 'status' || id === 'indicator' ? kindOf(about) : id;
    return answered(kind, fitting(read, kind, about), period, 0.82);
  }
  if (speaking.length === 0 && (begins || points.test(text)) && (!best || best.sure < 0.85))
    return answered(kindOf(about), about, period, 0.75);
  return undefined;
}

const asksWhen = /\b(?:nar|when)\b/u;
const isDone =
  /\b(?:klara?|klart|fardigt?|slut|borjar|startar|oppnar|mattes|mats|uppdaterades|measured|updated|ready|done|finished|start|starts|open|opens)\b/u;
const points = /\b(?:den|det|detta|dessa|de|dem|it|that|this|they|them)\b/u;
/** Intents whose answer may be asked anew for another time. */
const reads = new Set([
  'status',
  'indicator',
  'whole',
  'aspect',
  'deviations',
  'news',
  'round',
  'help-wanted',
  'plan-changes',
  'my-answers',
  'export',
]);

export function kindOf(subjects: readonly Subject[]): string {
  return subjects.every(({ type }) => type === 'indicator') ? 'indicator' : 'status';
}

/** What the intent can be about: of a measure, the assignment it belongs to. */
function fitting({ plan }: Read, intent: string, subjects: readonly Subject[]): readonly Subject[] {
  if (intent !== 'decision') return subjects;
  return subjects.map((one): Subject => {
    const home = one.type === 'indicator' ? plan.indicator(one.id)?.assignments[0] : undefined;
    return home ? { type: 'assignment', id: home } : one;
  });
}

/** Words that mean something among what the thing before has: its measures, or the measures beside it. */
function ownMeaning(read: Read, before: Spoken): Meant | undefined {
  const { plan, words, period } = read;
  const [first] = before.subjects;
  if (!first || before.subjects.length > 1 || read.words.length > 14) return undefined;
  const found = rankSubjects(plan, words, { indicator: 1 }, quietIn(words));
  if (found.length === 0) return undefined;
  if (first.type === 'assignment') {
    const money = moneyOf(read, first.id);
    if (money) return answered('indicator', [money], period, 0.8);
    const own = new Set(plan.indicatorsOf(first.id).map(({ id }) => id));
    const best = found.find(({ subject }) => own.has(subject.id));
    const other = rankSubjects(plan, words, { assignment: 1.12, indicator: 1 }, quietIn(words))[0];
    const isOther =
      other &&
      !own.has(other.subject.id) &&
      other.subject.id !== first.id &&
      other.score > (best?.score ?? 0) * 1.15;
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
  const [role] = rankSubjects(plan, words, { role: 1 }, quietIn(words));
  return role && role.coverage >= 0.5 ? [...about, role.subject] : about;
}

function quietIn(words: readonly string[]): Set<number> {
  return new Set(words.flatMap((word, place) => (isAsking(word) ? [place] : [])));
}

function headOf(plan: Plan, id: string): string {
  return stemsOf(plan.indicator(id)?.name.sv ?? '')[0] ?? '';
}
