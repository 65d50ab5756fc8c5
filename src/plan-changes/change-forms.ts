import type { Card } from '../base/messenger.ts';
import { joinWords, type Language, say, translator } from '../language/language.ts';
import { fitCard, renderCard } from '../language/render-card.ts';
import { noteCard } from '../messages/note-card.ts';
import { type Named, nameWithUnit } from '../plan/names.ts';
import { type Plan, severalOf } from '../plan/plan-index.ts';
import { periodKinds } from '../plan/plan-schema.ts';
import { readerOf } from '../reports/reader.ts';
import { fullKinds } from '../rounds/what-is-asked.ts';
import {
  type ChangeKind,
  type Choice,
  changeKinds,
  rolesIn,
  subjectsFor,
  type TypedChange,
  vacant,
} from './single-changes.ts';

/** A form's question; `kind` is what one answers it with. */
interface Field {
  readonly id: string;
  readonly kind: 'text' | 'lines' | 'date' | 'choice' | 'several' | 'buttons' | 'person';
  readonly required?: boolean;
  readonly choices?: readonly Choice[];
  readonly value?: string | undefined;
}

export interface ChangeForm {
  readonly kind: ChangeKind;
  readonly plan: Plan;
  readonly language: Language;
  readonly typed?: TypedChange;
  /** What cannot be, by the field it is about; the form is shown with all that was typed. */
  readonly fault?: { readonly field: string; readonly fault: string } | undefined;
  /** What the plan's rules say. */
  readonly faults?: readonly string[];
}

/** How many kinds of change have their button in sight. */
const inSight = 4;

/** What can be changed here, and that everything else is changed in the file. */
export function menuCard(language: Language): Card {
  const t = translator(language);
  return noteCard(
    {
      title: t('planChange.menu.title'),
      paragraphs: [t('planChange.menu.text')],
      note: t('planChange.menu.file'),
      actions: [
        ...changeKinds.map((kind, index) => ({
          verb: 'plan/change',
          title: t(`planChange.menu.${kind}`),
          data: { kind },
          mode: index < inSight ? ('primary' as const) : ('secondary' as const),
        })),
        { verb: 'plan/versions', title: t('planChange.versions.show'), mode: 'secondary' },
      ],
    },
    language,
  );
}

/** Which one is to be changed; in a large plan one searches first. */
export function chooseCard(form: ChangeForm): Card {
  const { kind, plan, language, typed = {}, fault } = form;
  const { choices, isCut } = subjectsFor(kind, plan, language, typed.query);
  const fields: Field[] = [
    ...(isCut || choices.length === 0 ? [{ id: 'query', kind: 'text' } as const] : []),
    ...(choices.length > 0 ? [{ id: 'subject', kind: 'choice', choices } as const] : []),
  ];
  const nothing = choices.length === 0 ? [translator(language)('planChange.form.noneFound')] : [];
  return formCard(form, { fields, faults: nothing, verb: 'plan/choose', submit: 'next', intro: [], fault });
}

/** What it is to become. */
export function changeForm(form: ChangeForm): Card {
  const { kind, fault, faults = [] } = form;
  const fields = fieldsOf(form);
  return formCard(form, {
    fields,
    faults,
    verb: 'plan/change-look',
    submit: 'look',
    intro: introOf(form),
    fault,
    kind,
  });
}

interface Shown extends Pick<ChangeForm, 'fault'> {
  readonly fields: readonly Field[];
  readonly faults: readonly string[];
  readonly intro: readonly string[];
  readonly verb: string;
  readonly submit: 'next' | 'look';
  readonly kind?: ChangeKind;
}

/** Lists are shortened before a card becomes too large for Teams. */
const choicesShown = [200, 100, 60, 30] as const;

