import { expect, test } from '@jest/globals';
import { spokenAfter, understandWritten } from '../../src/conversation/ask.ts';
import { plans, today } from './measure.ts';

const plan = plans.sjovik!;

/** What is understood by `text` right after how the harbour goes. */
function afterHarbour(text: string) {
  const harbour = understandWritten('hur går det med hamnen?', { plan, today });
  return understandWritten(text, { plan, today, before: spokenAfter(undefined, harbour) });
}

test.each([
  ['vad avviker?', 'deviations'],
  ['vad går dåligt?', 'deviations'],
  ['vad går inte som det ska?', 'deviations'],
  ['vilka ligger efter?', 'deviations'],
  ['what is off track?', 'deviations'],
  ['vilka behöver stöd?', 'help-wanted'],
  ['vad är nytt?', 'news'],
])('“%s” is a whole question, however short: of everything', (text, intent) => {
  expect(afterHarbour(text)).toMatchObject({ outcome: 'answered', intent, subjects: [] });
});

test.each([
  'vad avviker där?',
  'vad avviker då?',
  'what is off track there?',
  'och vad avviker?',
  'avvikelser?',
  'vad är problemet?',
  'what is wrong?',
])('“%s” is of what was spoken of', (text) => {
  expect(afterHarbour(text)).toMatchObject({
    outcome: 'answered',
    intent: 'status',
    subjects: [{ id: 'pu2' }],
  });
});
