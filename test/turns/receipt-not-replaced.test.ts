import { expect, test } from '@jest/globals';
import { AtCard, openInterim } from '../support/answering.ts';
import { firstTimes, teamsRefusals } from '../support/fake-teams.ts';

test('who has sent in gets the receipt, also when Teams does not take the new card of the message', async () => {
  const world = await openInterim();
  const card = new AtCard(world, world.people.socialchef);
  await card.answerEverything();
  world.teams.misbehave(firstTimes(1, teamsRefusals.serviceError(503), ['update']));
  const turn = await card.press('Skicka in');
  expect(turn.status).toBe(200);
  expect(turn.notice).toBeUndefined();
  expect(card.text).toContain('Ditt svar är inskickat');
});
