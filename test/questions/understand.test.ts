import { describe, expect, test } from '@jest/globals';
import { measure, sjovikPlan, understand } from './measure.ts';
import { questionSet } from './question-set.ts';

const plan = sjovikPlan();
const ids = (text: string) => understand(plan, text).subjects.map(({ id }) => id);

describe('the set of questions', () => {
  test('has at least 150, no two alike, half of them kept for measuring', () => {
    const texts = new Set(questionSet.map(({ text }) => text.toLowerCase()));
    expect(texts.size).toBeGreaterThanOrEqual(150);
    const measuring = questionSet.filter(({ half }) => half === 'measuring');
    expect(Math.abs(2 * measuring.length - questionSet.length)).toBeLessThanOrEqual(1);
  });

  test('is understood as well as it was, in both halves', () => {
    const [building, measuring] = [measure(plan, 'building'), measure(plan, 'measuring')];
    expect(building.recall).toBeGreaterThanOrEqual(0.98);
    expect(building.declined).toBe(1);
    expect(measuring.precision).toBeGreaterThanOrEqual(0.92);
    expect(measuring.recall).toBeGreaterThanOrEqual(0.89);
  });
});

describe('a question', () => {
  test('means the same with a mention of the bot, in capitals, without dots, and with greetings', () => {
    for (const text of [
      '<at>Roder</at> hur går det med äldreomsorgen?',
      'HUR GÅR DET MED ÄLDREOMSORGEN',
      'hur gar det med aldreomsorgen',
      'Hej! Vet du hur det går med äldreomsorgen? Tack!',
    ]) {
      expect([text, understand(plan, text).intent, ...ids(text)]).toEqual([text, 'status', 'gu2']);
    }
  });

  test.each([
    ['hur går det med äldreomsorgen?', 'sv'],
    ['how is elderly care going?', 'en'],
    ['hamnen', undefined],
  ])('%s says its language, or leaves it open', (text, language) => {
    expect(understand(plan, text).language).toBe(language);
  });

  test('that nothing fits names what is near its words, and nothing else', () => {
    const { outcome, subjects, choices } = understand(
      plan,
      'kommer det att byggas en gångbro vid strandlinjen',
    );
    expect([outcome, subjects]).toEqual(['declined', []]);
    expect(choices.map(({ subject }) => subject?.id)).toContain('pu2');
    expect(understand(plan, 'vad blir det för väder?').choices).toEqual([]);
  });

  test.each(['', '   ', '???', 'och', '🙂', '<at></at>', 'x'.repeat(100_000), '(((((((a+)+)+)+', '\u0000'])(
    'such as %j is not understood, and breaks nothing',
    (text) => {
      expect(understand(plan, text).outcome).toBe('declined');
    },
  );
});