function formCard({ kind, language, typed = {} }: ChangeForm, shown: Shown): Card {
  const t = translator(language);
  // What was emptied does not come back with what the form begins with.
  const isAgain = shown.fault !== undefined || shown.faults.length > 0;
  const subject = shown.submit === 'look' && typed.subject ? { subject: typed.subject } : {};
  // What the thing that is chosen is to be called besides.
  const word = shown.submit === 'next' && typed.word ? { word: typed.word } : {};
  return fitCard(choicesShown, (max) =>
    renderCard(
      'plan-form',
      {
        title: t(`planChange.menu.${kind}`),
        intro: shown.intro,
        faults: shown.faults,
        verb: shown.verb,
        ids: { kind, ...subject, ...word },
        submit: t(`planChange.form.${shown.submit}`),
        note: shown.submit === 'look' ? t('planChange.form.note') : '',
        fields: shown.fields.map(({ id, kind: input, required = false, choices = [], value = '' }) => ({
          id,
          kind: input,
          required,
          choices: choices.slice(0, max),
          label: t(`planChange.field.${id}.label`),
          hint: t(`planChange.field.${id}.hint`),
          value: typed[id] ?? (isAgain ? '' : value),
          fault: shown.fault?.field === id ? t(`planChange.form.${shown.fault.fault}`) : '',
        })),
      },
      language,
    ),
  );
}

const decision = { id: 'decision', kind: 'text', required: true } as const;

function fieldsOf({ kind, plan, language, typed = {} }: ChangeForm): readonly Field[] {
  const roles = rolesIn(plan, language);
  const needed = { required: true } as const;
  switch (kind) {
    case 'assignment':
      return [
        { id: 'title', kind: 'text', ...needed },
        decision,
        { id: 'department', kind: 'choice', choices: departmentsIn(plan, language), ...needed },
        { id: 'owner', kind: 'choice', choices: roles, ...needed },
        { id: 'contributors', kind: 'several', choices: roles },
        { id: 'start', kind: 'date', ...needed },
        { id: 'end', kind: 'date' },
        { id: 'economic', kind: 'lines', ...needed },
        { id: 'ecological', kind: 'lines', ...needed },
        { id: 'social', kind: 'lines', ...needed },
        { id: 'milestones', kind: 'lines' },
      ];
    case 'target':
      return [...targetFields(plan, typed.subject ?? ''), { id: 'by', kind: 'date' }, decision];
    case 'owner':
      return [{ id: 'owner', kind: 'choice', choices: roles, ...needed }, decision];
    case 'holder':
      return [
        { id: 'person', kind: 'person', choices: personsIn(plan, language) },
        { id: 'upn', kind: 'text' },
        { id: 'how', kind: 'buttons', choices: howChoices(language), value: 'instead' },
        decision,
      ];
    case 'deputy': {
      const nobody = { value: vacant, title: translator(language)('planChange.form.nobody') };
      const others = [nobody, ...roles.filter(({ value }) => value !== typed.subject)];
      const [first, second] = severalOf(plan.role(typed.subject ?? '')?.deputy ?? []);
      return [
        { id: 'first', kind: 'choice', choices: others, value: first ?? vacant },
        { id: 'second', kind: 'choice', choices: others, value: second ?? vacant },
        decision,
      ];
    }
    case 'answers': {
      const kinds = plan.assignment(typed.subject ?? '')?.answersIn ?? fullKinds;
      return [
        { id: 'kinds', kind: 'several', choices: kindChoices(language), value: kinds.join(',') },
        decision,
      ];
    }
    case 'gender': {
      const value = plan.indicator(typed.subject ?? '')?.byGender ? 'yes' : 'no';
      return [{ id: 'byGender', kind: 'buttons', choices: yesOrNo('ByGender', language), value }, decision];
    }
    case 'called': {
      const known = subjectOf(plan, typed.subject)?.alsoCalled ?? [];
      const names = typed.word ? [...new Set([...known, typed.word])] : known;
      // What something is called beside its name needs no decision of its own.
      return [
        { id: 'names', kind: 'text', value: names.join(', ') },
        { ...decision, value: plan.decision },
      ];
    }
    case 'words': {
      const value = plan.content.keepUnknownWords ? 'yes' : 'no';
      return [{ id: 'keepWords', kind: 'buttons', choices: yesOrNo('KeepWords', language), value }, decision];
    }
  }
}

