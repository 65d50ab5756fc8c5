import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Card } from '../../src/base/messenger.ts';
import { readHour } from '../../src/reminders/settings.ts';
import { endAll } from '../support/at-end.ts';
import { inputsIn, textOf } from '../support/card-form.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';

let world: DemoWorld;
afterAll(endAll);
beforeAll(async () => {
  world = await startDemoWorld();
});

const find = (person: FakePerson, text: string) =>
  world.teams.cardsIn(person.conversationId).findLast((one) => textOf(one).includes(text));

async function save(person: FakePerson, values: Record<string, string>): Promise<Card> {
  const form = await person.says('inställningar');
  return (await person.fill(form.card!, values).press('Spara')).card!;
}

describe('"inställningar"', () => {
  test('shows what holds, and the hours there are', async () => {
    const { card } = await world.people.socialchef.says('inställningar');
    expect(textOf(card!)).toContain('Mellan 08:00 och 16:30');
    expect(inputsIn(card!).map(({ id, value }) => [id, value])).toEqual([
      ['hour', ''],
      ['weekday', 'any'],
      ['language', 'sv'],
    ]);
  });

  test.each([
    ['kvart i tio', 'Skriv ett klockslag som 09:30.'],
    ['25:00', 'Skriv ett klockslag som 09:30.'],
    ['06:30', 'Välj en tid mellan 08:00 och 16:30'],
    ['16:31', 'Välj en tid mellan 08:00 och 16:30'],
  ])('the hour %p is refused with a sentence, and what was typed is kept', async (hour, sentence) => {
    const card = await save(world.people.socialchef, { hour, weekday: '3' });
    expect(textOf(card)).toContain(sentence);
    expect(inputsIn(card).map(({ value }) => value)).toEqual([hour, '3', 'sv']);
  });

  test('the hour and the weekday hold from the next round on', async () => {
    const { socialchef } = world.people;
    const card = await save(socialchef, { hour: '9.15', weekday: '4' });
    expect(textOf(card)).toContain('09:15');
    expect(textOf(card)).toContain('Torsdag');
    expect(textOf(card)).toContain('Ingen är planerad just nu');
    await moveClock(world.service, '2026-09-03T09:14:00+02:00');
    expect(find(socialchef, 'Nu börjar')).toBeUndefined();
    await moveClock(world.service, '2026-09-03T09:15:00+02:00');
    expect(find(socialchef, 'Nu börjar')).toBeDefined();
    expect(textOf((await socialchef.says('varför får jag den här?')).card!)).toContain(
      'det är veckodagen du valt',
    );
  });

  test('a new hour moves the reminder that is next, at once, and the language what it is written in', async () => {
    const { socialchef } = world.people;
    const card = await save(socialchef, { hour: 'kl 13', weekday: 'any', language: 'en' });
    expect(textOf(card)).toContain('Tuesday 15 September at 13:00');
    await moveClock(world.service, '2026-09-15T12:59:00+02:00');
    expect(find(socialchef, 'A gentle reminder')).toBeUndefined();
    await moveClock(world.service, '2026-09-15T13:00:00+02:00');
    expect(find(socialchef, 'reminder')).toBeDefined();
    expect(textOf((await socialchef.says('help')).card!)).toContain('What would you like to do?');
  });

  test('emptied it is the plan’s again', async () => {
    const { socialchef } = world.people;
    const form = await socialchef.says('settings');
    await socialchef.fill(form.card!, { hour: '' }).press('Save');
    await moveClock(world.service, '2026-09-18T08:00:00+02:00');
    expect(textOf(world.teams.cardsIn(socialchef.conversationId).at(-1)!)).toContain('due today');
  });

  test('what a card brings is checked: a day or language that there is not changes nothing', async () => {
    const { socialchef } = world.people;
    await socialchef.presses('reminders/settings-save', { hour: '10:00', weekday: '7', language: 'de' });
    const { card } = await socialchef.says('settings');
    expect(inputsIn(card!).map(({ value }) => value)).toEqual(['10:00', 'any', 'en']);
  });
});

test.each([
  ['9', '09:00'],
  ['9:30', '09:30'],
  ['09.30', '09:30'],
  ['kl. 14', '14:00'],
  ['', ''],
  ['24', undefined],
  ['9:60', undefined],
  ['9:3', undefined],
])('%p is read as the hour %p', (text, hour) => {
  expect(readHour(text)).toBe(hour);
});
