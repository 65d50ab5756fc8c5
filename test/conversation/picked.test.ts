import { expect, test } from '@jest/globals';
import { spokenAfter, understandWritten } from '../../src/conversation/ask.ts';
import type { Spoken } from '../../src/conversation/meaning.ts';
import { plans, today } from './measure.ts';

const plan = plans.sjovik!;

/** What is understood by the last of them, said one after another. */
function said(...texts: readonly string[]) {
  let before: Spoken | undefined;
  const understood = texts.map((text) => {
    const one = understandWritten(text, { plan, today, before });
    before = spokenAfter(before, one);
    return one;
  });
  return understood.at(-1)!;
}

test.each(['1', '7', '1,5', '42?'])('of what a number is, “%s”, is asked', (number) => {
  expect(said(number)).toMatchObject({ outcome: 'asked-back', choices: [{ intent: 'answer' }] });
});

test('of a measure of what was spoken of, where it has any', () => {
  const ofSchool = said('hur går det med skolan?', '7');
  const own = plan.homeIndicatorsOf('gu1').map(({ id }) => id);
  expect(ofSchool.outcome).toBe('asked-back');
  expect(ofSchool.choices.length).toBeGreaterThan(1);
  for (const { intent, subject } of ofSchool.choices) {
    expect(intent).toBe('answer');
    expect(own).toContain(subject?.id);
  }
  expect(said('sjukfrånvaron?', '6,2')).toMatchObject({
    outcome: 'asked-back',
    choices: [{ intent: 'answer', subject: { id: 'i18' } }],
  });
});

test('it corrects the value that was just told', () => {
  expect(said('sjukfrånvaron är 6,2', '6,3')).toMatchObject({
    outcome: 'answered',
    intent: 'answer',
    subjects: [{ id: 'i18' }],
  });
});

test('it picks from what was offered, and where there is no such place the same is offered again', () => {
  const offered = said('kostnaden?').choices;
  expect(offered.length).toBeGreaterThan(1);
  expect(said('kostnaden?', '2')).toMatchObject({ outcome: 'answered', subjects: [offered[1]!.subject] });
  expect(said('kostnaden?', '9')).toMatchObject({ outcome: 'asked-back', choices: offered });
});
