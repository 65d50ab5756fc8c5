import { expect, test } from '@jest/globals';
import { understandWritten } from '../../src/conversation/ask.ts';
import { dayOf, plans } from './measure.ts';

const reading = { plan: plans.norrnas!, today: dayOf('november') };

/** What is wanted, of what, and of which time: what an intent does with the things and times that are named beside it. */
test.each([
  // A round may be named by its time alone.
  ['ställ in decemberomgången', 'change-round', [], ['2026-12-01', '2026-12-31']],
  ['skjut upp oktoberrundan till fredag', 'change-round', [], ['2026-12-04', '2026-12-04']],
  ['ta det på torsdag', 'remind-later', [], ['2026-12-03', '2026-12-03']],
  // An assignment and its measures are no rivals.
  ['sluta tipsa mig om simhallen', 'unfollow', ['u15'], undefined],
  ['säg till så fort det rör sig med badhuset', 'follow', ['u15'], undefined],
  ['jag behöver papper om grundskolan till mötet, gärna pdf', 'export', ['u02'], undefined],
  // Whose help is wanted is not what it is wanted with.
  ['vi behöver hjälp av socialchefen med bemanningen på LSS', 'answer', ['u05'], undefined],
  ['we need support from the finance director with road maintenance', 'answer', ['u09'], undefined],
  // What compares, or ends, says no time that is asked about.
  ['är svinnet lika stort som förr?', 'indicator', ['m39'], undefined],
  ['badhuset går ut vid årsskiftet, hur ligger det till', 'status', ['u15'], undefined],
  ['hur har det gått för IFO hittills i år', 'status', ['u04'], ['2026-01-01', '2026-11-28']],
  ['sammanfatta året så här långt', 'whole', [], ['2026-01-01', '2026-11-28']],
  ['vad har ändrats i planen sedan sommaren?', 'plan-changes', [], ['2026-08-01', '2026-11-28']],
] as const)('%s', (text, intent, subjects, period) => {
  const understood = understandWritten(text, reading);
  expect(understood).toMatchObject({ intent, outcome: 'answered', subjects: subjects.map((id) => ({ id })) });
  expect(understood.period && [understood.period.from, understood.period.to]).toEqual(period);
});

test('what points at nothing is asked about', () => {
  expect(understandWritten('byt den till fredag', reading)).toMatchObject({ outcome: 'asked-back' });
});
