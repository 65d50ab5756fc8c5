import { afterAll, describe, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { beginningOf } from '../../src/language/render-card.ts';
import { endAll } from '../support/at-end.ts';
import { cardSamples } from '../support/card-samples.ts';
import { startDemoWorld } from '../support/demo-world.ts';
import { moveClock } from '../support/running-service.ts';
import { openSjovik } from '../support/sjovik.ts';

afterAll(endAll);

/** Plain words of at most two lines of a phone, with nothing of how a card is made. */
const sensible = /^[^\\{}@*_`]{4,150}$/u;

describe('what a notification says of a card', () => {
  test('is for every card a sentence or a name, in the language of the card', async () => {
    const [sv, en] = [await cardSamples('sv'), await cardSamples('en')];
    const said = sv.map(({ name, card }, index) => {
      return { name, sv: beginningOf(card), en: beginningOf(en[index]!.card) };
    });
    expect(said.filter((one) => !sensible.test(one.sv) || !sensible.test(one.en))).toEqual([]);
    expect(said.filter((one) => one.sv === one.en)).toEqual([]);
  });

  test('is for every kind of message that is sent by itself a sentence too', async () => {
    const world = await openSjovik();
    await world.time.moveTo(Temporal.Instant.from('2026-11-15T08:00:00+01:00'));
    const summaries = world.messenger.sent.map(({ message }) => message.summary);
    expect(summaries.length).toBeGreaterThan(15);
    expect(summaries.filter((one) => !/^[^{}@]{20,}$/u.test(one))).toEqual([]);
  });

  test('is there too with what answers a person, and with what takes the place of a card', async () => {
    const { teams, service, people } = await startDemoWorld({ clock: '2026-09-01T08:00:00+02:00' });
    const { socialchef } = people;
    for (const words of [
      'hej',
      'svara',
      'mina svar',
      'hur går det med äldreomsorgen?',
      'hur går det med xyz?',
    ])
      await socialchef.says(words);
    const { card } = await socialchef.says('jag är borta');
    await socialchef.fill(card!, { returns: '2026-09-20' }).press('Lämna över');
    await moveClock(service, '2026-09-02T08:00:00+02:00');
    const said = teams.conversations.log().map(({ activity }) => activity.summary);
    expect(said.length).toBeGreaterThan(12);
    expect(said.filter((one) => typeof one !== 'string' || !sensible.test(one.slice(0, 150)))).toEqual([]);
    expect(said).toContain('Nu svarar Utbildningschef (förvaltningschef) åt dig');
  });
});
