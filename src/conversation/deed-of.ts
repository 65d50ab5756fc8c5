import type { Actor } from '../base/ports.ts';
import type { Permission } from '../permissions/matrix.ts';
import { mayDo } from '../permissions/may-do.ts';
import type { Plan } from '../plan/plan-index.ts';

/** The line of the permission matrix that decides of an intent as a whole; undefined where the person's own is meant, or nothing. */
const deeds: Readonly<Record<string, Permission>> = {
  status: 'report/read',
  indicator: 'report/read',
  whole: 'report/read',
  aspect: 'report/read',
  deviations: 'report/read',
  news: 'report/read',
  priorities: 'report/read',
  'help-wanted': 'report/read',
  round: 'round/read',
  follow: 'assignment/follow',
  export: 'report/export',
  'export-log': 'people/read',
  'preview-round': 'people/read',
  'change-plan': 'plan/change',
  'upload-plan': 'plan/change',
  'change-round': 'round/change',
  'send-log': 'people/read',
  unreached: 'people/read',
  'remind-all': 'round/change',
  kolada: 'plan/change',
  'kolada-search': 'plan/change',
};

export function deedOf(intent: string): Permission | undefined {
  return deeds[intent];
}

/** Deeds whose use case says itself why not, since it depends on what it is about. */
const saidByItself: ReadonlySet<string> = new Set([
  'report/read',
  'round/read',
  'assignment/follow',
  'report/export',
]);

/** The deed that somebody may not have done at all, whatever it is about; undefined: they may. */
export function forbidden(plan: Plan, actor: Actor, intent: string): Permission | undefined {
  const deed = deedOf(intent);
  return deed && !saidByItself.has(deed) && !mayDo(plan, actor, deed) ? deed : undefined;
}
