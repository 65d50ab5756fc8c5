import { expect, test } from '@jest/globals';
import { spokenAfter, understandWritten } from '../../src/conversation/ask.ts';
import { dayOf, plans, today } from './measure.ts';

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

/** What is surely something else, with all that it needs, is not bent by what was said before it. */
test.each([
  ['sandaker', 'har alla svarat?', 'vi tar det på torsdag', 'remind-later', []],
  ['sandaker', 'vad är nytt?', 'kom tillbaka på torsdag', 'remind-later', []],
  ['norrnas', 'hur går det med simhallen?', 'missade vi några mål under tertial 2?', 'deviations', []],
  ['sjovik', 'hur går det med hamnen?', 'vilka mål missade vi i augusti', 'deviations', []],
  ['norrnas', 'vad har ni sparat om mig?', 'radera det jag rapporterade i måndags', 'refused', []],
  ['norrnas', 'vad har ni sparat om mig?', 'delete the answer I sent in on Monday', 'refused', []],
] as const)('in %s after “%s”: “%s” is %s', (place, first, then, intent, ids) => {
  const reading = { plan: plans[place]!, today: dayOf('november') };
  const before = spokenAfter(undefined, understandWritten(first, reading));
  const { subjects, ...understood } = understandWritten(then, { ...reading, before });
  expect(understood).toMatchObject({ outcome: 'answered', intent });
  expect(subjects.map(({ id }) => id)).toEqual(ids);
});

test.each([
  ['vad är nytt?', 'något om hamnen?', 'news'],
  ['any news?', 'anything about the harbour?', 'news'],
])('after “%s”: “%s” adds to it', (first, then, intent) => {
  const before = spokenAfter(undefined, understandWritten(first, { plan, today }));
  expect(understandWritten(then, { plan, today, before })).toMatchObject({
    outcome: 'answered',
    intent,
    subjects: [{ id: 'pu2' }],
  });
});
