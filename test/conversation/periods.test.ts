import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { periodFor } from '../../src/conversation/times.ts';
import { readingOf } from '../../src/conversation/understand.ts';
import { plans } from './measure.ts';

const plan = plans.norrnas!;

/** The time of a wish, said on Saturday 28 November 2026, as `from/to`, or one day, or `-`. */
function timeOf(intent: string, text: string, day = '2026-11-28'): string {
  const read = readingOf(text, { plan, today: Temporal.PlainDate.from(day) });
  const { from, to } = periodFor(intent, read) ?? { from: '-', to: '-' };
  return from === to ? from : `${from}/${to}`;
}

describe('an absence', () => {
  test.each([
    ['jag är borta från den femte till den tolfte', '2026-12-05/2026-12-12'],
    ['ledig från femte till och med tolfte', '2026-12-05/2026-12-12'],
    ['I am off from the 9th to the 14th', '2026-12-09/2026-12-14'],
    ['bortrest den 25:e till den 3:e', '2026-12-25/2027-01-03'],
    ['tjänstledig 9–14 december', '2026-12-09/2026-12-14'],
    ['out of office 1 December – 10 January', '2026-12-01/2027-01-10'],
    ['away from the 18th of December until the 10th of January', '2026-12-18/2027-01-10'],
    ['gone from the first of March to the third of April', '2027-03-01/2027-04-03'],
    ['opereras den sjuttonde december, hemma till och med trettondagen', '2026-12-17/2027-01-06'],
    ['reser den 18 december och kommer inte hem förrän tionde januari', '2026-12-18/2027-01-10'],
    ['på resa 14 dec, hemma igen 7 jan', '2026-12-14/2027-01-07'],
    ['On 14 December I go to Hamburg, back on the 18th', '2026-12-14/2026-12-18'],
    ['semester från lucia till nyårsafton', '2026-12-13/2026-12-31'],
    ['ledig mellan julafton och trettondagen', '2026-12-24/2027-01-06'],
    ['föräldraledig från januari till mars', '2027-01-01/2027-03-31'],
    ['borta tisdag till torsdag', '2026-12-01/2026-12-03'],
    ['away Thursday through Tuesday', '2026-12-03/2026-12-08'],
    ['borta till och med fredag', '2026-11-28/2026-12-04'],
    ['sjuk till tisdag', '2026-11-28/2026-12-01'],
    ['borta tills efter nyår', '2026-11-28/2027-01-01'],
    ['tillbaka den 7 januari', '2026-11-28/2027-01-07'],
    ['inte på plats före andra advent', '2026-11-28/2026-12-06'],
    ['ledig över påsk', '2027-03-26/2027-03-29'],
    ['ledig hela midsommar', '2027-06-25/2027-06-26'],
    ['hemma med barnen i morgon och måndagen', '2026-11-29/2026-11-30'],
    ['borta vecka 50 till 51', '2026-12-07/2026-12-20'],
    ['jag är borta från och med måndag', '2026-11-30'],
    ['borta från och med den 14 december till den 18 december', '2026-12-14/2026-12-18'],
    ['tillbaka på jobbet den 7 januari', '2026-11-28/2027-01-07'],
    ['åter i tjänst på måndag', '2026-11-28/2026-11-30'],
    ['back at work on 7 January', '2026-11-28/2027-01-07'],
    ['my back hurts, off on Monday', '2026-11-30'],
    ['borta från den 20:e till den 22:a', '2026-12-20/2026-12-22'],
    ['jag är borta måndag, tisdag och onsdag', '2026-11-30/2026-12-02'],
    ['away Monday, Tuesday, Wednesday and Thursday', '2026-11-30/2026-12-03'],
  ])('“%s”', (text, period) => {
    expect(timeOf('away', text)).toBe(period);
  });
});

