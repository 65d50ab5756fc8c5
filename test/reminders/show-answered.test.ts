import { afterAll, expect, test } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { toTimestamp } from '../../src/calendar/instants.ts';
import { asks } from '../../src/rounds/ask.ts';
import { runDueWork } from '../../src/schedule/run-due-work.ts';
import { openSqliteStore } from '../../src/storage/sqlite-store.ts';
import { atEnd, endAll } from '../support/at-end.ts';
import { RecordingMessenger } from '../support/recording-messenger.ts';
import { movedClock, openingMorning, openRoundOf, planOfMany, portsOn } from '../support/sending-world.ts';

afterAll(endAll);
const tenantId = '11111111-1111-4111-8111-111111111111';

/** Three people have been asked; the first one's card is to say that somebody else has answered. */
async function world(assignmentId?: string) {
  const store = openSqliteStore(':memory:');
  atEnd(() => store.close());
  const [messenger, clock] = [new RecordingMessenger(), movedClock(openingMorning)];
  const errors: unknown[] = [];
  const log = { info: () => {}, warn: () => {}, error: (facts: object) => void errors.push(facts) };
  const ports = portsOn(store, { messenger, clock, log });
  await openRoundOf(ports, tenantId, planOfMany(3));
  await runDueWork(ports, tenantId);
  expect(messenger.sent.filter(({ operation }) => operation === 'person')).toHaveLength(3);
  const all = asks(store);
  const [first] = await Array.fromAsync(all.all(tenantId));
  const at = toTimestamp(clock.now());
  await all.change(tenantId, first!.id, (ask) => ({
    ...ask,
    state: 'answered',
    parts: ask.parts.map((part) => ({
      ...part,
      assignmentId: assignmentId ?? part.assignmentId,
      answeredAt: at,
      answeredBy: part.roleId,
    })),
    showsOthers: true,
    nextAt: at,
  }));
  messenger.sent.length = 0;
  return { all, clock, errors, first: first!, messenger, tick: () => runDueWork(ports, tenantId) };
}

test('the card that was sent is changed in place, once, and is nothing to do afterwards', async () => {
  const { all, clock, first, messenger, tick } = await world();
  await tick();
  expect(messenger.sent.map(({ operation }) => operation)).toEqual(['update']);
  expect(messenger.sent[0]!.message.summary).toMatch(/^Besvarat av /u);
  expect((await all.get(tenantId, first.id)).showsOthers).toBeUndefined();
  clock.moveTo(clock.now().add({ minutes: 10 }));
  await tick();
  expect(messenger.sent).toHaveLength(1);
});

test('what Teams does not take at once is tried again', async () => {
  const { clock, messenger, tick } = await world();
  messenger.answer = ({ operation }) =>
    operation === 'update' ? { kind: 'retry', reason: 'throttled' } : undefined;
  await tick();
  messenger.answer = () => undefined;
  clock.moveTo(clock.now().add({ minutes: 10 }));
  await tick();
  expect(messenger.sent.map(({ operation }) => operation)).toEqual(['update', 'update']);
});

test('a card that cannot be made is told of, and holds up nobody’s reminder', async () => {
  const { clock, errors, messenger, tick } = await world('no-longer-in-the-plan');
  clock.moveTo(Temporal.Instant.from('2026-09-15T08:00:00+02:00'));
  await tick();
  expect(errors).toContainEqual(expect.objectContaining({ event: 'answered-card-error' }));
  expect(messenger.sent.filter(({ operation }) => operation === 'person')).toHaveLength(2);
});
