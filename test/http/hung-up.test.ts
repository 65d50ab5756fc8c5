import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { endAll } from '../support/at-end.ts';
import { type DemoWorld, startDemoWorld } from '../support/demo-world.ts';
import { messageActivity } from '../support/teams-activities.ts';

let world: DemoWorld;
beforeAll(async () => {
  world = await startDemoWorld();
});
afterAll(endAll);

const logged = (event: string) =>
  world.service
    .output()
    .split('\n')
    .filter((line) => line.includes(event));

/** Says so much of a message and hangs up, by a reset or an end. */
async function hangsUp(said: (whole: string) => string, how: 'resetAndDestroy' | 'destroy'): Promise<void> {
  const body = JSON.stringify(messageActivity(world.people.socialchef.envelope(), 'hjälp'));
  const whole = `POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  const socket = connect(world.service.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.write(said(whole), resolve));
  // What was sent is there before the end is: an answer from the same service says so.
  await fetch(`${world.service.url}/healthz`);
  socket[how]();
  if (!socket.closed) await once(socket, 'close');
}

const parts = {
  'in the headers': (whole: string) => whole.slice(0, 60),
  'before the body': (whole: string) => whole.slice(0, whole.indexOf('\r\n\r\n') + 4),
  'in the body': (whole: string) => whole.slice(0, -100),
  'before the answer': (whole: string) => whole,
};

test.each(
  Object.entries(parts).flatMap(([when, part]) =>
    (['resetAndDestroy', 'destroy'] as const).map((how) => [when, how, part] as const),
  ),
)('a client that hangs up %s (%s) is no error, and disturbs nobody', async (_when, how, part) => {
  await hangsUp(part, how);
  expect((await world.people.socialchef.says('hjälp')).replies.length).toBeGreaterThan(0);
  expect(logged('"level":"error"')).toEqual([]);
});

test('the log says that it did, and once for each', () => {
  // In the headers nothing had begun, and before the answer everything had been said.
  expect(logged('request-cut')).toHaveLength(4);
});
