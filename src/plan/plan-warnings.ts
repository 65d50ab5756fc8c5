import { type Language, say } from '../language/language.ts';
import type { PlanContent } from './plan-schema.ts';

/** What a sound plan may well mean, and is asked about all the same when it is checked. */
export interface PlanWarning {
  readonly code: 'no-channel' | 'same-name' | 'unit-changed';
  readonly facts: Readonly<Record<string, string>>;
}

/** `before`: the plan in force, where there is one to replace. */
export function planWarnings(
  content: PlanContent,
  language: Language,
  before?: PlanContent | undefined,
): PlanWarning[] {
  return [
    ...(content.channels.length === 0 ? [{ code: 'no-channel', facts: {} } as const] : []),
    ...sameNames(content, language),
    ...changedUnits(content, language, before),
  ];
}

/** People know things by their names alone: two of one name are mistaken for each other. */
function sameNames(plan: PlanContent, language: Language): PlanWarning[] {
  const lists = [
    plan.assignments.map(({ id, title }) => ({ id, name: say(title, language) })),
    ...[plan.indicators, plan.roles, plan.departments].map((list) =>
      list.map(({ id, name }) => ({ id, name: say(name, language) })),
    ),
  ];
  return lists.flatMap((list) =>
    [...Map.groupBy(list, ({ name }) => name.trim().toLowerCase()).values()]
      .filter(({ length }) => length > 1)
      .map((same) => ({
        code: 'same-name' as const,
        facts: { name: same[0]!.name, ids: same.map(({ id }) => id).join(', ') },
      })),
  );
}

/** A value that somebody has reported is a number, and is read with the unit of the plan in force. */
function changedUnits(plan: PlanContent, language: Language, before: PlanContent | undefined): PlanWarning[] {
  const units = new Map(before?.indicators.map(({ id, unit }) => [id, unit]));
  return plan.indicators.flatMap(({ id, name, unit }) => {
    const old = units.get(id);
    if (!old || old.sv === unit.sv) return [];
    const [was, is] = [say(old, language) || '–', say(unit, language) || '–'];
    return [{ code: 'unit-changed' as const, facts: { name: say(name, language), was, is } }];
  });
}
