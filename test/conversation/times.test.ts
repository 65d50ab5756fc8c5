import { expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { understandWritten } from '../../src/conversation/ask.ts';
import { dayOf, plans } from './measure.ts';

const reading = { plan: plans.norrnas!, today: dayOf('november') };
const understand = (text: string) => understandWritten(text, reading);

test.each([
  ['läsåret 2024/25', '2024-07-01', '2025-06-30'],
  ['förra läsåret', '2025-07-01', '2026-06-30'],
  ['våren 2025', '2025-01-01', '2025-06-30'],
  ['HT 2025', '2025-07-01', '2025-12-31'],
  ['VT25', '2025-01-01', '2025-06-30'],
  ['2025-T2', '2025-05-01', '2025-08-31'],
  ['2026-K3', '2026-07-01', '2026-09-30'],
  ['K3 2025', '2025-07-01', '2025-09-30'],
  ['kvartal tre', '2026-07-01', '2026-09-30'],
  ['halvår 1 2025', '2025-01-01', '2025-06-30'],
  ['2026-M08', '2026-08-01', '2026-08-31'],
  ['2025-11', '2025-11-01', '2025-11-30'],
  ['april–juni 2026', '2026-04-01', '2026-06-30'],
  ['november till februari', '2025-11-01', '2026-02-28'],
  ['1 april till 3 juni', '2026-04-01', '2026-06-03'],
  ['för tre månader sedan', '2026-08-01', '2026-08-31'],
  ['förrförra månaden', '2026-09-01', '2026-09-30'],
  ['senaste fem åren', '2022-01-01', '2026-12-31'],
  ['sommaren 2024', '2024-06-01', '2024-08-31'],
  ['budgetåret 2023', '2023-01-01', '2023-12-31'],
  ['1998', '1998-01-01', '1998-12-31'],
])('"%s" is a time', (said, from, to) => {
  expect(understand(`hur gick det för IFO ${said}?`)).toMatchObject({
    outcome: 'answered',
    subjects: [{ id: 'u04' }],
    period: { from, to },
  });
});

test.each([
  'Hur gick det för IFO under pandemin?',
  'Hur gick det för IFO Q5 2026?',
  'Hur gick det för IFO T4 2026?',
  'Hur gick det för IFO fjärde tertialet?',
  'Hur gick det för IFO vecka 60?',
  'Hur gick det för IFO vid påsk?',
  'Hur gick det för IFO förra mandatperioden?',
  'Hur var det med IFO förr?',
  'How was IFO over Christmas?',
])('a time that is not known is asked about, and not answered with today’s: %s', (text) => {
  expect(understand(text)).toMatchObject({
    outcome: 'asked-back',
    subjects: [],
    strangeTime: expect.any(String),
    choices: expect.arrayContaining([{ intent: 'status', subject: { type: 'assignment', id: 'u04' } }]),
  });
});

test.each([['Sammanfatta läget under pandemin', 'whole']])(
  'so it is where nothing of the plan is named: %s',
  (text, intent) => {
    expect(understand(text)).toMatchObject({ intent, outcome: 'asked-back', choices: [] });
  },
);

test.each([
  ['2026-11-28', 'förra omgången', '2026-01-01', '2026-08-31'],
  ['2026-11-28', 'i den förra omgången', '2026-01-01', '2026-08-31'],
  ['2026-11-28', 'omgången före', '2026-01-01', '2026-08-31'],
  ['2026-11-28', 'in the last round', '2026-01-01', '2026-08-31'],
  ['2026-11-28', 'förrförra omgången', '2026-01-01', '2026-04-30'],
  ['2026-11-28', 'the round before last', '2026-01-01', '2026-04-30'],
  ['2026-11-28', 'förra månadsomgången', '2026-10-01', '2026-10-31'],
  ['2026-11-28', 'last quarterly round', '2026-07-01', '2026-09-30'],
  ['2026-11-28', 'i nästa omgång', '2026-01-01', '2026-12-31'],
  // The interim is open, and the day after it closes it is the last.
  ['2026-10-02', 'förra omgången', '2026-01-01', '2026-04-30'],
  ['2026-10-03', 'förra omgången', '2026-01-01', '2026-08-31'],
])('on %s "%s" is a round', (day, said, from, to) => {
  const asked = understandWritten(`hur gick det för IFO ${said}?`, {
    ...reading,
    today: Temporal.PlainDate.from(day),
  });
  expect(asked).toMatchObject({ outcome: 'answered', subjects: [{ id: 'u04' }], period: { from, to } });
});

test('the last round before there was any is asked about', () => {
  const today = Temporal.PlainDate.from('2026-05-20');
  const asked = understandWritten('hur gick det för IFO förra omgången?', { ...reading, today });
  expect(asked).toMatchObject({ outcome: 'asked-back', strangeTime: 'forra omgangen' });
});

test('a round is told from the one last spoken of', () => {
  const before = { intent: 'status', subjects: [{ type: 'assignment', id: 'u04' }] } as const;
  const period = { from: '2026-01-01', to: '2026-12-31' };
  const asked = understandWritten('och omgången före?', { ...reading, before: { ...before, period } });
  expect(asked).toMatchObject({
    intent: 'status',
    subjects: [{ id: 'u04' }],
    period: { from: '2026-10-01', to: '2026-11-15' },
  });
});

test.each([
  ['and the one before that?', '2026-07-01', '2026-09-30'],
  ['och dessförinnan?', '2026-07-01', '2026-09-30'],
  ['och perioden efter?', '2027-01-01', '2027-03-31'],
  ['och samma kvartal i fjol?', '2025-10-01', '2025-12-31'],
])('a time as long as the one last spoken of is told from it: %s', (text, from, to) => {
  const period = { from: '2026-10-01', to: '2026-12-31' };
  const before = { intent: 'status', subjects: [{ type: 'assignment', id: 'u04' }], period } as const;
  expect(understandWritten(text, { ...reading, before })).toMatchObject({
    intent: 'status',
    subjects: [{ id: 'u04' }],
    period: { from, to },
  });
});

test.each([
  ['Hur gick förra omgången?', 'whole', { from: '2026-01-01', to: '2026-08-31' }],
  ['How did the last round go?', 'whole', { from: '2026-01-01', to: '2026-08-31' }],
  ['Hur många svarade i förra omgången?', 'round', { from: '2026-01-01', to: '2026-08-31' }],
  ['Hur gick delåret?', 'whole', { from: '2026-01-01', to: '2026-08-31' }],
  ['När öppnar nästa omgång?', 'round', undefined],
])('of a round itself: %s', (text, intent, period) => {
  expect(understand(text)).toMatchObject({ intent, outcome: 'answered', period });
});

test.each([
  'hur går det för IFO?',
  'hur går det för IFO i år?',
  'hur går det för IFO den senaste tiden?',
  'hur går det med badhuset?',
])('what says no time, or one that is known, is answered: %s', (text) => {
  expect(understand(text)).toMatchObject({ outcome: 'answered' });
});
