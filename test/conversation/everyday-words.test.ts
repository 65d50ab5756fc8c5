import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { understand } from '../../src/conversation/understand.ts';
import { checkPlan } from '../../src/plan/check-plan.ts';
import { indexPlan, type Plan } from '../../src/plan/plan-index.ts';
import { plans, today } from './measure.ts';

/** A measure's official name, then what people say who mean it; no municipality brings them other names. */
const measures = readFileSync(new URL('everyday-words.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line, place) => {
    const [name = '', ...said] = line.split('\t');
    return { id: `e${place + 1}`, name, said };
  });

const plan = planOf(measures);

/** A plan whose measures have their official names and no others. */
function planOf(named: readonly { readonly id: string; readonly name: string }[]): Plan {
  const file = new URL('../worlds/bokesunda/plan.yaml', import.meta.url);
  const content = parse(readFileSync(file, 'utf8')) as { indicators: Record<string, unknown>[] };
  const [first] = content.indicators;
  const { unit, direction, measureClass, aspects, assignments, owner, frequency } = first!;
  content.indicators = named.map(({ id, name }) => ({
    id,
    name,
    unit,
    direction,
    measureClass,
    aspects,
    assignments,
    owner,
    frequency,
    source: 'local',
  }));
  const checked = checkPlan(content);
  if ('plan' in checked) return indexPlan(checked.plan, 1);
  throw new TypeError(JSON.stringify(checked.faults));
}

function asked(text: string, of = plan) {
  const { outcome, subjects, choices } = understand(text, { plan: of, today });
  return {
    answered: outcome === 'answered' ? subjects.map(({ id }) => id) : [],
    offered: choices.flatMap(({ subject }) => subject?.id ?? []),
  };
}

describe('what a municipality measures', () => {
  const all = measures.flatMap(({ id, said }) => said.map((text) => ({ id, text, ...asked(text) })));
  const share = (those: readonly unknown[]) => those.length / all.length;

  test('is found by everyday words for it, in both languages', () => {
    expect(share(all.filter(({ id, answered }) => answered.includes(id)))).toBeGreaterThanOrEqual(0.68);
    const found = all.filter(({ id, answered, offered }) => [...answered, ...offered].includes(id));
    expect(share(found)).toBeGreaterThanOrEqual(0.9);
  });

  test('is hardly ever taken for another measure', () => {
    const wrong = all.filter(
      ({ id, answered }) => answered.some((one) => one.startsWith('e')) && !answered.includes(id),
    );
    expect(wrong.length).toBeLessThanOrEqual(3);
  });
});

test('a word that is spelt as another is not that: pipes, what concerns, gender, queues and them', () => {
  expect(asked('läckande rör').answered).not.toContain(idOf('Orosanmälningar som rör'));
  expect(asked('båda könen').answered).toEqual([]);
  expect(asked('hur går det för dem?').answered).toEqual([]);
  expect(asked('tryggheten', plans.bokesunda).answered).not.toContain('k4');
});

test('a thing is found by the code that it has in the plan or in Kolada', () => {
  expect(asked('s09?', plans.sandaker).answered).toEqual(['s09']);
  expect(asked('N15436', plans.bokesunda).answered).toEqual(['n04']);
});

test('a word that is right as it is written is not set right to a thing of the plan', () => {
  const { words } = understand('när tar satsningen på skolnärvaro slut?', { plan: plans.norrnas!, today });
  expect(words).toContain('satsningen');
  const slip = understand('hur går det med förskollan?', { plan: plans.norrnas!, today });
  expect(slip.words).toContain('forskolan');
});

function idOf(name: string): string | undefined {
  return measures.find((one) => one.name.startsWith(name))?.id;
}
