import { describe, expect, test } from '@jest/globals';
import { comparePlans } from '../../src/plan/compare-plans.ts';
import type { PlanContent } from '../../src/plan/plan-schema.ts';
import { demoPlan } from './demo-plan.ts';

const before = demoPlan();
const changesTo = (after: Partial<PlanContent>) => comparePlans(before, { ...before, ...after });

describe('comparing two plans', () => {
  test('finds no difference between a plan and itself, nor in the order of its entries', () => {
    expect(changesTo({})).toEqual([]);
    expect(changesTo({ indicators: before.indicators.toReversed() })).toEqual([]);
  });

  test('finds no difference between saying nothing and leaving out', () => {
    const [first, ...others] = before.assignments;
    expect(changesTo({ assignments: [{ ...first!, start: null }, ...others] })).toEqual([]);
  });

  test('names what was added and what was withdrawn', () => {
    const [first, ...others] = before.assignments;
    expect(changesTo({ assignments: [...others, { ...first!, id: 'gu9' }] })).toEqual([
      { kind: 'assignment', id: 'gu9', change: 'added' },
      { kind: 'assignment', id: 'gu1', change: 'withdrawn' },
    ]);
  });

  test('names the fields that changed', () => {
    const [first, ...others] = before.indicators;
    const target = { op: '>=', value: 3 } as const;
    expect(changesTo({ indicators: [{ ...first!, target, owner: 'hr-chef' }, ...others] })).toEqual([
      { kind: 'indicator', id: 'i01', change: 'changed', fields: ['owner', 'target'] },
    ]);
  });

  test('sees roles, persons, periods, departments, channels and settings too', () => {
    const changed = changesTo({
      roles: before.roles.slice(1),
      persons: before.persons.slice(1),
      periods: before.periods.slice(1),
      departments: before.departments.slice(1),
      channels: [],
      decision: 'KF § 1',
    });
    expect(changed.map(({ kind, id, change }) => `${change} ${kind} ${id}`)).toEqual([
      'withdrawn role kommundirektor',
      'withdrawn person 00000000-0000-4000-8000-000000000000',
      'withdrawn period 2026-T1',
      'withdrawn department ks',
      'withdrawn channel 19:ledningsgrupp@thread.tacv2',
      'changed setting decision',
    ]);
  });

  test('counts everything as added before the first plan', () => {
    const changes = comparePlans(undefined, before);
    expect(changes.every(({ change }) => change === 'added')).toBe(true);
    expect(changes.filter(({ kind }) => kind === 'indicator')).toHaveLength(22);
  });
});
