import { afterAll, expect, test } from '@jest/globals';
import { AtCard, changePlan, openInterim } from '../support/answering.ts';
import { endAll } from '../support/at-end.ts';
import { textOf } from '../support/card-form.ts';
import { demoPeople } from '../support/demo-people.ts';
import type { DemoWorld } from '../support/demo-world.ts';
import type { FakePerson } from '../support/fake-person.ts';
import { moveClock } from '../support/running-service.ts';

afterAll(endAll);

const textsOf = (world: DemoWorld, person: FakePerson) =>
  world.teams.cardsIn(person.conversationId).map(textOf);

/** The HR manager leaves: their role goes to somebody else. */
async function hrChefLeaves(world: DemoWorld): Promise<void> {
  await moveClock(world.service, '2026-09-03T10:00:00+02:00');
  await changePlan(world, [['persons', demoPeople.hrChef, 'id'], 'ffffffff-0000-4000-8000-00000000000a']);
  await moveClock(world.service, '2026-09-10T10:00:00+02:00');
}

/** Everything that is asked of the head of social services is theirs again, and nothing is the other's. */
async function expectTakenBack(world: DemoWorld): Promise<void> {
  const { socialchef, hrChef } = world.people;
  const before = textsOf(world, hrChef).length;
  await moveClock(world.service, '2026-09-15T08:00:00+02:00');
  expect(textsOf(world, hrChef)).toHaveLength(before);
  expect(textOf((await hrChef.says('svara')).card!)).toContain('Du har inget att svara på');
  const ask = { ask: `2026-D:${demoPeople.socialchef}` };
  expect(textOf((await hrChef.presses('answer/open', ask)).card!)).not.toContain('Äldreomsorg');
  expect(textsOf(world, socialchef).at(-1)).toContain('En liten påminnelse');
  const at = new AtCard(world, socialchef, 'En liten påminnelse');
  await at.answerEverything();
  await at.press('Skicka in');
  expect(at.text).toContain('Tack');
}

test('a deputy who leaves the plan is asked and answers no more: the one who is away does', async () => {
  const world = await openInterim();
  const { socialchef } = world.people;
  const form = await socialchef.says('jag är borta');
  await socialchef.fill(form.card!, { deputy: 'hr-chef', returns: '2026-10-20' }).press('Lämna över');
  await hrChefLeaves(world);
  await expectTakenBack(world);
});

test('what was given to somebody who leaves the plan goes back to whom it was put to, who is told', async () => {
  const world = await openInterim();
  const { socialchef, utredare, hrChef } = world.people;
  const at = new AtCard(world, socialchef);
  await at.press('Inte jag');
  await at.press('Skicka till processledaren');
  const isNotMe = (text: string) => text.includes('säger att frågan är någon annans');
  await world.teams.until(() => textsOf(world, utredare).find(isNotMe));
  await new AtCard(world, utredare, 'säger att frågan').press('Ge vidare', { role: 'hr-chef' });
  await world.teams.until(() => textsOf(world, hrChef).find((text) => text.includes('Du har fått frågor')));
  await hrChefLeaves(world);
  expect(textsOf(world, socialchef).at(-1)).toMatch(/Nytt att svara på\nÄldreomsorg\nUtred fria arbetsskor/u);
  await expectTakenBack(world);
});

test('somebody who leaves the plan while away is not told that a deputy answers for them', async () => {
  const world = await openInterim();
  const { hrChef } = world.people;
  const form = await hrChef.says('jag är borta');
  await hrChef.fill(form.card!, { deputy: 'socialchef', returns: '2026-10-20' }).press('Lämna över');
  expect(textOf((await hrChef.says('svara')).card!)).toContain('Nu svarar Socialchef');
  await hrChefLeaves(world);
  expect(textOf((await hrChef.says('svara')).card!)).toContain('Du har inget att svara på');
});
