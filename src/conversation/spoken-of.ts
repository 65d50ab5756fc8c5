import { type Plan, severalOf } from '../plan/plan-index.ts';
import type { Subject } from '../questions/subject.ts';
import { rankSubjects } from './find-subjects.ts';
import { answered, type Meant, type Read, type Reading, type Spoken } from './meaning.ts';
import { askingPlaces } from './message-words.ts';
import { stemsOf } from './subject-index.ts';
import { timeAfter } from './times.ts';

/* What was spoken of, and what of it is meant: its measures, those who answer for it, the decision it comes from. */

/** What was spoken of: also what was asked back about, where it was one thing. */
export function aboutBefore({ intent, subjects, choices = [] }: Spoken): readonly Subject[] {
  if (subjects.length > 0 || intent === 'unknown') return subjects;
  const [first] = choices;
  return first?.subject ? [first.subject] : [];
}

export function kindOf(subjects: readonly Subject[]): string {
  return subjects.every(({ type }) => type === 'indicator') ? 'indicator' : 'status';
}

/** What the intent can be about: decided are assignments, and of a measure the one it belongs to. */
export function fitting({ plan }: Reading, intent: string, subjects: readonly Subject[]): readonly Subject[] {
  if (intent !== 'decision') return subjects;
  const assignments = subjects.filter(({ type }) => type === 'assignment');
  if (assignments.length > 0) return assignments;
  const homes = subjects.map((one): Subject => {
    const home = one.type === 'indicator' ? plan.indicator(one.id)?.assignments[0] : undefined;
    return home ? { type: 'assignment', id: home } : one;
  });
  return homes.filter(({ id }, place) => homes.findIndex((one) => one.id === id) === place);
}

/** "Vad blev siffran?" of an assignment is its measure's: its only one, or the only one that is so told. */
export function measureOf({ plan, message }: Read, about: readonly Subject[]): readonly Subject[] {
  const [one] = about;
  const own = about.length === 1 && one!.type === 'assignment' ? plan.homeIndicatorsOf(one!.id) : [];
  const told = own.filter(
    ({ unit, byGender }) =>
      (/\b(?:procent\w*|andelen?|percent\w*|share)\b/u.test(message.whole) && unit.sv === '%') ||
      (ofGender.test(message.whole) && byGender),
  );
  const [measure] = own.length === 1 ? own : told.length === 1 ? told : [];
  return measure ? [{ type: 'indicator', id: measure.id }] : about;
}

/** "Man" is also "one", and "men" also "but". */
const ofGender =
  /\b(?:kvinnor\w*|mannen|flickor\w*|pojkar\w*|women|girls|boys|(?:for|bland|hos|among|of) (?:man|men))\b/u;

/** Words that mean something among what the thing before has: its measures, or the measures beside it. */
export function ownMeaning(read: Read, before: Spoken, about: readonly Subject[]): Meant | undefined {
  const { plan, words } = read;
  const [first] = about;
  if (!first || about.length > 1 || read.words.length > 14) return undefined;
  const period = timeAfter(read, before) ?? read.period;
  const found = rankSubjects(plan, words, { indicator: 1 }, askingPlaces(words));
  if (found.length === 0) return undefined;
  if (first.type === 'assignment') {
    const money = moneyOf(read, first.id);
    if (money) return answered('indicator', [money], period, 0.8);
    const own = new Set(plan.indicatorsOf(first.id).map(({ id }) => id));
    const best = found.find(({ subject }) => own.has(subject.id));
    const other = rankSubjects(plan, words, { assignment: 1.12, indicator: 1 }, askingPlaces(words))[0];
    // Named again, it is meant itself.
    const ahead = other?.subject.id === first.id ? 1 : 1.15;
    const isOther = other && !own.has(other.subject.id) && other.score > (best?.score ?? 0) * ahead;
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
export function moneyOf({ plan, message }: Read, id: string): Subject | undefined {
  if (
    !/\b(?:hur mycket pengar|hur mycket (?:har )?(?:det )?kosta\w*|how much money|vad har (?:det |den )?kosta\w*)\b/u.test(
      message.text,
    )
  )
    return undefined;
  const measures = plan.homeIndicatorsOf(id).filter(({ aspects }) => aspects.includes('economic'));
  return measures.length === 1 ? { type: 'indicator', id: measures[0]!.id } : undefined;
}

function headOf(plan: Plan, id: string): string {
  return stemsOf(plan.indicator(id)?.name.sv ?? '')[0] ?? '';
}

/** Who answers for it. */
export function rolesOf({ plan }: Read, about: readonly Subject[]): readonly Subject[] {
  const ids = about.flatMap(({ type, id }) => {
    if (type === 'role') return [id];
    const owner = type === 'assignment' ? plan.assignment(id)?.owner : plan.indicator(id)?.owner;
    return owner === undefined ? [] : severalOf(owner);
  });
  return [...new Set(ids)].map((id) => ({ type: 'role', id }));
}

/** What is spoken of, with the roles that are named beside it. */
export function withPeople({ plan, words }: Read, about: readonly Subject[]): readonly Subject[] {
  const [role] = rankSubjects(plan, words, { role: 1 }, askingPlaces(words));
  return role && role.coverage >= 0.5 ? [...about, role.subject] : about;
}
