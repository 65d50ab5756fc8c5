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
  // What somebody does, and who should answer instead, is of the role.
  ['vad har kostchefen på sitt bord', 'responsible', ['kostchef'], undefined],
  ['det är inte mitt bord, fråga kostchefen', 'not-mine', ['kostchef'], undefined],
  ['är det Eva som sköter snöröjningen?', 'responsible', ['u09'], undefined],
  ['vilka jobbar med badhuset', 'responsible', ['u15'], undefined],
  // A day alone is when to be reminded.
  ['efter lucia', 'remind-later', [], ['2026-12-14', '2026-12-14']],
  ['kan jag få ändra det jag skrev om vägarna nu?', 'answer', ['u09'], undefined],
  // What is new is nothing that the plan has.
  ['lägg till en indikator om trygghet på gatorna', 'change-plan', ['u09'], undefined],
  ['lägg upp ett nytt uppdrag om biblioteken', 'change-plan', [], undefined],
  ['lägg in Lisa Berg som rektor för förskolan', 'change-plan', ['rektor-forskola'], undefined],
  // What is plainly told is not asked, and is told of what stands before it.
  ['gator och vägar går enligt plan', 'answer', ['u09'], undefined],
  ['simhallen går enligt plan, men betongen är dyr', 'answer', ['u15'], undefined],
  ['snittet är 4,9 barn per årsarbetare', 'answer', ['m01'], undefined],
  ['rätta det jag skrev om simhallen', 'answer', ['u15'], undefined],
  ['hur gröna är vi', 'aspect', [], undefined],
  // Whoever wants to know when something happens follows it; nobody is away at a time that is over.
  ['jag vill gärna veta så fort det händer något med badhuset', 'follow', ['u15'], undefined],
  ['vilka avvek i delårsrapporten?', 'deviations', [], ['2026-01-01', '2026-08-31']],
  ['öppna oktoberrapporteringen igen till fredag', 'change-round', [], ['2026-12-04', '2026-12-04']],
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

test.each(['hur gick det med plogningen i natt?', 'är ishallen öppen i kväll'])(
  'what happens at an hour of the day is nothing that is followed: %s',
  (text) => {
    expect(understandWritten(text, reading)).toMatchObject({ outcome: 'declined' });
  },
);

test.each([
  ['vem har hand om sjukfrånvaron?', 'är den lägre än 2024?', 'indicator', 'm42'],
  ['vem har hand om simhallen?', 'vem är hans ersättare', 'responsible', 'teknisk-chef'],
  ['sjukfrånvaron?', 'var den bättre i mars?', 'indicator', 'm42'],
  ['simhallen går enligt plan', 'nej förlåt, den är gul', 'answer', 'u15'],
  ['ta ut grundskolan som pdf', 'utan bilagor', 'export', 'u02'],
])('after "%s": %s', (first, then, intent, id) => {
  const before = understandWritten(first, reading);
  const understood = understandWritten(then, { ...reading, before });
  expect(understood).toMatchObject({ intent, outcome: 'answered', subjects: [{ id }] });
});

test('a weekday after a week that was spoken of is the one in that week', () => {
  const before = understandWritten('ta det v 50 i stället', reading);
  expect(understandWritten('onsdagen', { ...reading, before })).toMatchObject({
    intent: 'remind-later',
    period: { from: '2026-12-09', to: '2026-12-09' },
  });
});