describe('what is to come', () => {
  test.each([
    ['remind-later', 'påminn mig den sista januari', '2027-01-31'],
    ['remind-later', 'remind me on the last of February', '2027-02-28'],
    ['remind-later', 'ta det på måndag', '2026-11-30'],
    ['remind-later', 'ask me again on Saturday', '2026-12-05'],
    ['remind-later', 'på lördag', '2026-12-05'],
    ['remind-later', 'vänta till femtonde', '2026-12-15'],
    ['remind-later', 'påminn mig den 22:a', '2026-12-22'],
    ['remind-later', 'den 1:a', '2026-12-01'],
    ['remind-later', 'inte förrän den 31:a', '2026-12-31'],
    ['remind-later', 'efter lucia', '2026-12-14'],
    ['remind-later', 'efter trettondagen', '2027-01-07'],
    ['remind-later', 'läser det i helgen, påminn på söndag kväll', '2026-11-29'],
    ['remind-later', 'nämnd på tisdag, men på onsdag går det bra', '2026-12-02'],
    ['remind-later', 'inte idag, på fredag', '2026-12-04'],
    ['remind-later', 'torsdag, på onsdag har vi pyssel', '2026-12-03'],
    ['not-mine', 'den sista april går jag i pension', '2027-04-30'],
    ['upload-plan', 'planen antogs 23/11, ska gälla 1/1', '2027-01-01'],
    ['change-round', 'öppna en extra omgång nästa vecka, de frågade i torsdags', '2026-11-30/2026-12-06'],
    ['change-round', 'senarelägg novemberomgången, den 5 arbetsdagar', '2026-11-01/2026-11-30'],
    ['change-round', 'ställ in decemberrundan', '2026-12-01/2026-12-31'],
    ['change-round', 'ställ in december, det är ju jul', '2026-12-01/2026-12-31'],
    ['remind-all', 'svaren ska in före helgen', '2026-12-04'],
    ['next-for-me', 'vad väntar i januari?', '2027-01-01/2027-01-31'],
    ['next-for-me', 'what is left before Christmas?', '2026-11-28/2026-12-24'],
    ['next-for-me', 'what is waiting since Wednesday?', '-'],
    ['answer', 'försenad till mars', '2027-03-01/2027-03-31'],
    ['answer', 'not done before February', '2027-02-01/2027-02-28'],
    ['answer', 'slipping to Q1', '2027-01-01/2027-03-31'],
    ['answer', 'klart först till julafton', '2026-12-24'],
    ['answer', 'klart till nationaldagen', '2027-06-06'],
  ])('of %s: “%s”', (intent, text, period) => {
    expect(timeOf(intent, text)).toBe(period);
  });
});

