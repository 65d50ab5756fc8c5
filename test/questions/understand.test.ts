import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { readMessage } from '../../src/questions/read-message.ts';
import { understand as understandClean } from '../../src/questions/understand.ts';
import { isRight, measure, sjovikPlan } from './measure.ts';
import { questionSet } from './question-set.ts';
import { questionsPage } from './questions-page.ts';

const plan = sjovikPlan();
const understand = (of: typeof plan, text: string) => understandClean(of, readMessage(text).text);
const ids = (text: string) => understand(plan, text).about.map(({ id }) => id);

describe('the set of questions', () => {
  test('has at least 150, no two alike, half of them kept for measuring', () => {
    const texts = new Set(questionSet.map(({ text }) => text.toLowerCase()));
    expect(texts.size).toBeGreaterThanOrEqual(150);
    const measuring = questionSet.filter(({ half }) => half === 'measuring');
    expect(Math.abs(2 * measuring.length - questionSet.length)).toBeLessThanOrEqual(1);
  });

  test('is understood in the half used while building', () => {
    const missed = questionSet.filter(
      (one) => one.half === 'building' && !isRight(one, understand(plan, one.text)),
    );
    expect(missed.map(({ text }) => text)).toEqual([]);
  });

  test('is understood to at least 0.95 in the half kept for measuring', () => {
    const { precision, recall, declined } = measure(plan, 'measuring');
    expect(precision).toBeGreaterThanOrEqual(0.95);
    expect(recall).toBeGreaterThanOrEqual(0.95);
    expect(declined).toBeGreaterThanOrEqual(0.95);
  });

  test('and its figures are those of docs/questions.md', async () => {
    expect(await readFile('docs/questions.md', 'utf8')).toBe(questionsPage());
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
      expect([text, understand(plan, text).kind, ...ids(text)]).toEqual([text, 'status', 'gu2']);
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
    const { kind, about, nearby } = understand(plan, 'kommer det att byggas en gångbro vid strandlinjen');
    expect([kind, about]).toEqual(['unknown', []]);
    expect(nearby.map(({ id }) => id)).toContain('pu2');
    expect(understand(plan, 'vad blir det för väder?').nearby).toEqual([]);
  });

  test.each(['', '   ', '???', 'och', '🙂', '<at></at>', 'x'.repeat(100_000), '(((((((a+)+)+)+', '\u0000'])(
    'such as %j is not understood, and breaks nothing',
    (text) => {
      expect(understand(plan, text).kind).toBe('unknown');
    },
  );
});
