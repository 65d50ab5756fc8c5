import { expect, test } from '@jest/globals';
import { spokenAfter, understandWritten } from '../../src/conversation/ask.ts';
import { dayOf, plans } from './measure.ts';

const today = dayOf('november');
const understood = (place: string, text: string) => understandWritten(text, { plan: plans[place]!, today });

test.each([
  ['kvarnstad', 'hur många besökte museet i oktober?'],
  ['kvarnstad', 'how many visits did the museum have?'],
  ['sjovik', 'hur går bygget av nya simhallen?'],
  ['vallinge', 'när är bygget av reningsverket klart?'],
  ['sandaker', 'kommer det snö i helgen?'],
  ['norrnas', 'will it snow on Tuesday?'],
])('in %s nothing is known of “%s”', (place, text) => {
  expect(understood(place, text)).toMatchObject({ outcome: 'declined', intent: 'unknown' });
});

test.each([
  ['sandaker', 'blir det snöröjt på gångbanorna?', 's04'],
  ['sandaker', 'hur går det med snön?', 's04'],
  ['kvarnstad', 'hur många besök var det i öppna verksamheten?', 'm16'],
  ['norrnas', 'hur går bygget av nya simhallen?', 'u15'],
])('in %s “%s” is of what the plan has', (place, text, id) => {
  expect(understood(place, text)).toMatchObject({ outcome: 'answered', subjects: [{ id }] });
});

test('money is no number of something else: then it is asked which is meant', () => {
  expect(understood('bokesunda', 'hur mycket har jourhemmen kostat oss?')).toMatchObject({
    outcome: 'asked-back',
  });
  expect(
    understood('sjovik', 'vad kostar grundskolan jämfört med vad den borde kosta?').subjects,
  ).toMatchObject([{ id: 'i05' }]);
});

/** An assignment is no rival of its measure where a number is asked for, nor the other way round. */
test.each([
  ['kvarnstad', 'går bygglov snabbare i år?', 'indicator', 'm03'],
  ['kvarnstad', 'tar bygglov kortare tid nu?', 'indicator', 'm03'],
  ['hjortmyra', 'how are the guest nights looking?', 'indicator', 'm30'],
  ['hjortmyra', 'how is tourism looking?', 'status', 'p5'],
  ['vallinge', 'how do the local firms rate us?', 'indicator', 'i22'],
  ['sjovik', 'hur många av oss jobbar heltid?', 'indicator', 'i22'],
  ['norrnas', 'fire brigade', 'status', 'u10'],
])('in %s “%s” is asked of %s %s', (place, text, intent, id) => {
  expect(understood(place, text)).toMatchObject({ outcome: 'answered', intent, subjects: [{ id }] });
});

test.each([
  ['what is not going as it was planned?', 'deviations'],
  ['vad mer ska jag lämna in före jul?', 'next-for-me'],
])('where nothing else is likely, “%s” is answered at once', (text, intent) => {
  expect(understood('norrnas', text)).toMatchObject({ outcome: 'answered', intent });
});

test.each([
  'hemtjänsten 3 bilar',
  'förskolan 2 avdelningar',
  'budget 2026 version 2',
  'grundskolan 3 klasser',
])('a number of something else is no value that is told: %s', (text) => {
  const { intent, outcome } = understood('norrnas', text);
  expect(outcome === 'answered' && intent === 'answer').toBe(false);
});

test.each([
  ['matsvinn 48 gram per portion', 'm39'],
  ['personalkontinuitet 14 personer', 'm18'],
  ['sjukfrånvaron 6,2', 'm42'],
])('a number in its unit, or in none, is: %s', (text, id) => {
  expect(understood('norrnas', text)).toMatchObject({
    intent: 'answer',
    outcome: 'answered',
    subjects: [{ id }],
  });
});

test('what a department does may be an ordinary word, and no name of it', () => {
  expect(understood('kvarnstad', 'hur går det med servicen?').outcome).toBe('declined');
  expect(understood('kvarnstad', 'hur går det för servicekontoret?').subjects).toMatchObject([{ id: 'k10' }]);
});

test.each([
  ['går det bra för skolan om lärarna svarar inte då?', 'away'],
  ['hur många flickor och pojkar är det, delas upp på kön', 'change-plan'],
])('a sign within another question is not what is wanted: “%s” is not %s', (text, intent) => {
  const { outcome, ...meant } = understood('norrnas', text);
  expect(outcome === 'answered' && meant.intent === intent).toBe(false);
});

test.each([
  ['sandaker', 'teknik- och serviceförvaltningen, uppdrag för uppdrag', 'status'],
  ['lyngvik', 'omsorgsförvaltningens alla uppdrag, en rad om varje', 'status'],
  ['sandaker', 'vilka uppdrag har teknik- och serviceförvaltningen?', 'show-plan'],
  ['strandhult', 'lista alla mått under kust och stad', 'show-plan'],
  ['norrnas', 'mått som inte når målet', 'deviations'],
  ['norrnas', 'which indicators are not meeting their target?', 'deviations'],
  ['norrnas', 'borde målet för gatljus höjas till 95?', 'change-plan'],
  ['norrnas', 'ersättare för kommunchefen', 'responsible'],
  ['norrnas', 'ny ersättare för kommunchefen', 'change-plan'],
  ['norrnas', 'home in Leeds from the 18th of December until the 4th of January', 'away'],
])('in %s “%s” is %s', (place, text, intent) => {
  expect(understood(place, text)).toMatchObject({ outcome: 'answered', intent });
});

test('what is corrected stays of its time', () => {
  const reading = { plan: plans.norrnas!, today };
  const before = spokenAfter(undefined, understandWritten('sjukfrånvaron i oktober blev 6,2', reading));
  expect(understandWritten('nej förlåt, 6,4 ska det vara', { ...reading, before })).toMatchObject({
    intent: 'answer',
    subjects: [{ id: 'm42' }],
    period: { from: '2026-10-01', to: '2026-10-31' },
  });
});
