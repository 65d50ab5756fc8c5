import { describe, expect, test } from '@jest/globals';
import { checkPlan } from '../../src/plan/check-plan.ts';
import type { PlanFault } from '../../src/plan/plan-fault.ts';
import { demoInput, demoInputWith } from './demo-plan.ts';
import { faultyPlans } from './faulty-plans.ts';

const faultsIn = (input: unknown): PlanFault[] => {
  const checked = checkPlan(input);
  return 'faults' in checked ? checked.faults : [];
};

describe('checking a plan', () => {
  test('finds nothing wrong with the demo plan', () => {
    expect(checkPlan(demoInput())).toHaveProperty('plan.assignments.length', 8);
  });

  test.each(faultyPlans)('tells %s, and nothing else', (_rule, changes, [path, code, found, expected]) => {
    expect(faultsIn(demoInputWith(...changes))).toEqual([{ path, code, found, expected }]);
  });

  test('tells faults of shape and dangling references in one go', () => {
    const input = demoInputWith(
      [['assignments', 'gu1', 'type'], 'kärnuppdrag'],
      [['assignments', 'gu1', 'owner'], 'utbildningschefen'],
      [['indicators', 'i10', 'direction'], undefined],
      [['indicators', 'i10', 'owner'], 'kostchefen'],
      [['persons', 0], { roles: ['socialchefen'] }],
    );
    expect(faultsIn(input).map(({ path, code }) => `${path} ${code}`)).toEqual([
      'assignments[gu1].type not-allowed',
      'indicators[i10].direction missing',
      'persons[0] person-without-id',
      'persons[0].roles[0] unknown-role',
      'assignments[gu1].owner unknown-role',
      'indicators[i10].owner unknown-role',
    ]);
  });

  test('tells a misspelt id where it stands, not where others refer to it', () => {
    const input = demoInputWith(
      [['roles', 'kostchef', 'id'], 'kost chef'],
      [['indicators', 'i10', 'owner'], 'kost chef'],
    );
    const faults = faultsIn(input).filter(({ found }) => found === 'kost chef');
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'roles[6].id wrong-id',
      'indicators[i10].owner unknown-role',
    ]);
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['text', 'en plan'],
    ['a list', []],
  ])('tells that %s is no plan', (_what, input) => {
    expect(faultsIn(input)).toMatchObject([{ path: 'plan' }]);
  });

  test('tells an empty plan all that it lacks', () => {
    expect(faultsIn({}).map(({ path }) => path)).toEqual([
      'organisation',
      'decision',
      'departments',
      'roles',
      'periods',
      'assignments',
    ]);
  });

  test('allows any unit where the plan lists none, vacant roles and plain text for Swedish', () => {
    const input = demoInputWith(
      [['units'], undefined],
      [['indicators', 'i10', 'unit'], 'famnar'],
      [['persons', 4], undefined],
      [['assignments', 'gu1', 'title'], 'Skola'],
    );
    expect(
      faultsIn({ ...(input as object), persons: [{ upn: 'Utredare@sjovik.se', roles: ['utredare'] }] }),
    ).toEqual([]);
  });

  test('reads a year written as a number as the text it is', () => {
    const checked = checkPlan(
      demoInputWith([['indicators', 'i10', 'history'], [{ period: 2025, value: 1 }]]),
    );
    expect(checked).toHaveProperty('plan.indicators[9].history', [{ period: '2025', value: 1 }]);
  });
});