function targetFields(plan: Plan, id: string): Field[] {
  const ids = plan.indicator(id)?.direction === 'band' ? ['min', 'max'] : ['value'];
  return ids.map((field) => ({ id: field, kind: 'text', required: true }));
}

function departmentsIn({ content }: Plan, language: Language): Choice[] {
  return content.departments.map(({ id, name }) => ({ title: say(name, language), value: id }));
}

/** Those of the plan, by their roles; whoever is not among them is found by name in Teams, or by user name. */
function personsIn(plan: Plan, language: Language): Choice[] {
  const known = plan.personIds.map((id) => ({
    value: id,
    title: joinWords(
      plan.rolesOf(id).map((role) => say(role.name, language)),
      language,
    ),
  }));
  return [...known, { value: vacant, title: translator(language)('planChange.form.vacant') }];
}

function kindChoices(language: Language): Choice[] {
  const t = translator(language);
  return periodKinds.map((kind) => ({ value: kind, title: t(`workbook.choice.${kind}`) }));
}

function yesOrNo(of: 'ByGender' | 'KeepWords', language: Language): Choice[] {
  const t = translator(language);
  return ['yes', 'no'].map((value) => ({ value, title: t(`planChange.form.${value}${of}`) }));
}

function howChoices(language: Language): Choice[] {
  const t = translator(language);
  return ['instead', 'beside'].map((how) => ({ value: how, title: t(`planChange.form.${how}`) }));
}

/** What it is now. */
function introOf({ kind, plan, language, typed = {} }: ChangeForm): string[] {
  const { t, say, target, roleName, ownerNames } = readerOf(plan, language);
  const subject = typed.subject ?? '';
  if (kind === 'assignment') return [t('planChange.form.three')];
  if (kind === 'words') return [t('planChange.form.nowKeepWords')];
  if (kind === 'target') {
    const indicator = plan.indicator(subject);
    if (!indicator) return [];
    const now = indicator.target ? target(indicator.target) : t('planChange.nothing');
    return [t('planChange.form.nowTarget', { name: nameWithUnit(indicator, language), target: now })];
  }
  if (kind === 'holder') {
    const count = plan.personsWithRole(subject).length;
    return [t('planChange.form.nowHolder', { role: roleName(subject), count })];
  }
  const role = kind === 'deputy' ? plan.role(subject) : undefined;
  if (role) {
    const deputies = severalOf(role.deputy ?? []).map(roleName);
    const now = deputies.length > 0 ? joinWords(deputies, language) : t('planChange.nothing');
    return [t('planChange.form.nowDeputy', { role: say(role.name), deputies: now })];
  }
  const assignment = kind === 'answers' ? plan.assignment(subject) : undefined;
  if (assignment) return [t('planChange.form.nowAnswers', { name: say(assignment.title) })];
  const indicator = kind === 'gender' ? plan.indicator(subject) : undefined;
  if (indicator) {
    const now = indicator.byGender ? 'nowByGender' : 'nowTotalOnly';
    return [t(`planChange.form.${now}`, { name: nameWithUnit(indicator, language) })];
  }
  const found = subjectOf(plan, subject);
  if (!found) return [];
  const name = say((found.title ?? found.name)!);
  if (kind === 'called') return [t('planChange.form.nowCalled', { name })];
  return found.owner
    ? [t('planChange.form.nowOwner', { name, role: ownerNames({ owner: found.owner }) })]
    : [];
}

/** What `assignment:u01`, `indicator:m01` or `role:hr-chef` stands for. */
function subjectOf(plan: Plan, subject = ''): (Named & { readonly owner?: string | string[] }) | undefined {
  const [type, id = ''] = subject.split(':');
  if (type === 'assignment') return plan.assignment(id);
  return type === 'indicator' ? plan.indicator(id) : type === 'role' ? plan.role(id) : undefined;
}