describe('what was', () => {
  test.each([
    ['news', 'since last Friday', '2026-11-20/2026-11-28'],
    ['news', 'sedan i fredags', '2026-11-27/2026-11-28'],
    ['news', 'sedan den 3 november', '2026-11-03/2026-11-28'],
    ['news', 'sedan förra veckan', '2026-11-16/2026-11-28'],
    ['news', 'since October', '2026-10-01/2026-11-28'],
    ['news', 'efter höstlovet', '2026-11-02/2026-11-28'],
    ['news', 'since midsummer', '2026-06-19/2026-11-28'],
    ['status', 'sedan midsommarafton', '2026-06-19/2026-11-28'],
    ['status', 'sedan första advent', '2025-11-30/2026-11-28'],
    ['status', 'since midsummer', '2026-06-19/2026-11-28'],
    ['status', 'från midsommarafton till nu', '2026-06-19/2026-11-28'],
    ['plan-changes', 'mellan midsommar och alla helgons dag', '2026-06-19/2026-10-31'],
    ['plan-changes', 'mellan juni och nu', '2026-06-01/2026-11-28'],
    ['plan-changes', 'from August until now', '2026-08-01/2026-11-28'],
    ['plan-changes', 'från augusti fram till och med nu', '2026-08-01/2026-11-28'],
    ['plan-changes', 'from August up to now', '2026-08-01/2026-11-28'],
    ['plan-changes', 'vad ändrades i går? revisorerna kommer på måndag', '2026-11-27'],
    ['plan-changes', 'vad ändrades? på måndag vill revisorerna veta', '-'],
    ['my-answers', 'what did I send on Monday', '2026-11-23'],
    ['my-answers', 'det jag skickade i måndags', '2026-11-23'],
    ['my-answers', 'my report from May', '2026-05-01/2026-05-31'],
    ['answer', 'change what I said on Thursday', '2026-11-26'],
    ['answer', 'change what I reported on Thursday', '2026-11-26'],
    ['answer', 'andra tertialet blev det 78, bättre än i våras', '2026-05-01/2026-08-31'],
    ['export-log', 'den senaste månaden', '2026-10-28/2026-11-28'],
    ['export-log', 'in the past month', '2026-10-28/2026-11-28'],
    ['export-log', 'förra månaden', '2026-10-01/2026-10-31'],
    ['send-log', 'den senaste veckan', '2026-11-21/2026-11-28'],
    ['why-asked', 'varför kommer detta en lördag', '-'],
    ['round', 'hur många har svarat för oktober? de frågar på måndag', '2026-10-01/2026-10-31'],
    ['round', 'hur många svarade i oktoberrundan', '2026-10-01/2026-10-31'],
    ['indicator', 'how many in a fortnight', '-'],
    ['indicator', 'hittills i år', '2026-01-01/2026-11-28'],
    ['indicator', 'under årets första fyra månader', '2026-01-01/2026-04-30'],
    ['indicator', 'förra årets meritvärde', '2025-01-01/2025-12-31'],
    ['indicator', 'mars–maj 2025', '2025-03-01/2025-05-31'],
    ['indicator', 'från oktober till december 2025', '2025-10-01/2025-12-31'],
    ['indicator', 'mars till maj i fjol', '2025-03-01/2025-05-31'],
    ['indicator', 'between 5 November 2025 and 10 January 2026', '2025-11-05/2026-01-10'],
    ['indicator', 'Q1–Q2 2025', '2025-01-01/2025-06-30'],
    ['indicator', 'T1 och T2', '2026-01-01/2026-08-31'],
    ['indicator', 'you may show it', '-'],
    ['indicator', 'under det här kvartalet', '2026-10-01/2026-12-31'],
    ['indicator', 'this quarter', '2026-10-01/2026-12-31'],
    ['indicator', 'förra halvåret', '2026-01-01/2026-06-30'],
    ['indicator', 'in the summer', '2026-06-01/2026-08-31'],
    ['indicator', 'in Octobre', '2026-10-01/2026-10-31'],
    ['indicator', 'i våras, andra kvartalet', '2026-04-01/2026-06-30'],
    ['indicator', 'i våras och andra kvartalet', '2026-03-01/2026-06-30'],
    ['indicator', 'the last four months of 2025', '2025-09-01/2025-12-31'],
    ['indicator', 'the last four months', '2026-07-28/2026-11-28'],
    ['indicator', 'hur många timmar i veckan', '-'],
    ['indicator', 'hur många besök i veckan', '2026-11-23/2026-11-29'],
    ['status', 'hinner vi bli klara i maj', '2027-05-01/2027-05-31'],
    ['status', 'hur kommer det sig att det tog så lång tid i maj', '2026-05-01/2026-05-31'],
    ['status', 'ska vi vara oroliga för hur det gick i maj', '2026-05-01/2026-05-31'],
    ['status', 'are we still on course to open in May', '2027-05-01/2027-05-31'],
    ['status', 'will you show me how it was in May', '2026-05-01/2026-05-31'],
    ['status', 'hur låg vi till i maj', '2026-05-01/2026-05-31'],
    ['export', 'det jag rapporterat i år, till mötet i morgon', '2026-01-01/2026-12-31'],
  ])('of %s: “%s”', (intent, text, period) => {
    expect(timeOf(intent, text)).toBe(period);
  });
});

test('a year in the name of something is no time', () => {
  const saidOf = (text: string) =>
    periodFor(
      'status',
      readingOf(text, { plan: plans.kvarnstad!, today: Temporal.PlainDate.from('2026-11-28') }),
    );
  expect(saidOf('hur går det med Cykelkommun 2030')).toBeUndefined();
  expect(saidOf('och de fem nya skolorna till 2031')).toBeUndefined();
  expect(saidOf('hur gick det med cyklarna 2025')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  expect(saidOf('hur ser det ut till 2031')).toEqual({ from: '2031-01-01', to: '2031-12-31' });
});

test.each([
  ['2027-11-28', '2027-11-28'],
  ['2028-11-28', '2028-12-03'],
])('the first of Advent after %s is %s', (day, first) => {
  expect(timeOf('remind-later', 'första advent', day)).toBe(first);
});

test.each([
  ['2024-01-10', '2024-03-29/2024-04-01'],
  ['2025-01-10', '2025-04-18/2025-04-21'],
  ['2038-01-10', '2038-04-23/2038-04-26'],
  ['2049-01-10', '2049-04-16/2049-04-19'],
])('Easter after %s is %s', (day, period) => {
  expect(timeOf('away', 'ledig i påsk', day)).toBe(period);
});
