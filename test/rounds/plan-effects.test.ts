import { describe, expect, test } from '@jest/globals';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { indexPlan, type Plan } from '../../src/plan/plan-index.ts';
import { type Ask, type AskPart, askId } from '../../src/rounds/ask.ts';
import { planAsks } from '../../src/rounds/plan-asks.ts';
import { type AskEffect, planEffects } from '../../src/rounds/plan-effects.ts';
import { questionWords } from '../../src/rounds/question-words.ts';
import { demoInputWith, demoPlan, type Place } from '../plan/demo-plan.ts';
import { demoPeople } from '../support/demo-people.ts';

const round = { id: '2026-D' };
const { socialchef, hrChef } = demoPeople;
const before = indexPlan(demoPlan(), 1);

function planWith(...changes: (readonly [place: Place, value: unknown])[]): Plan {
  const checked = checkPlan(demoInputWith(...changes));
  if ('plan' in checked) return indexPlan(checked.plan, 2);
  throw new TypeError(JSON.stringify(checked.faults));
}

/** The asks of the round as they were opened, with what some have answered. */
function asksOf(plan: Plan, answered: Readonly<Record<string, readonly string[]>> = {}): Ask[] {
  return [...planAsks(plan, plan.getPeriod(round.id))].map(([personId, parts]) =>
    askWith(personId, parts, answered[personId] ?? []),
  );
}

function askWith(personId: string, parts: readonly AskPart[], answered: readonly string[]): Ask {
  return {
    kind: 'ask',
    schema: 1,
    tenantId: 't',
    id: askId(round.id, personId),
    roundId: round.id,
    personId,
    state: parts.every(({ assignmentId }) => answered.includes(assignmentId)) ? 'answered' : 'open',
    parts: parts.map((part) =>
      answered.includes(part.assignmentId) ? { ...part, answeredAt: '2026-09-02T08:00:00.000Z' } : part,
    ),
    pushes: [],
  };
}

const adopted = (asks: readonly Ask[], effects: ReturnType<typeof planEffects>): Ask[] => [
  ...asks.map((ask) => {
    const effect = effects.asks.find((one) => one.askId === ask.id);
    return effect ? { ...ask, parts: effect.parts } : ask;
  }),
  ...effects.asks.filter((one) => one.isNew).map((one) => askWith(one.personId, one.parts, [])),
];

const effectOn = (effects: readonly AskEffect[], personId: string) =>
  effects.find((one) => one.personId === personId);

const newAssignment = {
  ...demoInputOf('gu2'),
  id: 'gu9',
  title: { sv: 'Hemsjukvård', en: 'Home health care' },
  owner: 'socialchef',
};

function demoInputOf(id: string): object {
  const { assignments } = demoInputWith() as { assignments: { id: string }[] };
  return assignments.find((one) => one.id === id)!;
}

