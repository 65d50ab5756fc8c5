import { expect, test } from '@jest/globals';
import { openInterim } from '../support/answering.ts';
import { teamsRefusals } from '../support/fake-teams.ts';

test('a message whose reply Teams does not take is answered as done, so that it is not brought again', async () => {
  const world = await openInterim();
  world.teams.misbehave(() => teamsRefusals.serviceError(503));
  const turn = await world.people.socialchef.says('hjälp');
  expect(turn.status).toBe(200);
  world.teams.misbehave();
  expect((await world.people.socialchef.says('hjälp')).status).toBe(200);
});
