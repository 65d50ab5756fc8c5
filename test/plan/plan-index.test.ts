import { describe, expect, test } from '@jest/globals';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { indexPlan, isAskedIn, type Plan } from '../../src/plan/plan-index.ts';
import { type Indicator, periodKinds } from '../../src/plan/plan-schema.ts';
import { demoInputWith, demoPlan, type Place } from './demo-plan.ts';

const [u0, u1, u2, u3, u4] = [0, 1, 2, 3, 4].map((n) => `00000000-0000-4000-8000-00000000000${n}`);

function planWith(...changes: readonly (readonly [Place, unknown])[]): Plan {
  const checked = checkPlan(demoInputWith(...changes));
  if ('faults' in checked) throw new TypeError(JSON.stringify(checked.faults));
  return indexPlan(checked.plan, 1);
}

describe('a plan in force', () => {
  const plan = indexPlan(demoPlan(), 7);

  test('finds its parts by id, and nothing for an id that was withdrawn', () => {
    expect(plan.version).toBe(7);
    expect(plan.assignment('pu4')?.owner).toBe('socialchef');
    expect(plan.indicator('i14')?.unit).toEqual({ sv: 'dagar', en: 'days' });
    expect(plan.role('utredare')?.access).toBe('administrator');
    expect(plan.department('soc')?.name.sv).toBe('Socialförvaltningen');
    expect(plan.period('2026-D')?.kind).toBe('interim');
    expect(plan.assignment('pu9')).toBeUndefined();
  });

  test('puts core assignments first, whatever the order in the file', () => {
    const mixed = { ...demoPlan(), assignments: demoPlan().assignments.toReversed() };
    const ids = indexPlan(mixed, 1).assignments.map(({ id }) => id);
    expect(ids).toEqual(['gu4', 'gu3', 'gu2', 'gu1', 'pu4', 'pu3', 'pu2', 'pu1']);
  });

  test('knows who holds a role, and which roles a person holds', () => {
    expect(plan.personsWithRole('socialchef')).toEqual([u0]);
    expect(plan.rolesOf(u2!).map(({ id }) => id)).toEqual([
      'samhallsbyggnadschef',
      'fastighetschef',
      'enhetschef-gata-park',
    ]);
    expect(plan.rolesOf('nobody')).toEqual([]);
    expect(plan.personIds).toEqual([u0, u1, u2, u3, u4]);
  });

  test('knows administrators and deputies', () => {
    expect(plan.administrators()).toEqual([u1]);
    expect(plan.deputiesOf('socialchef').map(({ id }) => id)).toEqual(['utbildningschef']);
    expect(plan.deputiesOf('kostchef')).toEqual([]);
  });

  test('shows an indicator with all its assignments and reports it with the first', () => {
    expect(plan.indicatorsOf('gu2').map(({ id }) => id)).toContain('i18');
    expect(plan.homeIndicatorsOf('gu2').map(({ id }) => id)).toEqual(['i06', 'i12', 'i13', 'i14']);
    expect(plan.homeIndicatorsOf('gu4').map(({ id }) => id)).toContain('i18');
    expect(plan.indicatorsOf('pu9')).toEqual([]);
  });

  test('asks whoever holds the role', () => {
    expect(plan.respondents('socialchef')).toEqual([{ personId: u0, roleId: 'socialchef' }]);
  });

  test('asks everybody who holds a role', () => {
    const shared = planWith([
      ['persons', 4, 'roles'],
      ['socialchef', 'hr-chef'],
    ]);
    expect(shared.personsWithRole('socialchef')).toEqual([u0, u4]);
    expect(shared.respondents('socialchef')).toEqual([
      { personId: u0, roleId: 'socialchef' },
      { personId: u4, roleId: 'socialchef' },
    ]);
  });

  test('asks the deputy for a role that nobody holds, and says so', () => {
    const vacant = planWith([['persons', 0, 'roles'], ['enhetschef-sabo']]);
    expect(vacant.ownersOf(vacant.assignment('gu2')!)).toEqual([]);
    expect(vacant.respondents('socialchef')).toEqual([
      { personId: u4, roleId: 'socialchef', vacantRole: true },
    ]);
  });

  test('asks one administrator for a vacant role, though there are two', () => {
    const two = planWith(
      [['persons', 0, 'roles'], ['enhetschef-sabo']],
      [
        ['persons', 4, 'roles'],
        ['hr-chef', 'utredare'],
      ],
    );
    expect(two.administrators()).toEqual([u1, u4]);
    expect(two.respondents('socialchef')).toHaveLength(1);
  });

  test('knows a person by user principal name until the object id is learnt', () => {
    const named = planWith([
      ['persons', 0],
      { upn: 'Chef@Sjovik.se', roles: ['socialchef'], language: 'en' },
    ]);
    expect(named.personsWithRole('socialchef')).toEqual(['chef@sjovik.se']);
    expect(named.person('CHEF@sjovik.se')?.language).toBe('en');
  });
});

describe('what a round asks for', () => {
  const kindsFor = (indicator: Partial<Indicator>) =>
    periodKinds.filter((kind) => isAskedIn(indicator as Indicator, kind));

  test.each([
    ['monthly', ['monthly', 'quarterly', 'tertial', 'half-year', 'interim', 'annual']],
    ['quarterly', ['quarterly', 'half-year', 'interim', 'annual']],
    ['tertial', ['tertial', 'interim', 'annual']],
    ['annual', ['annual']],
  ] as const)('follows from a %s frequency', (frequency, kinds) => {
    expect(kindsFor({ frequency })).toEqual(kinds);
  });

  test('is what the plan says, where it says so', () => {
    expect(kindsFor({ frequency: 'annual', askedIn: ['adhoc', 'interim'] })).toEqual(['interim', 'adhoc']);
  });
});
