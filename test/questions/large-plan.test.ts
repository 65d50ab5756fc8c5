import { describe, expect, test } from '@jest/globals';
import { indexPlan } from '../../src/plan/plan-index.ts';
import { understand } from '../../src/questions/understand.ts';
import { demoPlan } from '../plan/demo-plan.ts';
import { isRight, sjovikPlan } from './measure.ts';
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
    expect(asked('hur går det med turismprogram i distrikt 5000').about[0]?.id).toBe('more-5000');
  });

  test('a word that is everywhere gives a handful to choose among, not thousands', () => {
    const { kind, about } = asked('hur går det i distriktet');
    expect(kind).toBe('several');
    expect(about.length).toBeLessThanOrEqual(5);
  });

  test('the index is made once for each version of the plan', () => {
    const small = sjovikPlan();
    expect(understand(small, 'hamnen').about).toEqual(understand(small, 'hamnen').about);
    expect(asked('hamnen').about.map(({ id }) => id)).toEqual(['pu2']);
  });
});
