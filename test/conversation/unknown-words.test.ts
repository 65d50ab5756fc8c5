import { describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { understandWritten } from '../../src/conversation/ask.ts';
import { unknownWordsIn } from '../../src/conversation/unknown-words.ts';
import { plans } from './measure.ts';

const reading = { plan: plans.sjovik!, today: Temporal.PlainDate.from('2026-09-10') };

/** What would be kept of a message. */
function keptOf(text: string): readonly string[] {
  return unknownWordsIn(understandWritten(text, reading), reading);
}

describe('of a question that failed for want of a word', () => {
  test.each([
    ['hur går det med simhallen?', ['simhallen']],
    ['Simhallen?', ['simhallen']],
    ['hur går det för fritidsklubben och drönarna?', ['fritidsklubben', 'drönarna']],
    ['what about the drones?', ['drones']],
    ['Hej! Hur går det med KLVX?', ['klvx']],
  ])('%p the word alone is kept', (text, words) => {
    expect(keptOf(text)).toEqual(words);
  });

  test.each([
    ['that was answered', 'hur går det med äldreomsorgen, drönarna?'],
    ['about something that the plan has', 'vilka äldreomsorgen?'],
    ['with a first name', 'hur mår lisa?'],
    ['with a name in capitals', 'hur går det med Qvarnebo?'],
    ['with a whole name', 'lisa andersson'],
    ['with a name of one’s own kind', 'vem är hjelmqvist'],
    ['with a name from elsewhere', 'hur går det för hosseini'],
    ['with such a name alone', 'Kowalski'],
    ['of who has answered', 'har brynhild svarat?'],
    ['of who somebody is', 'vem är brynhild?'],
    ['of health, in a longer word', 'hur många cancersjuka finns det?'],
    ['with an address', 'hur går det med drönarna@flisorna'],
    ['with a link', 'se https://sjovik.se/simhallen'],
    ['with a telephone number', 'ring 070-123 45 67'],
    ['with a personal identity number', '19850612-1234'],
    ['of one’s own', 'jag har fått gulsot'],
    ['of somebody else', 'hon dricker för mycket glögg'],
    ['of health', 'vad gör ni åt cancer?'],
    ['of faith', 'finns det en moské?'],
    ['with many such words', 'hur går det med drönarna, flisorna och gödslet?'],
    [
      'that tells more than it asks',
      'nu är det så att det här med drönarna har gått så och så och nu är det så igen',
    ],
    ['of a time only', 'juni'],
    ['of ordinary words', 'kan du göra något annat?'],
  ])('%s nothing is kept: %p', (_what, text) => {
    expect(keptOf(text)).toEqual([]);
  });
});
