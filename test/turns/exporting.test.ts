import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import type { DemoWorld } from '../support/demo-world.ts';

let world: DemoWorld;
beforeAll(async () => {
  world = await openInterim();
});
afterAll(endAll);

const [delar, elderly, school] = ['Delår 2026 (januari–augusti)', 'Äldreomsorg', 'Förskola och grundskola'];

/** What is written one message after the other, each with the heading of its answer. */
async function says(who: keyof DemoWorld['people'], ...turns: (readonly [said: string, heading: string])[]) {
  const answers: [string, string][] = [];
  for (const [said] of turns)
    answers.push([said, textOf((await world.people[who].says(said)).card!).split('\n')[0]!]);
  expect(answers).toEqual(turns);
}

test('a format that is written is of the paper that was spoken of, by every name that the card has', () =>
  says(
    'utredare',
    ['exportera', `Exportera ${delar}`],
    ['word', `${delar} som Word`],
    ['exportera äldreomsorgen', `Exportera ${elderly}, ${delar}`],
    ['word', `${elderly}, ${delar} som Word`],
    ['pdf', `${elderly}, ${delar} som PDF`],
    ['exportera tertial 1', 'Exportera Tertial 1 2026'],
    ['pdf', 'Tertial 1 2026 som PDF'],
    ['exportera skolan i tertial 1', `Exportera ${school}, Tertial 1 2026`],
    ['som word tack', `${school}, Tertial 1 2026 som Word`],
    ['exportera allt', 'Exportera Tertial 1 2026'],
    ['exportera hela delåret', `Exportera ${delar}`],
    ['excel', `${delar} som Excel`],
  ));

test('a bare wish for a file is of what was just asked about', async () => {
  await world.people.utredare.says('hur går det med skolan?');
  await says(
    'utredare',
    ['exportera', `Exportera ${school}, ${delar}`],
    ['csv', `${school}, ${delar} som CSV`],
  );
});

test('who may not have the whole chooses one of their own by its number, and then the format', () =>
  says(
    'socialchef',
    ['exportera', 'Vilket menar du?'],
    ['1', `Exportera ${elderly}, ${delar}`],
    ['word', `${elderly}, ${delar} som Word`],
  ));

test('in the demo one changes the plan by writing so, and does not become somebody else', async () => {
  const { card } = await world.people.utredare.says('byt ägare av äldreomsorgen till hr-chefen');
  expect(textOf(card!)).not.toContain('Vem vill du vara?');
});
