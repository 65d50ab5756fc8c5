import { afterAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { persons } from '../../src/people/person.ts';
import { currentPlan } from '../../src/plan/plan-store.ts';
import { sendDueReminders } from '../../src/reminders/send-due-reminders.ts';
import { askId, asks } from '../../src/rounds/ask.ts';
import { askWhoIsReached } from '../../src/rounds/ask-who-is-reached.ts';
import { postponeRound } from '../../src/rounds/change-round.ts';
import { endAll } from '../support/at-end.ts';
import { movedClock } from '../support/sending-world.ts';
import { openSjovik } from '../support/sjovik.ts';

afterAll(endAll);

const at = (text: string) => Temporal.Instant.from(`2026-${text}:00+02:00`);

/** Sjövik where Teams refuses the Socialchef, until a moment in the round, and what they have chosen. */
async function refusedUntil(moment: string, preference: { hour?: string; weekday?: number } = {}) {
  const { ports: before, messenger, time, tenantId, actor } = await openSjovik();
  const who = actor('socialchef');
  const key = { tenantId, id: who.personId };
  const known = await persons(before.store).change(tenantId, key.id, (one) => ({ ...one, preference }));
  if (!known) await persons(before.store).create({ ...key, preference });
  messenger.answer = ({ to }) =>
    'personId' in to && to.personId === who.personId
      ? { kind: 'unreachable', reason: 'blocked', detail: '403' }
      : undefined;
  await time.moveTo(at(moment));
  messenger.answer = () => undefined;
  const clock = movedClock(at(moment));
  const ports = { ...before, clock };
  const plan = (await currentPlan(ports.store, tenantId))!;
  const ask = async () => (await asks(ports.store).get(tenantId, askId('2026-D', who.personId)))!;
  return {
    ports,
    clock,
    plan,
    tenantId,
    who,
    actor,
    ask,
    reach: () => askWhoIsReached(ports, plan, who),
    pushes: async () =>
      (await ask()).pushes.map(({ kind, at, outcome }) => [kind, at, ...(outcome ? [outcome] : [])]),
    sent: async () => {
      await sendDueReminders(ports, tenantId);
      return messenger.sent.filter(({ to }) => 'personId' in to && to.personId === who.personId).length;
    },
  };
}

const left = [
  ['reminder', '2026-09-15T06:00:00.000Z'],
  ['due-morning', '2026-09-18T06:00:00.000Z'],
];

test.each([
  ['at once in working hours', '09-03T10:15', '2026-09-03T08:15:00.000Z'],
  ['as work begins where it has not', '09-03T07:00', '2026-09-03T06:00:00.000Z'],
  ['on the next working day after a weekend', '09-05T12:00', '2026-09-07T06:00:00.000Z'],
])('somebody who can be reached is asked %s', async (_, moment, asked) => {
  const { reach, pushes, ask } = await refusedUntil(moment);
  expect(await reach()).toBe(true);
  expect(await pushes()).toEqual([['opening', asked], ...left]);
  expect((await ask()).nextAt).toBe(asked);
});

test('their own hour holds, and their own weekday', async () => {
  const later = await refusedUntil('09-03T10:15', { hour: '14:00' });
  await later.reach();
  expect((await later.pushes())[0]).toEqual(['opening', '2026-09-03T12:00:00.000Z']);
  const friday = await refusedUntil('09-03T10:15', { weekday: 5 });
  await friday.reach();
  expect((await friday.pushes())[0]).toEqual(['opening', '2026-09-04T06:00:00.000Z']);
});

test('it is asked once, however often they show themselves, and never more than three in all', async () => {
  const { reach, pushes, sent, clock } = await refusedUntil('09-16T09:00');
  expect(await pushes()).toEqual([
    ['opening', '2026-09-01T06:00:00.000Z', 'unreachable'],
    ['reminder', '2026-09-15T06:00:00.000Z', 'unreachable'],
    ['due-morning', '2026-09-18T06:00:00.000Z'],
  ]);
  const before = await sent();
  await reach();
  const planned = await pushes();
  expect(planned).toEqual([['opening', '2026-09-16T07:00:00.000Z'], left[1]]);
  await reach();
  expect(await pushes()).toEqual(planned);
  expect(await sent()).toBe(before + 1);
  expect(await reach()).toBe(false);
  clock.moveTo(at('09-18T08:00'));
  expect(await sent()).toBe(before + 2);
});

test('a round that is moved meanwhile keeps the question, on its day', async () => {
  const { reach, pushes, ports, plan, actor } = await refusedUntil('09-05T12:00');
  await reach();
  await postponeRound(ports, { actor: actor('utredare'), plan, roundId: '2026-D', day: '2026-09-25' });
  expect(await pushes()).toEqual([
    ['opening', '2026-09-07T06:00:00.000Z'],
    ['reminder', '2026-09-22T06:00:00.000Z'],
    ['due-morning', '2026-09-25T06:00:00.000Z'],
  ]);
});

test('after the due day Roder is silent', async () => {
  const { reach, pushes } = await refusedUntil('09-21T09:00');
  const before = await pushes();
  expect(await reach()).toBe(false);
  expect(await pushes()).toEqual(before);
});

test('whose first question arrived is not asked it again', async () => {
  const { ports, reach, ask, tenantId } = await refusedUntil('09-03T10:15');
  await asks(ports.store).change(tenantId, (await ask()).id, (one) => ({
    ...one,
    pushes: one.pushes.map((push, index) =>
      index === 0 ? { ...push, outcome: 'sent' } : index === 1 ? { ...push, outcome: 'unreachable' } : push,
    ),
  }));
  expect(await reach()).toBe(false);
});
