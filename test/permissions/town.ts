import type { Relation } from '../../src/permissions/matrix.ts';
import { indexPlan, type Plan } from '../../src/plan/plan-index.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { planSchema } from '../../src/plan/plan-schema.ts';

export const townChannels = { whole: '19:whole@thread.tacv2', roads: '19:roads@thread.tacv2' } as const;

/** One person for each standing towards the assignment `care`, and nobody with two of them. */
export const townPeople: Readonly<Record<Relation, string>> = {
  owner: 'person-owner',
  contributor: 'person-contributor',
  deputy: 'person-deputy',
  leadership: 'person-leadership',
  administrator: 'person-administrator',
  manager: 'person-manager',
  reader: 'person-reader',
  nobody: 'person-nobody',
};

const said = (words: string) => ({ sv: words, en: words });
const aspects = { economic: said('Kostnad'), ecological: said('Resor'), social: said('Trygghet') };
const role = (id: Relation, access: string, deputy?: string) => ({
  id,
  name: said(`Roll ${id}`),
  access,
  department: 'soc',
  ...(deputy ? { deputy } : {}),
});

/** A small town whose plan has somebody of every kind. */
export function townContent(): PlanContent {
  const people = Object.entries(townPeople).filter(([standing]) => standing !== 'nobody');
  const plan = planSchema.parse({
    organisation: { name: said('Småstad') },
    decision: 'Kommunfullmäktige § 1',
    summaryFirst: 'opening',
    departments: [
      { id: 'soc', name: said('Socialförvaltningen') },
      { id: 'sb', name: said('Gatukontoret') },
    ],
    roles: [
      role('owner', 'manager', 'deputy'),
      role('contributor', 'manager'),
      role('deputy', 'manager'),
      role('leadership', 'leadership'),
      role('administrator', 'administrator'),
      role('manager', 'manager'),
      role('reader', 'reader'),
    ],
    persons: people.map(([standing, id]) => ({ id, roles: [standing] })),
    channels: [
      { id: townChannels.whole, name: said('Ledningsgruppen') },
      { id: townChannels.roads, name: said('Gatukontoret'), departments: ['sb'] },
    ],
    periods: [
      {
        id: '2026-D',
        kind: 'interim',
        name: said('Delår 2026'),
        covers: { from: '2026-01-01', to: '2026-08-31' },
        opens: '2026-09-01',
        due: '2026-09-18',
      },
    ],
    assignments: [
      {
        id: 'care',
        type: 'core',
        title: said('Äldreomsorg'),
        decision: 'Budget § 2',
        leadDepartment: 'soc',
        owner: 'owner',
        contributors: ['contributor'],
        aspects,
      },
      {
        id: 'roads',
        type: 'core',
        title: said('Gator'),
        decision: 'Budget § 3',
        leadDepartment: 'sb',
        owner: 'manager',
        aspects,
      },
    ],
  });
  return { ...plan, timeZone: 'Europe/Stockholm' };
}

export function townPlan(): Plan {
  return indexPlan(townContent(), 1);
}
