import { describe, expect, test } from '@jest/globals';
import { indexPlan } from '../../src/plan/plan-index.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { isRight, sjovikPlan, understand } from './measure.ts';
import { questionSet } from './question-set.ts';

const subjects = [
  'Färdtjänst',
  'Bibliotek',
  'Simhalls',
  'Bygglov',
  'Turism',
  'Vattenskydd',
  'Kulturarv',
  'Idrott',
];
const works = ['plan', 'program', 'översyn', 'samordning', 'service', 'digitalisering'];

/** Sjövik's own assignments among thousands of others. */
function largePlan(count: number) {
  const content = demoPlan();
  const [base] = content.assignments;
  const others = Array.from({ length: count - content.assignments.length }, (_, index) => {
    const title = `${subjects[index % 8]}${works[index % 6]} i distrikt ${index}`;
    return { ...base!, id: `more-${index}`, title: { sv: title, en: title } };
  });
  return indexPlan({ ...content, assignments: [...others, ...content.assignments] }, 1);
}

describe('among 10,000 assignments', () => {
  const plan = largePlan(10_000);
  const asked = (text: string) => understand(plan, text);

  test('the questions about an assignment’s own name are answered as among eight', () => {
    const named = questionSet.filter(({ kind, half }) => kind === 'status' && half === 'building');
    const missed = named.filter((one) => !isRight(one, asked(one.text)));
    expect(missed.map(({ text }) => text)).toEqual([]);
  });

  test('one of many alike is found by what is its own', () => {
    expect(asked('hur går det med färdtjänstöversyn i distrikt 5000').subjects[0]?.id).toBe('more-5000');
  });

  test('a word that is everywhere gives a handful to choose among, not thousands', () => {
    const { outcome, choices } = asked('hur går det i distriktet');
    expect(outcome).not.toBe('answered');
    expect(choices.length).toBeLessThanOrEqual(4);
  });

  test('the index is made once for each version of the plan', () => {
    const small = sjovikPlan();
    expect(understand(small, 'hamnen').subjects).toEqual(understand(small, 'hamnen').subjects);
    expect(asked('hamnen').subjects.map(({ id }) => id)).toEqual(['pu2']);
  });
});
