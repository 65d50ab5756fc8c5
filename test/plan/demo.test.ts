import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { indexPlan, isAskedIn } from '../../src/plan/plan-index.ts';
import { demoPlan } from './demo-plan.ts';

interface Contribution {
  readonly at: string;
  readonly person: string;
  readonly assignment: string;
  readonly judgement?: {
    readonly status: string;
    readonly ownWords: string;
    readonly help?: { readonly from: string };
  };
  readonly aspects?: Readonly<Record<string, { readonly kind: string }>>;
  readonly readings?: Readonly<Record<string, { readonly value: number }>>;
}

const plan = indexPlan(demoPlan(), 1);
const contributions = (file: string): Contribution[] =>
  JSON.parse(readFileSync(new URL(`../../demo/${file}.json`, import.meta.url), 'utf8'));
const demoPerson = '00000000-0000-4000-8000-000000000000';

describe('the demo plan', () => {
  test('has five persons who hold all the roles', () => {
    expect(plan.personIds).toHaveLength(5);
    expect(plan.content.roles.filter(({ id }) => plan.personsWithRole(id).length !== 1)).toEqual([]);
  });

  test('makes the demo person answer for one core and one political assignment', () => {
    const owned = plan.assignments.filter((assignment) =>
      plan.personsWithRole(assignment.owner).includes(demoPerson),
    );
    expect(owned.map(({ id }) => id)).toEqual(['gu2', 'pu4']);
  });

  test('asks the demo person for three values in the interim round, all about elderly care', () => {
    const asked = plan.content.indicators.filter(
      (one) => isAskedIn(one, 'interim') && plan.respondents(one.owner)[0]?.personId === demoPerson,
    );
    expect(asked.map(({ id }) => id)).toEqual(['i12', 'i13', 'i14']);
    expect(asked.every(({ assignments }) => assignments[0] === 'gu2')).toBe(true);
  });

  test('holds no value from the interim round or later', () => {
    const labels = plan.content.indicators.flatMap(({ history }) =>
      (history ?? []).map(({ period }) => period),
    );
    expect(labels.filter((label) => ['2026-D', '2026-09', '2026-10'].includes(label))).toEqual([]);
  });

  test('explains every indicator in both languages', () => {
    const unexplained = plan.content.indicators.filter(
      ({ definition }) => !definition || definition.sv === definition.en,
    );
    expect(unexplained).toEqual([]);
  });
});

describe.each([
  ['earlier-reports', 'tertial', '2026-05-04', '2026-05-18'],
  ['later-answers', 'interim', '2026-09-01', '2026-09-18'],
] as const)('%s of the demo', (file, kind, opens, due) => {
  const all = contributions(file);

  test('come in order, while their round is open', () => {
    expect(all).toEqual(all.toSorted((a, b) => a.at.localeCompare(b.at)));
    expect(all.every(({ at }) => at.slice(0, 10) >= opens && at.slice(0, 10) <= due)).toBe(true);
  });

  test('judge an assignment only by whoever owns it, with all three aspects', () => {
    for (const { person, assignment, judgement, aspects } of all.filter((one) => one.judgement)) {
      expect(plan.personsWithRole(plan.assignment(assignment)!.owner)).toEqual([person]);
      expect(Object.keys(aspects!)).toEqual(['economic', 'ecological', 'social']);
      expect(judgement?.help && plan.role(judgement.help.from)).not.toBe(null);
    }
  });

  test('give the values that the round asks of each person, where they are reported', () => {
    for (const { person, assignment, readings } of all) {
      for (const id of Object.keys(readings ?? {})) {
        const indicator = plan.indicator(id)!;
        expect(isAskedIn(indicator, kind)).toBe(true);
        expect(indicator.assignments[0]).toBe(assignment);
        expect(plan.personsWithRole(indicator.owner)).toEqual([person]);
      }
    }
  });
});

describe('the later answers of the demo', () => {
  const all = contributions('later-answers');

  test('leave the demo person’s own to the person at the screen', () => {
    expect(all.filter(({ person }) => person === demoPerson)).toEqual([]);
  });

  test('answer everything that is asked of the others', () => {
    const judged = all.filter((one) => one.judgement).map(({ assignment }) => assignment);
    expect(judged.toSorted()).toEqual(['gu1', 'gu3', 'gu4', 'pu1', 'pu2', 'pu3']);
    const given = all.flatMap(({ readings }) => Object.keys(readings ?? {})).toSorted();
    const asked = plan.content.indicators.filter(
      (one) => isAskedIn(one, 'interim') && plan.respondents(one.owner)[0]?.personId !== demoPerson,
    );
    expect(given).toEqual(asked.map(({ id }) => id));
  });

  test('ask for help with a deviation, of a role in the plan', () => {
    const deviations = all.filter(({ judgement }) => judgement?.status === 'deviation');
    expect(deviations.map(({ judgement }) => plan.role(judgement!.help!.from)?.id)).toEqual([
      'kommundirektor',
    ]);
  });
});
