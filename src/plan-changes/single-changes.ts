import type { Ports } from '../base/ports.ts';
import { type Language, type Localised, say, translator } from '../language/language.ts';
import { parseNumber } from '../language/numbers.ts';
import { mayDo } from '../permissions/may-do.ts';
import { checkPlan } from '../plan/check-plan.ts';
import { type Named, namesFor } from '../plan/names.ts';
import type { PlanFault } from '../plan/plan-fault.ts';
import { namesOf, type Plan } from '../plan/plan-index.ts';
import {
  type Assignment,
  type Indicator,
  type Person,
  type PlanContent,
  periodKinds,
  personSchema,
} from '../plan/plan-schema.ts';
import { fieldPlaces } from '../plan/read-workbook.ts';
import { shortened } from './describe-changes.ts';
import { type PlanChangeRequest, type Proposed, proposePlan } from './propose-plan.ts';

/**
 * Single changes as plans: what was typed on a form, put into the plan in force. What the plan's own rules say
 * of it is `checkPlan`'s, as for a file; here is only what a form can get wrong before there is a plan to check.
 */

export const changeKinds = [
  'assignment',
  'target',
  'owner',
  'holder',
  'deputy',
  'answers',
  'gender',
  'called',
  'words',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What a form brings: every field as typed. */
export type TypedChange = Readonly<Record<string, string | undefined>>;

export type Changed =
  | { readonly content: PlanContent; readonly decision: string }
  /** `field` is the input's id. */
  | { readonly field: string; readonly fault: 'empty' | 'choose' | 'number' | 'milestone' | 'person' };

type Change = (plan: Plan, typed: TypedChange) => Changed;

export const singleChanges: Readonly<Record<ChangeKind, Change>> = {
  assignment: newAssignment,
  target: changedTarget,
  owner: changedOwner,
  holder: changedHolder,
  deputy: changedDeputy,
  answers: changedAnswersIn,
  gender: changedByGender,
  called: changedOtherNames,
  words: changedKeepingWords,
};

/** A local political assignment: what the council has decided, who leads it, and the three aspects. */
function newAssignment(plan: Plan, typed: TypedChange): Changed {
  const { title, decision, department, owner, start, end, economic, ecological, social } = typed;
  for (const field of ['title', 'decision', 'start', 'economic', 'ecological', 'social'])
    if (!typed[field]?.trim()) return { field, fault: 'empty' };
  if (!plan.department(department ?? '')) return { field: 'department', fault: 'choose' };
  if (!plan.role(owner ?? '')) return { field: 'owner', fault: 'choose' };
  const milestones = milestonesIn(typed.milestones ?? '');
  if (!milestones) return { field: 'milestones', fault: 'milestone' };
  const contributors = chosen(typed.contributors).filter((id) => id !== owner);
  const assignment: Assignment = {
    id: freeId(plan),
    type: 'political',
    title: said(title!),
    decision: decision!.trim(),
    leadDepartment: department!,
    owner: owner!,
    start: start!,
    ...(end && { end }),
    ...(contributors.length > 0 && { contributors }),
    aspects: { economic: said(economic!), ecological: said(ecological!), social: said(social!) },
    ...(milestones.length > 0 && { milestones }),
  };
  const { content } = plan;
  return {
    content: { ...content, assignments: [...content.assignments, assignment] },
    decision: decision!.trim(),
  };
}

/** `pu5`: the first that has never been in the plan as it is now. */
function freeId(plan: Plan): string {
  for (let number = 1; ; number++) if (!plan.assignment(`pu${number}`)) return `pu${number}`;
}

/** One a line, the day first; undefined where a line is not so. */
function milestonesIn(text: string): NonNullable<Assignment['milestones']> | undefined {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const found = lines.map((line) => /^\s*(\d{4}-\d\d-\d\d)[\s:,–-]+([^\s:,–-].*)$/u.exec(line));
  if (found.some((one) => !one)) return undefined;
  return found.map((one, index) => ({ id: `m${index + 1}`, due: one![1]!, name: said(one![2]!) }));
}

/** The value or the bounds that an indicator is to reach, by when; the direction says which of them there are. */
function changedTarget(plan: Plan, typed: TypedChange): Changed {
  const indicator = plan.indicator(typed.subject ?? '');
  if (!indicator || !hasTarget(indicator)) return { field: 'subject', fault: 'choose' };
  if (!typed.decision?.trim()) return { field: 'decision', fault: 'empty' };
  const fields = indicator.direction === 'band' ? ['min', 'max'] : ['value'];
  const numbers = fields.map((field) => parseNumber(typed[field] ?? ''));
  const wrong = numbers.findIndex((one) => 'fault' in one);
  if (wrong >= 0) return { field: fields[wrong]!, fault: 'number' };
  const [first, second] = numbers.map((one) => ('value' in one ? one.value : 0)) as [number, number];
  const by = typed.by ? { by: typed.by } : {};
  const op = indicator.direction === 'lower' ? '<=' : '>=';
  const floor = indicator.target?.op === '<=' ? indicator.target.floor : undefined;
  const target =
    indicator.direction === 'band'
      ? ({ op: 'between', min: first, max: second, ...by } as const)
      : ({ op, value: first, ...(floor !== undefined && { floor }), ...by } as const);
  return withIndicator(plan, { ...indicator, target }, typed.decision.trim());
}

/** Only what is steered has a target. */
export function hasTarget({ measureClass, direction }: Indicator): boolean {
  return measureClass === 'steering' && direction !== 'context';
}

function withIndicator({ content }: Plan, indicator: Indicator, decision: string): Changed {
  const indicators = content.indicators.map((one) => (one.id === indicator.id ? indicator : one));
  return { content: { ...content, indicators }, decision };
}

/** Another role answers for an assignment, or for an indicator's value. */
function changedOwner(plan: Plan, typed: TypedChange): Changed {
  const [kind, id = ''] = (typed.subject ?? '').split(':');
  const { owner = '', decision = '' } = typed;
  const [assignment, indicator] = [plan.assignment(id), plan.indicator(id)];
  if (kind === 'assignment' ? !assignment : !indicator) return { field: 'subject', fault: 'choose' };
  if (!plan.role(owner)) return { field: 'owner', fault: 'choose' };
  if (!decision.trim()) return { field: 'decision', fault: 'empty' };
  if (kind === 'indicator') return withIndicator(plan, { ...indicator!, owner }, decision.trim());
  const { content } = plan;
  const contributors = assignment!.contributors?.filter((one) => one !== owner);
  const next = { ...assignment!, owner, ...(contributors && { contributors }) };
  const assignments = content.assignments.map((one) => (one.id === id ? next : one));
  return { content: { ...content, assignments }, decision: decision.trim() };
}

/** Nobody holds it then, and its questions go to the administrator. */
export const vacant = '-';

/** A person takes a role over, or shares it with whoever has it; one who then has no role leaves the plan. */
function changedHolder(plan: Plan, typed: TypedChange): Changed {
  const { subject: role = '', person = '', upn = '', how, decision = '' } = typed;
  if (!plan.role(role)) return { field: 'subject', fault: 'choose' };
  const name = upn.trim().toLowerCase() || person.trim().toLowerCase();
  if (!name) return { field: 'person', fault: 'choose' };
  if (name !== vacant && !isPersonName(name, upn.trim() !== '')) return { field: 'person', fault: 'person' };
  if (!decision.trim()) return { field: 'decision', fault: 'empty' };
  const holder = name === vacant ? undefined : name;
  const isShared = how === 'beside' && holder !== undefined;
  const others = plan.content.persons.map((one) => (isShared ? one : without(one, role)));
  const persons = holder ? withRole(others, holder, role) : others;
  const content = { ...plan.content, persons: persons.filter(({ roles }) => roles.length > 0) };
  return { content, decision: decision.trim() };
}

/** What the schema takes; what is typed as a user name is to be one. */
function isPersonName(name: string, isTyped: boolean): boolean {
  const { id, upn } = personSchema.shape;
  return name.includes('@') ? upn.safeParse(name).success : !isTyped && id.safeParse(name).success;
}

function without(person: Person, role: string): Person {
  return { ...person, roles: person.roles.filter((one) => one !== role) };
}

function withRole(persons: readonly Person[], name: string, role: string): Person[] {
  const isMeant = (one: Person) => namesOf(one).includes(name);
  if (!persons.some(isMeant))
    return [...persons, { ...(name.includes('@') ? { upn: name } : { id: name }), roles: [role] }];
  return persons.map((one) =>
    isMeant(one) && !one.roles.includes(role) ? { ...one, roles: [...one.roles, role] } : one,
  );
}

/** Who answers where a role's holder is away or it has none, in the order chosen; nobody where none is. */
function changedDeputy(plan: Plan, typed: TypedChange): Changed {
  const { subject: id = '', decision = '' } = typed;
  const [first = '', second = ''] = [typed.first, typed.second].map((one) => (one === vacant ? '' : one));
  if (!plan.role(id)) return { field: 'subject', fault: 'choose' };
  const wrong = [first, second].findIndex((one) => one && !plan.role(one));
  if (wrong >= 0) return { field: wrong === 0 ? 'first' : 'second', fault: 'choose' };
  if (!decision.trim()) return { field: 'decision', fault: 'empty' };
  const inOrder = [...new Set([first, second].filter(Boolean))];
  const deputy = inOrder.length > 1 ? inOrder : inOrder[0];
  const { content } = plan;
  const roles = content.roles.map((one) => (one.id === id ? { ...one, deputy } : one));
  return { content: { ...content, roles }, decision: decision.trim() };
}

/** The kinds of round in which an assignment's owner says how it goes; none chosen: the usual ones. */
function changedAnswersIn(plan: Plan, typed: TypedChange): Changed {
  const { subject: id = '', kinds, decision = '' } = typed;
  if (!plan.assignment(id)) return { field: 'subject', fault: 'choose' };
  const some = chosen(kinds);
  const known = periodKinds.filter((kind) => some.includes(kind));
  if (known.length < some.length) return { field: 'kinds', fault: 'choose' };
  if (!decision.trim()) return { field: 'decision', fault: 'empty' };
  const answersIn = known.length > 0 ? known : undefined;
  const { content } = plan;
  const assignments = content.assignments.map((one) => (one.id === id ? { ...one, answersIn } : one));
  return { content: { ...content, assignments }, decision: decision.trim() };
}

/** Whether an indicator's values are also asked for, fetched and shown for women and for men. */
function changedByGender(plan: Plan, typed: TypedChange): Changed {
  const { subject = '', byGender = '', decision = '' } = typed;
  const indicator = plan.indicator(subject);
  if (!indicator) return { field: 'subject', fault: 'choose' };
  if (byGender !== 'yes' && byGender !== 'no') return { field: 'byGender', fault: 'choose' };
  if (!decision.trim()) return { field: 'decision', fault: 'empty' };
  // What the plan's file has said of it stays as it was where the answer is the same.
  const isAlready = (indicator.byGender === true) === (byGender === 'yes');
  const changed = { ...indicator, byGender: byGender === 'yes' ? true : undefined };
  return withIndicator(plan, isAlready ? indicator : changed, decision.trim());
}

const sheetOfSubject = { assignment: 'assignments', indicator: 'indicators', role: 'roles' } as const;

/** What people call an assignment, an indicator or a role beside its name; no words: nothing. */
function changedOtherNames(plan: Plan, typed: TypedChange): Changed {
  const [kind, id = ''] = (typed.subject ?? '').split(':');
  const list = sheetOfSubject[kind as keyof typeof sheetOfSubject];
  if (!list || !plan[kind as keyof typeof sheetOfSubject](id)) return { field: 'subject', fault: 'choose' };
  const decision = typed.decision?.trim();
  if (!decision) return { field: 'decision', fault: 'empty' };
  const names = (typed.names ?? '').split(/[,;\n]/u).flatMap((one) => one.trim() || []);
  const alsoCalled = names.length > 0 ? [...new Set(names)] : undefined;
  const entries = plan.content[list].map((one) => (one.id === id ? { ...one, alsoCalled } : one));
  return { content: { ...plan.content, [list]: entries }, decision };
}

/** Whether words that questions failed for are kept; what the plan's file says stays where the answer is the same. */
function changedKeepingWords({ content }: Plan, { keepWords, decision = '' }: TypedChange): Changed {
  if (keepWords !== 'yes' && keepWords !== 'no') return { field: 'keepWords', fault: 'choose' };
  if (!decision.trim()) return { field: 'decision', fault: 'empty' };
  const isAlready = (content.keepUnknownWords === true) === (keepWords === 'yes');
  const keepUnknownWords = keepWords === 'yes' ? true : undefined;
  return { content: isAlready ? content : { ...content, keepUnknownWords }, decision: decision.trim() };
}

/** A form has one language; the other reads the same until the plan's file says otherwise. */
function said(text: string): Localised {
  return { sv: text.trim(), en: text.trim() };
}

/** What a list with several choices brings. */
function chosen(text = ''): string[] {
  return text.split(',').filter(Boolean);
}

export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** So many can be looked through on a card; among more, one searches. */
const maxChoices = 60;

export interface Subjects {
  readonly choices: readonly Choice[];
  /** There are more than are shown, so a word can be searched for. */
  readonly isCut: boolean;
}

/** What can be changed in a way, or of a large plan those that have the words asked for. */
export function subjectsFor(kind: ChangeKind, plan: Plan, language: Language, query = ''): Subjects {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  const all = allSubjects(kind, plan, language);
  const found = all.filter(({ names }) => words.every((word) => names.toLowerCase().includes(word)));
  const choices = found
    .slice(0, maxChoices)
    .map(({ title, value }) => ({ value, title: shortened(title, 90) }));
  return { choices, isCut: all.length > maxChoices };
}

/** A choice with all that it may be searched for by. */
interface Searchable extends Choice {
  readonly names: string;
}

function allSubjects(kind: ChangeKind, plan: Plan, language: Language): readonly Searchable[] {
  const t = translator(language);
  const { indicators, roles } = plan.content;
  const chosen = (value: string, title: string, thing: Named): Searchable => ({
    value,
    title,
    names: [title, ...namesFor(thing)].join('\n'),
  });
  const ofType = (type: 'assignment' | 'indicator' | 'role') => (thing: Named & { readonly id: string }) => {
    const name = say((thing.title ?? thing.name)!, language);
    return chosen(`${type}:${thing.id}`, `${t(`planChange.kind.${type}`)}: ${name}`, thing);
  };
  switch (kind) {
    case 'target':
      return indicators.filter(hasTarget).map((one) => chosen(one.id, say(one.name, language), one));
    case 'owner':
      return [...plan.assignments.map(ofType('assignment')), ...indicators.map(ofType('indicator'))];
    case 'holder':
      return rolesIn(plan, language).map(({ value, title }) => chosen(value, title, plan.role(value)!));
    case 'deputy':
      return roles.map((one) => chosen(one.id, say(one.name, language), one));
    case 'gender':
      return indicators.map((one) => chosen(one.id, say(one.name, language), one));
    case 'answers':
      return plan.assignments.map((one) => chosen(one.id, say(one.title, language), one));
    case 'called':
      return [
        ...plan.assignments.map(ofType('assignment')),
        ...indicators.map(ofType('indicator')),
        ...roles.map(ofType('role')),
      ];
    case 'assignment':
    case 'words':
      return [];
  }
}

/** A role that nobody holds says so. */
export function rolesIn(plan: Plan, language: Language): Choice[] {
  return plan.content.roles.map(({ id, name }) => {
    const role = say(name, language);
    const isVacant = plan.personsWithRole(id).length === 0;
    return {
      value: id,
      title: isVacant ? translator(language)('planChange.form.vacantRole', { role }) : role,
    };
  });
}

export type ChangeView =
  | Proposed
  /** The form again, with what is to be mended. */
  | { readonly view: 'form'; readonly fault: Exclude<Changed, { content: unknown }> }
  /** The plan would contradict itself. */
  | { readonly view: 'faults'; readonly faults: readonly PlanFault[] };

/** One thing changed on a form: checked as a whole plan is, shown as a file's plan is, confirmed in the same way. */
export async function changePlan(
  ports: Pick<Ports, 'store' | 'clock'>,
  asked: PlanChangeRequest,
  kind: ChangeKind,
  typed: TypedChange,
): Promise<ChangeView> {
  if (!mayDo(asked.plan, asked.actor, 'plan/change')) return { view: 'not-yours' };
  const changed = singleChanges[kind](asked.plan, typed);
  if (!('content' in changed)) return { view: 'form', fault: changed };
  const checked = checkPlan(changed.content, fieldPlaces(asked.language));
  if ('faults' in checked) return { view: 'faults', faults: checked.faults };
  const { decision } = changed;
  return proposePlan(ports, asked, { content: checked.plan, source: { type: 'change' }, decision });
}
