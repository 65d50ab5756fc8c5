import { describe, expect, test } from '@jest/globals';
import { indexPlan, type Plan } from '../../src/plan/plan-index.ts';
import { planAsks } from '../../src/rounds/plan-asks.ts';
import {
  type HeldRounds,
  limitedAssignments,
  limitedLines,
  whatIsAsked,
} from '../../src/rounds/what-is-asked.ts';
import { norrnas } from '../worlds/norrnas/half-year.ts';

const plan = indexPlan(norrnas(), 1);
const ofRound =
  (roundId: string, held?: HeldRounds, by: Plan = plan) =>
  (id: string) =>
    whatIsAsked(by, by.getPeriod(roundId), by.assignment(id)!, held);

/** Everything asked in a round: `u17 judgement`, `u17 m46`. */
function questions(roundId: string, held?: HeldRounds, by: Plan = plan): string[] {
  const parts = [...planAsks(by, by.getPeriod(roundId), held).values()].flat();
  return parts.flatMap(({ assignmentId, as, indicatorIds }) => [
    ...(as === 'owner' ? [`${assignmentId} judgement`] : []),
    ...indicatorIds.map((id) => `${assignmentId} ${id}`),
  ]);
}

/** The questions about how an assignment goes. */
const judged = (id: string, by?: Plan) => questions(id, every, by).filter((one) => one.endsWith('judgement'));

/** Norrnäs with one of its rounds otherwise. */
function withRound(id: string, change: { readonly assignments: string[] | undefined }): Plan {
  const periods = plan.content.periods.map((one) => (one.id === id ? { ...one, ...change } : one));
  return indexPlan({ ...plan.content, periods }, 2);
}

const rounds = (...ids: readonly string[]): HeldRounds => ids.map((id) => ({ id, state: 'planned' }));
const every = rounds(...plan.content.periods.map(({ id }) => id));

describe('an assignment that begins or ends', () => {
  test('is not asked about before it begins', () => {
    expect(ofRound('2026-D')('u18')).toEqual({ asks: 'nothing', why: 'not-begun', day: '2027-03-01' });
    expect(ofRound('2027-T1')('u18')).toMatchObject({ asks: 'all' });
  });

  test('is asked about as any other until the period of its end, also for that period’s values', () => {
    expect(ofRound('2026-D')('u17')).toEqual({ asks: 'all', lastSince: undefined });
    expect(questions('2026-10')).toContain('u17 m46');
  });

  test('is asked about once more, in the first full round about it that its end lies in, and never after that', () => {
    expect(ofRound('2026-EL')('u17')).toEqual({ asks: 'nothing', why: 'not-in-round' });
    expect(ofRound('2026-H')('u17')).toEqual({ asks: 'all', lastSince: '2026-10-31' });
    const about = withRound('2026-EL', { assignments: ['u07', 'u17'] });
    expect(ofRound('2026-EL', every, about)('u17')).toEqual({ asks: 'all', lastSince: '2026-10-31' });
    for (const later of ['2026-12', '2026-Q4', '2026-H', '2026-11', '2027-T1'])
      expect(questions(later, every, about).filter((one) => one.startsWith('u17'))).toEqual([]);
    expect(ofRound('2026-H', every, about)('u17')).toEqual({
      asks: 'nothing',
      why: 'reported',
      day: '2026-10-31',
      roundId: '2026-EL',
    });
  });

  test('is asked about in the next full round where the first was never held or is called off', () => {
    const about = withRound('2026-EL', { assignments: ['u07', 'u17'] });
    const without = every.filter(({ id }) => id !== '2026-EL');
    expect(ofRound('2026-H', without, about)('u17')).toEqual({ asks: 'all', lastSince: '2026-10-31' });
    const cancelled = [...without, { id: '2026-EL', state: 'cancelled' } as const];
    expect(ofRound('2026-H', cancelled, about)('u17')).toEqual({ asks: 'all', lastSince: '2026-10-31' });
  });

  test('leaves its measures to the next assignment that they are of, from the first value after its end', () => {
    const measure = (id: string, by?: Plan) => questions(id, every, by).filter((one) => one.endsWith('m46'));
    expect(measure('2026-10')).toEqual(['u17 m46']);
    for (const id of ['2026-11', '2026-12', '2026-Q4', '2026-H']) expect(measure(id)).toEqual(['u02 m46']);
    // The tertial's value is of the assignment still; the round that asks for it has heard of that for the last time.
    const indicators = plan.content.indicators.map((one) =>
      one.id === 'm46' ? { ...one, frequency: 'tertial' as const } : one,
    );
    const about = withRound('2026-EL', { assignments: ['u17'] });
    const tertial = indexPlan({ ...about.content, indicators }, 3);
    expect(measure('2026-H', tertial)).toEqual(['u02 m46']);
  });

  test('is said beforehand, with the round that asks about it first and last', () => {
    expect(limitedLines(limitedAssignments(plan, every), 'sv')).toEqual([
      'Ökad skolnärvaro i årskurs 7–9 slutar 31 oktober 2026. Jag frågar om det sista gången i Årsredovisning 2026.',
      'Trygghetstillsyn nattetid med digital teknik börjar 1 mars 2027. Jag frågar om det första gången i Tertial 1 2027.',
    ]);
  });
});

