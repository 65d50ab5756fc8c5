import type { Deed } from '../permissions/matrix.ts';

/** The line of the permission matrix that decides of an intent as a whole; undefined where the person's own is meant, or nothing. */
const deeds: Readonly<Record<string, Deed>> = {
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

export function deedOf(intent: string): Deed | undefined {
  return deeds[intent];
}