describe('what a plan does to an open round', () => {
  test('the plan that was opened with changes nothing', () => {
    expect(planEffects(before, round, asksOf(before))).toEqual({ roundId: round.id, ends: false, asks: [] });
  });

  test('a new assignment is asked of its owner, and of nobody else', () => {
    const after = planWith([['assignments', 'gu9'], newAssignment]);
    const { asks } = planEffects(after, round, asksOf(before));
    expect(asks.map(({ personId }) => personId)).toEqual([socialchef]);
    expect(asks[0]).toMatchObject({
      isNew: false,
      added: [{ assignmentId: 'gu9', judgement: true, indicatorIds: [] }],
      withdrawn: [],
    });
    expect(questionWords(asks[0]!.added, after)).toEqual([{ sv: 'Hemsjukvård', en: 'Home health care' }]);
  });

  test('a value that another role gives from now on is withdrawn from one and asked of the other', () => {
    const after = planWith([['indicators', 'i14', 'owner'], 'hr-chef']);
    const { asks } = planEffects(after, round, asksOf(before));
    const change = { assignmentId: 'gu2', judgement: false, indicatorIds: ['i14'] };
    expect(asks).toHaveLength(2);
    expect(effectOn(asks, socialchef)).toMatchObject({ added: [], withdrawn: [change] });
    expect(effectOn(asks, hrChef)).toMatchObject({ added: [change], withdrawn: [] });
    expect(questionWords([change], after)[0]!.sv).toBe(`Äldreomsorg: ${before.indicator('i14')!.name.sv}`);
  });

  test('what is answered is asked of nobody again, though the role has gone to somebody else', () => {
    const after = planWith([['assignments', 'gu2', 'owner'], 'hr-chef']);
    const asked = (answered: readonly string[]) =>
      planEffects(after, round, asksOf(before, { [socialchef]: answered })).asks;
    const judges = (personId: string, asks: readonly AskEffect[]) =>
      effectOn(asks, personId)?.added.some(({ judgement }) => judgement) ?? false;
    expect(judges(hrChef, asked([]))).toBe(true);
    expect(judges(hrChef, asked(['gu2']))).toBe(false);
    expect(effectOn(asked(['gu2']), socialchef)).toBeUndefined();
  });

  test('an answer with a further question is open again; with one less it stays answered', () => {
    const less = planWith([['indicators', 'i14', 'owner'], 'hr-chef']);
    const answered = { [socialchef]: ['gu2'] };
    const withLess = planEffects(less, round, asksOf(before, answered)).asks;
    expect(withLess.map(({ personId }) => personId)).not.toContain(socialchef);
    expect(withLess.map(({ personId }) => personId)).not.toContain(hrChef);
    const more = effectOn(planEffects(before, round, asksOf(less, answered)).asks, socialchef);
    expect(more).toMatchObject({
      added: [{ assignmentId: 'gu2', judgement: false, indicatorIds: ['i14'] }],
    });
    expect(more!.parts.find(({ assignmentId }) => assignmentId === 'gu2')!.answeredAt).toBeUndefined();
  });

  test('a person who is new in the round gets an ask; one who has nothing left keeps an empty one', () => {
    const somebody = '00000000-0000-4000-8000-0000000000ff';
    const after = planWith(
      [['roles', 'avd'], { id: 'avd', name: 'Avdelningschef', access: 'manager' }],
      [['persons', 5], { id: somebody, roles: ['avd'] }],
      [['assignments', 'gu9'], { ...newAssignment, owner: 'avd' }],
    );
    const asks = asksOf(before);
    const effects = planEffects(after, round, asks);
    expect(effects.asks).toMatchObject([{ personId: somebody, isNew: true }]);
    const back = planEffects(before, round, adopted(asks, effects));
    expect(back.asks).toMatchObject([{ personId: somebody, isNew: false, parts: [] }]);
  });

  test('the same person asked in another role is no change that anybody is told of', () => {
    const roles = (demoInputWith() as { persons: { id: string; roles: string[] }[] }).persons;
    const place = roles.findIndex(({ id }) => id === socialchef);
    const after = planWith(
      [['roles', 'chef2'], { id: 'chef2', name: 'Omsorgschef', access: 'manager', department: 'soc' }],
      [
        ['persons', place, 'roles'],
        [...roles[place]!.roles, 'chef2'],
      ],
      [['assignments', 'gu2', 'owner'], 'chef2'],
    );
    const { asks } = planEffects(after, round, asksOf(before));
    expect(asks).toMatchObject([{ personId: socialchef, added: [], withdrawn: [] }]);
    expect(asks[0]!.parts.find(({ assignmentId }) => assignmentId === 'gu2')!.roleId).toBe('chef2');
  });

  test('a plan without the period calls the round off, and takes back what nobody has answered', () => {
    const periods = demoPlan().periods.filter(({ id }) => id !== round.id);
    const effects = planEffects(
      indexPlan({ ...demoPlan(), periods }, 2),
      round,
      asksOf(before, { [socialchef]: ['gu2'] }),
    );
    expect(effects.ends).toBe(true);
    expect(effects.asks.every(({ added }) => added.length === 0)).toBe(true);
    const own = effectOn(effects.asks, socialchef)!;
    expect(own.parts.map(({ assignmentId }) => assignmentId)).toEqual(['gu2']);
  });

  test('once adopted there is nothing left to change', () => {
    const after = planWith(
      [['assignments', 'gu9'], newAssignment],
      [['assignments', 'gu2', 'owner'], 'hr-chef'],
    );
    const asks = asksOf(before, { [socialchef]: ['gu2'] });
    const effects = planEffects(after, round, asks);
    expect(effects.asks.length).toBeGreaterThan(0);
    expect(planEffects(after, round, adopted(asks, effects)).asks).toEqual([]);
  });
});
