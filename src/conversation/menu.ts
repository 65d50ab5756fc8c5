import type { Actor } from '../base/ports.ts';
import type { Language } from '../language/language.ts';
import type { Permission } from '../permissions/matrix.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';
import { findIntent, intents } from './catalog.ts';
import { type Menu, type MenuGroup, menuGroups } from './intent.ts';

/** An intent as a menu shows it. */
export interface MenuLine extends Menu {
  readonly intent: string;
}

const groups: readonly (MenuGroup | undefined)[] = [...menuGroups, undefined];
const listed = intents.flatMap(({ id, menu }) => (menu ? [{ ...menu, intent: id }] : []));

/** What the catalog has for menus, in their order: by group, help itself last. */
export const menuLines: readonly MenuLine[] = groups.flatMap((group) => {
  const own = listed.filter((line) => line.group === group);
  return [...own.filter(({ isFirst }) => isFirst), ...own.filter(({ isFirst }) => !isFirst)];
});

interface Reader {
  readonly plan: Plan | undefined;
  readonly actor: Actor;
  readonly where: 'personal' | 'channel' | 'group';
}

/** What help offers this person in this place: nothing that would be refused once it is pressed. */
export function offeredTo({ plan, actor, where }: Reader): readonly MenuLine[] {
  const isPersonal = where === 'personal';
  const hasRole = (plan?.rolesOf(actor.personId).length ?? 0) > 0;
  return menuLines.filter(({ group, intent, teams }) => {
    if (!group || !(isPersonal || teams?.includes('shared'))) return false;
    const deed = findIntent(intent)?.need?.deed;
    return deed ? mayAnywhere(plan, actor, deed) : hasRole;
  });
}

/** Towards the whole, what is their own, or towards one assignment at least. */
function mayAnywhere(plan: Plan | undefined, actor: Actor, deed: Permission): boolean {
  if (mayDo(plan, actor, deed, { personId: actor.personId })) return true;
  return plan?.content.assignments.some((assignment) => mayDo(plan, actor, deed, { assignment })) ?? false;
}

/** What one writes for that intent; undefined: no menu has it. */
export function wordsFor(intent: string, language: Language): string | undefined {
  return menuLines.find((line) => line.intent === intent)?.say[language];
}
