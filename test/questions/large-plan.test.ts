import { describe, expect, test } from '@jest/globals';
import { searchSubjects } from '../../src/conversation/find-subjects.ts';
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
    const small = sjovikPlan();
    const known = named.filter((one) => isRight(one, understand(small, one.text)));
    expect(known.length / named.length).toBeGreaterThan(0.95);
    const missed = known.filter((one) => !isRight(one, asked(one.text)));
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

test('what has all of what was said is found behind hundreds that have only a part of it', () => {
  const content = demoPlan();
  const [base] = content.assignments;
  const named = (title: string) => ({ ...base!, id: title, title: { sv: title, en: title } });
  const numbered = (title: string, count: number) =>
    Array.from({ length: count }, (_, index) => named(`${title} i distrikt ${index}`));
  const assignments = [
    ...numbered('Simhall', 400),
    ...numbered('Bibliotek', 300),
    named('Bibliotek intill simhall'),
  ];
  const plan = indexPlan({ ...content, assignments }, 1);
  const [first] = searchSubjects(plan, 'bibliotek simhall', { assignment: 1 });
  expect(first?.subject.id).toBe('Bibliotek intill simhall');
});

describe('among thousands whose names are made of the same words', () => {
  const kinds = ['Trygg', 'Varm', 'Jämlik', 'Öppen', 'Grön', 'Digital', 'Levande', 'Smart'];
  const things = ['skola', 'omsorg', 'stad', 'landsbygd', 'park', 'simhall', 'busstrafik', 'bibliotek'];
  const places = ['Norrby', 'Söderby', 'Västerby', 'Österby', 'Berga', 'Lunda', 'Åby', 'Holm'];
  const stages = ['', ' etapp 2', ' etapp 3', ' etapp 4', ' etapp 5'];
  const titles = stages.flatMap((stage) =>
    places.flatMap((place) =>
      things.flatMap((thing) => kinds.map((kind) => `${kind} ${thing} i ${place}${stage}`)),
    ),
  );
  const content = demoPlan();
  const [base] = content.assignments;
  const others = titles.map((title, index) => ({
    ...base!,
    id: `more-${index}`,
    title: { sv: title, en: title },
  }));
  const plan = indexPlan({ ...content, assignments: [...others, ...content.assignments] }, 1);
  const titlesIn = (text: string) =>
    understand(plan, text).subjects.map(({ id }) => plan.assignment(id)?.title.sv);

  test('each is found by its name, which no word of its own tells from others', () => {
    const some = titles.filter((_, index) => index % 83 === 0);
    expect(some.map((title) => titlesIn(`hur går det med ${title.toLowerCase()}`))).toEqual(
      some.map((title) => [title]),
    );
  });

  test('a rare word beside it does not take its place', () => {
    const answered = titles
      .filter((_, index) => index % 83 === 0)
      .map((title) => [title, titlesIn(`hur går det med ${title}, frågar ekonomichefen`)] as const);
    expect(answered.filter(([title, found]) => found.length > 0 && !found.includes(title))).toEqual([]);
  });
});
