import { type Language, say, translator } from '../language/language.ts';
import type { Plan } from '../plan/plan-index.ts';
import { shortened } from './describe-changes.ts';
import { type ChangeKind, hasTarget } from './single-changes.ts';

export interface Choice {
  readonly title: string;
  readonly value: string;
}

/** So many can be looked through on a card; among more, one searches. */
const mostChoices = 60;

export interface Subjects {
  readonly choices: readonly Choice[];
  /** There are more than are shown, so a word can be searched for. */
  readonly isCut: boolean;
}

/** What can be changed in a way, or of a large plan those that have the words asked for. */
export function subjectsFor(kind: ChangeKind, plan: Plan, language: Language, query = ''): Subjects {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean);
  const all = allSubjects(kind, plan, language);
  const found = all.filter(({ title }) => words.every((word) => title.toLowerCase().includes(word)));
  const choices = found.slice(0, mostChoices).map((one) => ({ ...one, title: shortened(one.title, 90) }));
  return { choices, isCut: all.length > mostChoices };
}

function allSubjects(kind: ChangeKind, plan: Plan, language: Language): readonly Choice[] {
  const { indicators } = plan.content;
  switch (kind) {
    case 'target':
      return indicators.filter(hasTarget).map(({ id, name }) => ({ title: say(name, language), value: id }));
    case 'owner':
      return [
        ...plan.assignments.map(({ id, title }) => named('assignment', id, say(title, language))),
        ...indicators.map(({ id, name }) => named('indicator', id, say(name, language))),
      ];
    case 'holder':
      return rolesIn(plan, language);
    case 'assignment':
      return [];
  }
  function named(type: 'assignment' | 'indicator', id: string, title: string): Choice {
    return { title: `${translator(language)(`planChange.kind.${type}`)}: ${title}`, value: `${type}:${id}` };
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
