import { expect, test } from '@jest/globals';
import { spokenAfter, understandWritten } from '../../src/conversation/ask.ts';
import { dayOf, plans } from './measure.ts';

const reading = { plan: plans.norrnas!, today: dayOf('november') };

/** What is understood by `then` right after `first`. */
function after(first: string, then: string) {
  const before = spokenAfter(undefined, understandWritten(first, reading));
  const { intent, outcome, period } = understandWritten(then, { ...reading, before });
  return [outcome, intent, period && `${period.from}/${period.to}`];
}

test.each([
  ['påminn mig på tisdag', 'nej, torsdag passar bättre', 'remind-later', '2026-12-03/2026-12-03'],
  ['påminn mig måndag v 50', 'fast tisdag är bättre', 'remind-later', '2026-12-08/2026-12-08'],
  ['påminn mig den 14 december', 'nä, femtonde', 'remind-later', '2026-12-15/2026-12-15'],
  ['påminn mig den 9 december', 'eller dagen efter förresten', 'remind-later', '2026-12-10/2026-12-10'],
  ['remind me on 9 December', 'actually the day before', 'remind-later', '2026-12-08/2026-12-08'],
  ['jag är borta 7-11 december', 'nej, till och med den 13:e', 'away', '2026-12-07/2026-12-13'],
  ['jag är borta 7-11 december', 'förresten, bara till den nionde', 'away', '2026-12-07/2026-12-09'],
  ["I'm away on Thursday", 'and Friday too', 'away', '2026-12-03/2026-12-04'],
  ['jag är ledig på måndag', 'och på fredag också', 'away', '2026-12-04/2026-12-04'],
  [
    'skjut upp novemberomgången till fredag',
    'nej, till den 7 december',
    'change-round',
    '2026-12-07/2026-12-07',
  ],
  ['skriv till mig på morgonen', 'och aldrig på helger', 'settings', undefined],
  ['switch to Swedish', 'and afternoons only', 'settings', undefined],
])('after “%s”, “%s” moves the time', (first, then, intent, period) => {
  expect(after(first, then)).toEqual(['answered', intent, period]);
});

test.each([
  ['jag är ledig på måndag', 'och hur går det med simhallen?', 'status'],
  ['jag är ledig på måndag', 'nej, påminn mig på tisdag', 'remind-later'],
  ['jag är ledig på måndag', 'och sjukfrånvaron blev 6,2 i oktober', 'answer'],
  ['påminn mig på måndag', 'nej tack', 'small-talk'],
])('after “%s”, “%s” is something else', (first, then, intent) => {
  expect(after(first, then).slice(0, 2)).toEqual(['answered', intent]);
});