describe('what a kind of round asks for', () => {
  test('months and quarters ask only for values that are due, of assignments that have some', () => {
    for (const id of ['2026-08', '2026-Q3'])
      expect(questions(id).filter((one) => one.endsWith('judgement'))).toEqual([]);
    expect(questions('2026-08').toSorted()).toEqual([
      'u04 m12',
      'u04 m13',
      'u10 m33',
      'u14 m41',
      'u14 m42',
      'u16 m45',
      'u17 m46',
    ]);
    expect(ofRound('2026-08')('u01')).toEqual({ asks: 'nothing', why: 'no-values' });
  });

  test('tertial, interim, annual and extra rounds ask how everything goes', () => {
    for (const id of ['2026-D', '2026-H', '2027-T1']) expect(judged(id).length).toBeGreaterThanOrEqual(16);
    const ofAll = withRound('2026-EL', { assignments: undefined });
    expect(new Set(judged('2026-EL', ofAll)).size).toBe(16);
  });

  test('a round that names its assignments asks about those, and an extra one how they go', () => {
    const titles = (id: string, by?: Plan) => [...new Set(judged(id, by))].map((one) => one.split(' ')[0]);
    expect(titles('2026-EL')).toEqual(['u07', 'u09', 'u15', 'u16']);
    // Culture says of itself that it answers in the interim and for the year.
    const culture = withRound('2026-EL', { assignments: ['u12'] });
    expect(titles('2026-EL', culture)).toEqual(['u12']);
    const month = withRound('2026-08', { assignments: ['u04', 'u12'] });
    expect(questions('2026-08', every, month)).toEqual(['u04 m12', 'u04 m13']);
  });

  test('what is measured in winter only is asked for in winter', () => {
    const asked = plan.content.periods
      .filter(({ id }) => questions(id).includes('u09 m29'))
      .map(({ id }) => id);
    expect(asked).toEqual([
      '2026-11',
      '2026-12',
      '2026-Q4',
      '2027-Q1',
      '2026-T1',
      '2026-H2',
      '2026-H',
      '2027-T1',
    ]);
  });

  test('a plan says otherwise of an assignment, by kind of period', () => {
    const other = indexPlan(
      norrnas((input) => ({
        ...input,
        assignments: input.assignments.map((one) => {
          if (one.id === 'u12') return { ...one, answersIn: ['monthly', 'annual'] };
          return one.id === 'u17' ? { ...one, answersIn: ['interim', 'annual'] } : one;
        }),
      })),
      1,
    );
    expect(questions('2026-08', undefined, other)).toContain('u12 judgement');
    expect(questions('2026-D', undefined, other)).not.toContain('u12 judgement');
    expect(questions('2026-D', undefined, other)).toContain('u12 m37');
    expect(ofRound('2026-EL', every, other)('u17')).toEqual({ asks: 'nothing', why: 'not-in-round' });
    expect(ofRound('2026-H', every, other)('u17')).toMatchObject({ asks: 'all', lastSince: '2026-10-31' });
  });
});
